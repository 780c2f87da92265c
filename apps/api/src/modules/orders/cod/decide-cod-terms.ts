import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { officerOf } from '../../identity/index.js';
import type { CodDecisionAnswer, CodTermsAnswer, DecideCodTermsDto } from './cod-terms.dto.js';

type Amounts = Omit<DecideCodTermsDto, 'version' | 'reason'>;

const AMOUNTS = `small_vnd::float8 AS "smallVnd", unknown_vnd::float8 AS "unknownVnd",
  refusals_allowed AS "refusalsAllowed", ask_from_vnd::float8 AS "askFromVnd",
  ask_unknown_from_vnd::float8 AS "askUnknownFromVnd", ask_refusals AS "askRefusals"`;

/** What may be sent unpaid: read, and decided anew, by an administrator of the whole province. */
@Injectable()
export class DecideCodTerms {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What holds, with the last hundred decisions. */
  read(): Promise<CodTermsAnswer> {
    return this.transactions.run('officer', async (tx) => ({
      ...(await inForce(tx)),
      decisions: await tx.query<CodDecisionAnswer[]>(
        `SELECT ${AMOUNTS}, reason, decided_at AS "decidedAt" FROM cod_terms ORDER BY decided_at DESC, id DESC LIMIT 100`,
      ),
    }));
  }

  /**
   * Orders placed from now on follow it. Saying once more what holds is no decision, whatever version it comes under: the
   * first answer was lost.
   *
   * @throws Problem validation_failed, not_allowed (an officer of some communes), stale_version
   */
  async run(principal: Principal, wish: DecideCodTermsDto): Promise<void> {
    if (officerOf(principal, 'cod.decide').communes !== null) throw new Problem('not_allowed');
    if (wish.unknownVnd < wish.smallVnd)
      throw fieldProblem(
        'unknownVnd',
        'too_small',
        'Không được thấp hơn mức đơn nhỏ',
        'Not below the amount that is always possible',
      );
    try {
      await this.transactions.run('officer', (tx) => this.decide(tx, principal.accountId, wish));
    } catch (error) {
      if (brokenConstraint(error) === 'cod_terms_replaces_key') throw new Problem('stale_version');
      throw error;
    }
  }

  private async decide(tx: EntityManager, accountId: string, wish: DecideCodTermsDto): Promise<void> {
    const before = await inForce(tx);
    const after = amountsOf(wish);
    if (before.version !== null && JSON.stringify(amountsOf(before)) === JSON.stringify(after)) return;
    if (before.version !== wish.version) throw new Problem('stale_version');
    const now = this.clock.now();
    const id = uuidv7(now.getTime());
    await tx.query(
      `INSERT INTO cod_terms (id, replaces_id, small_vnd, unknown_vnd, refusals_allowed, ask_from_vnd, ask_unknown_from_vnd,
         ask_refusals, reason, decided_by, decided_at, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $11)`,
      [
        id,
        wish.version,
        after.smallVnd,
        after.unknownVnd,
        after.refusalsAllowed,
        after.askFromVnd,
        after.askUnknownFromVnd,
        after.askRefusals,
        wish.reason,
        accountId,
        now,
      ],
    );
    await recordAudit(tx, [
      {
        at: now,
        actorKind: 'officer',
        action: 'cod_terms.decided',
        subjectType: 'cod_terms',
        subjectId: id,
        before: amountsOf(before),
        after,
      },
    ]);
  }
}

async function inForce(tx: EntityManager): Promise<Amounts & { version: string | null }> {
  const [terms] = await tx.query<(Amounts & { version: string | null })[]>(
    `SELECT id AS version, ${AMOUNTS} FROM cod_terms_in_force()`,
  );
  if (terms === undefined) throw new Error('Some terms always hold');
  return terms;
}

/** Exactly these fields, in one order: what is compared and what is written down. */
const amountsOf = (terms: Amounts): Amounts => ({
  smallVnd: terms.smallVnd,
  unknownVnd: terms.unknownVnd,
  refusalsAllowed: terms.refusalsAllowed,
  askFromVnd: terms.askFromVnd,
  askUnknownFromVnd: terms.askUnknownFromVnd,
  askRefusals: terms.askRefusals,
});
