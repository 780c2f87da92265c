import { IsNull, type EntityManager } from 'typeorm';
import { mayGrant, territoryOf, type Duty } from '#kernel/permissions';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { OfficerDuty } from './officer-duty.entity.js';

/**
 * Changes of duties take turns, all of them: there are a few a day, and each must see what the one before made of the
 * rights of whoever is at it. The trigger that keeps an administrator waits for the same number.
 */
export async function takeTurn(tx: EntityManager): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(7032000)`);
}

/** The duties in force at this moment; what the request came with may have ended since. */
export async function dutiesInForce(tx: EntityManager, accountId: string, now: Date): Promise<Duty[]> {
  return tx.query<Duty[]>(`SELECT id, role, communes FROM duties_in_force($1, $2)`, [accountId, now]);
}

/**
 * A duty that has not ended, for somebody with these duties to change.
 *
 * @throws Problem not_found (none, or nowhere in their territory), state_conflict (ended), not_allowed (more than they
 * could grant themselves)
 */
export async function dutyToChange(
  tx: EntityManager,
  id: string,
  own: readonly Duty[],
  now: Date,
): Promise<OfficerDuty> {
  const duty = await tx.findOneBy(OfficerDuty, { id });
  const territory = territoryOf(own, 'duties.grant');
  const isVisible =
    duty !== null &&
    (territory === null ||
      (territory.length > 0 && (duty.communes?.some((code) => territory.includes(code)) ?? true)));
  if (!isVisible) throw new Problem('not_found');
  if (!mayGrant(own, duty.role, duty.communes)) throw new Problem('not_allowed');
  if (duty.endedAt !== null || (duty.endsAt !== null && duty.endsAt <= now))
    throw new Problem('state_conflict');
  return duty;
}

/** @throws Problem validation_failed: a code is no commune of the floor's */
export async function demandCommunes(tx: EntityManager, codes: readonly string[] | null): Promise<void> {
  if (codes === null) return;
  const rows = await tx.query<{ code: string }[]>(`SELECT code FROM communes WHERE code = ANY ($1)`, [codes]);
  const unknown = codes.filter((code) => !rows.some((row) => row.code === code));
  if (unknown.length > 0)
    throw fieldProblem(
      'communes',
      'unknown',
      `Không có xã, phường mã ${unknown.join(', ')}`,
      'No such commune',
    );
}

/** What ran out by itself is marked as ended, so that it makes room for a duty that comes after it. */
export async function endExpired(tx: EntityManager, now: Date): Promise<void> {
  await tx.query(
    `UPDATE officer_duties SET ended_at = ends_at, updated_at = $1 WHERE ended_at IS NULL AND ends_at <= $1`,
    [now],
  );
}

/**
 * Ends a duty and whatever covers it. The condition stands in the UPDATE: of two who end it at once one finds it ended.
 *
 * @throws Problem state_conflict
 */
export async function endDuty(tx: EntityManager, duty: OfficerDuty, by: string, now: Date): Promise<void> {
  const ended = { endedAt: now, endedBy: by, updatedAt: now };
  const { affected } = await tx.update(OfficerDuty, { id: duty.id, endedAt: IsNull() }, ended);
  if (affected !== 1) throw new Problem('state_conflict');
  const covers = await tx.findBy(OfficerDuty, { delegatedFrom: duty.id, endedAt: IsNull() });
  for (const cover of covers) {
    await tx.update(OfficerDuty, { id: cover.id, endedAt: IsNull() }, ended);
    await recordDuty(tx, 'duty.ended', cover, null, now);
  }
}

/** History of a duty is history of the person: what they had before, and after. */
export async function recordDuty(
  tx: EntityManager,
  action: string,
  before: OfficerDuty | null,
  after: OfficerDuty | null,
  now: Date,
  more: object = {},
): Promise<void> {
  const subject = after ?? before;
  if (subject === null) throw new Error('Nothing about nobody');
  await recordAudit(tx, [
    {
      at: now,
      actorKind: 'officer',
      action,
      subjectType: 'account',
      subjectId: subject.accountId,
      ...(before === null ? {} : { before: { duty: factsOf(before) } }),
      after: { duty: after === null ? null : factsOf(after), ...more },
    },
  ]);
}

const factsOf = ({
  id,
  role,
  communes,
  startsAt,
  endsAt,
  delegatedFrom,
  handedOverFrom,
}: OfficerDuty): object => ({
  id,
  role,
  communes,
  startsAt,
  endsAt,
  ...(delegatedFrom ? { delegatedFrom } : {}),
  ...(handedOverFrom ? { handedOverFrom } : {}),
});

/** What the database refused, as the problem it is. */
export function dutyProblem(error: unknown): unknown {
  switch (brokenConstraint(error)) {
    case 'officer_duties_last_administrator_check':
      return new Problem('last_administrator');
    case 'officer_duties_open':
    case 'officer_duties_delegation':
    case 'officer_duties_handover':
    case 'officer_duties_cover_check':
      return new Problem('state_conflict');
    case 'officer_duties_own_grant_check':
      return new Problem('not_allowed');
    default:
      return error;
  }
}
