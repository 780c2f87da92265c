import type { EntityManager } from 'typeorm';
import type { Accounts } from '../../identity/index.js';
import { letterNumber } from '../letters/letter-words.js';
import { Letter, type LetterKind } from '../letters/letter.entity.js';
import type { CheckResult, CheckSubject } from './verification-check.entity.js';
import { VerificationCheck } from './verification-check.entity.js';
import type { VerificationMethod } from './identity-verifier.js';

/** One thing that was checked, as its page shows it. */
export interface CheckLine {
  subject: CheckSubject;
  method: VerificationMethod;
  result: CheckResult;
  note: string;
  by: { name: string } | null;
  at: Date;
  /** From before the application was sent: it has to be looked at again. */
  outdated: boolean;
}

/** What a decision was founded on. */
export interface VerificationRecord {
  letter: { id: string; number: string; kind: LetterKind };
  lines: CheckLine[];
}

/** What was checked about a shop: still open, and decision by decision, the latest first. */
export async function readChecks(
  tx: EntityManager,
  accounts: Accounts,
  sellerId: string,
  submittedAt: Date | null,
): Promise<{ open: CheckLine[]; records: VerificationRecord[] }> {
  const checks = await tx.find(VerificationCheck, {
    where: { sellerId },
    order: { checkedAt: 'ASC', subject: 'ASC' },
  });
  const people = await accounts.profiles(
    tx,
    checks.map(({ checkedBy }) => checkedBy),
  );
  const lineOf = (check: VerificationCheck): CheckLine => {
    const { subject, method, result, note, checkedBy, checkedAt: at } = check;
    const name = people.get(checkedBy)?.name;
    const outdated = check.letterId === null && (submittedAt === null || at < submittedAt);
    return { subject, method, result, note, by: name === undefined ? null : { name }, at, outdated };
  };
  const letters = await tx.find(Letter, { where: { sellerId }, order: { issuedAt: 'DESC', id: 'DESC' } });
  return {
    open: checks.filter(({ letterId }) => letterId === null).map(lineOf),
    records: letters.flatMap(({ id, kind, ...letter }) => {
      const lines = checks.filter(({ letterId }) => letterId === id).map(lineOf);
      return lines.length === 0 ? [] : [{ letter: { id, number: letterNumber(letter), kind }, lines }];
    }),
  };
}
