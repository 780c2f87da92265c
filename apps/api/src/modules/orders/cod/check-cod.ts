import { sumVnd } from '#kernel/money';
import type { EntityManager } from 'typeorm';
import type { Statement } from '../../../platform/database/reader.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Problem } from '../../../platform/http/problem.js';
import type { ChosenSeller } from '../check-order.js';

/** How a phone stands with paying on delivery, and the amounts that follow from it, in đồng. */
export interface CodStanding {
  /** Parcels refused at the door within the last 180 days. */
  refusals: number;
  /** From so many on only a small order is sent unpaid. */
  refusalsAllowed: number;
  /** What is always possible, one at a time. */
  smallVnd: number;
  /** What a phone that has received nothing yet, or has refused something, may order at most. */
  unknownVnd: number;
  /** From so many refusals on the buyer is asked once more before an order is sent. */
  askRefusals: number;
  /** From this amount on everybody is asked once more. */
  askFromVnd: number;
  /** From this amount on a phone that has received nothing yet is. */
  askUnknownFromVnd: number;
}

/** What became of what a phone ordered before: something was received; something to be paid on delivery is open. */
export interface CodHistory {
  received: boolean;
  open: boolean;
}

/** Columns of `cod_standing`, for the statement that asks for it along the way. */
export const STANDING = `refusals, refusals_allowed AS "refusalsAllowed", small_vnd::float8 AS "smallVnd",
  unknown_vnd::float8 AS "unknownVnd", ask_refusals AS "askRefusals", ask_from_vnd::float8 AS "askFromVnd",
  ask_unknown_from_vnd::float8 AS "askUnknownFromVnd"`;

/**
 * Orders of one phone whose amount needs its history wait for each other, so that two in the same moment count each other.
 * Taken after the cart and before any stock, by everybody; in one order where a key is being changed and the phone has two
 * digests.
 */
const lockPhone: Statement = {
  name: 'orders-lock-cod-phone',
  text: `SELECT pg_advisory_xact_lock(hashtextextended(digest, 2))
    FROM (SELECT digest FROM unnest($1::varchar[]) AS digest ORDER BY digest OFFSET 0) AS sorted`,
};

/** Asked after the lock, by a statement that sees what whoever held it before has placed. */
const history: Statement = {
  name: 'orders-cod-history',
  text: `SELECT received, open FROM cod_history($1::varchar[])`,
};

/**
 * Three orders of four are paid on delivery, and many of those come back: who is unknown, or has refused parcels, may not
 * have just any amount sent unpaid. Most purchases are far below it and are asked nothing more. Two orders in the same
 * moment may both pass; the next one does not.
 *
 * @param phones digests of the buyer's phone
 * @returns the history of the phone where it was asked for
 * @throws Problem cod_not_allowed, with `reason` and `mostVnd`
 */
export async function checkCod(
  tx: EntityManager,
  chosen: readonly ChosenSeller[],
  standing: CodStanding,
  phones: readonly string[],
): Promise<CodHistory | null> {
  const totalVnd = sumVnd(chosen.filter(({ payment }) => payment === 'cod').map((one) => one.totalVnd));
  if (totalVnd === 0) return null;
  const refuses = standing.refusals >= standing.refusalsAllowed;
  if (!refuses && totalVnd <= standing.unknownVnd) return null;
  await runStatement(tx, lockPhone, [phones]);
  const past = await readCodHistory(tx, phones);
  if (refuses) {
    if (totalVnd <= standing.smallVnd && !past.open) return past;
    throw notAllowed('refused_parcels', standing.smallVnd);
  }
  if (past.received && standing.refusals === 0) return past;
  throw notAllowed('unknown_phone', standing.unknownVnd);
}

export async function readCodHistory(tx: EntityManager, phones: readonly string[]): Promise<CodHistory> {
  const [past] = await runStatement<CodHistory>(tx, history, [phones]);
  if (past === undefined) throw new Error('The history of a phone is always a row');
  return past;
}

function notAllowed(reason: 'refused_parcels' | 'unknown_phone', mostVnd: number): Problem {
  return new Problem('cod_not_allowed', { extra: { reason, mostVnd, method: 'cod' } });
}
