import { IsNull, type EntityManager } from 'typeorm';
import { Problem } from '../../../platform/http/problem.js';
import type { ProducerKind } from '../producer.entity.js';
import type { VerificationMethod } from './identity-verifier.js';
import { checkSubjects, VerificationCheck, type CheckSubject } from './verification-check.entity.js';

/** What has to be checked of an application; the register holds cooperatives only. */
export const subjectsOf = (kind: ProducerKind): CheckSubject[] =>
  checkSubjects.filter((subject) => subject !== 'register' || kind === 'cooperative');

/**
 * The results that count for a decision: of each thing the last one, and none from before the application was sent,
 * because it may have been about other answers.
 */
export async function checksInForce(
  tx: EntityManager,
  sellerId: string,
  submittedAt: Date,
): Promise<Map<CheckSubject, VerificationCheck>> {
  const checks = await tx.find(VerificationCheck, {
    where: { sellerId, letterId: IsNull() },
    order: { checkedAt: 'ASC', updatedAt: 'ASC' },
  });
  return new Map(
    checks.filter(({ checkedAt }) => checkedAt >= submittedAt).map((check) => [check.subject, check]),
  );
}

/**
 * By which method the representative was verified, where everything was checked and nothing differs.
 *
 * @throws Problem validation_failed with a path for each thing that is open (`checks.tax_code`)
 */
export async function demandVerified(
  tx: EntityManager,
  { sellerId, kind, submittedAt }: { sellerId: string; kind: ProducerKind; submittedAt: Date },
): Promise<VerificationMethod> {
  const checks = await checksInForce(tx, sellerId, submittedAt);
  const errors = subjectsOf(kind).flatMap((subject) => {
    const result = checks.get(subject)?.result;
    if (result === 'matches' || result === 'not_applicable') return [];
    const path = `checks.${subject}`;
    return result === undefined
      ? [{ path, code: 'required', vi: 'Chưa kiểm tra', en: 'Not checked yet' }]
      : [{ path, code: 'differs', vi: 'Còn chỗ không khớp', en: 'Something differs' }];
  });
  if (errors.length > 0) throw new Problem('validation_failed', { errors });
  return checks.get('representative')?.method ?? 'manual';
}

/** Binds what was checked to the letter of the decision; from then on it is the record of that decision. */
export async function closeRecord(
  tx: EntityManager,
  sellerId: string,
  letterId: string,
  now: Date,
): Promise<void> {
  await tx.update(VerificationCheck, { sellerId, letterId: IsNull() }, { letterId, updatedAt: now });
}
