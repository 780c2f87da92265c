import { sumVnd } from '#kernel/money';
import type { EntityManager } from 'typeorm';
import type { Statement } from '../../../platform/database/reader.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Problem } from '../../../platform/http/problem.js';
import type { ChosenSeller } from '../check-order.js';
import { demandAgreed, depositOf, type CodLimit, type Deposits } from '../deposits/demand-deposits.js';
import { raiseDeposits, type OrderAtTheDoor } from '../deposits/deposit-amount.js';

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
  /** From this amount on a phone that has received nothing yet is, and what it has open is counted. */
  askUnknownFromVnd: number;
}

/** What became of what a phone ordered before. */
export interface CodHistory {
  /** Something was. */
  received: boolean;
  /** Something to be paid on delivery is open. */
  open: boolean;
  /** What is left to be paid at the door of all that is, in đồng. */
  openVnd: number;
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
  text: `SELECT received, open, open_vnd::float8 AS "openVnd" FROM cod_history($1::varchar[])`,
};

/** Who orders: how the phone stands, its digests, and whether deposits may be asked for. */
interface CodBuyer {
  standing: CodStanding;
  phones: readonly string[];
  takesDeposits: boolean;
}

/** The history of the phone where it was asked for, and what is paid before it is sent. */
interface CheckedCod {
  history: CodHistory | null;
  deposits: Deposits;
}

/**
 * Three orders of four are paid on delivery, and many of those come back: who is unknown, or has refused parcels, may not
 * have just any amount sent unpaid, in one order or in several. Most purchases are far below it: whatever is smaller than
 * the amount from which an unknown phone is asked for its word is looked at no further, and counts once something larger
 * comes. What is paid first is not sent unpaid: a shop may ask for a part by its own rule, and where it says so the part
 * above the limit may be paid first in place of a refusal.
 *
 * @throws Problem cod_not_allowed, with `reason` (CodLimit) and `mostVnd`; deposit_required
 */
export async function checkCod(
  tx: EntityManager,
  chosen: readonly ChosenSeller[],
  { standing, phones, takesDeposits }: CodBuyer,
): Promise<CheckedCod> {
  const cod = chosen.filter(({ payment }) => payment === 'cod');
  const asked = cod.map(({ quote }) => (takesDeposits ? depositOf(quote) : 0));
  const doorVnd = sumVnd(cod.map(({ totalVnd }) => totalVnd)) - sumVnd(asked);
  const refuses = standing.refusals >= standing.refusalsAllowed;
  const little = doorVnd < standing.askUnknownFromVnd && doorVnd <= standing.unknownVnd;
  if (cod.length === 0 || (!refuses && little))
    return { history: null, deposits: demandAgreed(cod, asked, { reason: 'shop' }) };
  await runStatement(tx, lockPhone, [phones]);
  const past = await readCodHistory(tx, phones);
  const { received, open, openVnd } = past;
  const allowed = refuses
    ? doorVnd <= standing.smallVnd && !open
    : (received && standing.refusals === 0) || openVnd + doorVnd <= standing.unknownVnd;
  if (allowed) return { history: past, deposits: demandAgreed(cod, asked, { reason: 'shop' }) };
  const limit = limitOf(standing, { refuses, openVnd });
  // One order at a time of a phone that refuses: no deposit makes it two. And one that fits what is left would tell whoever
  // types another's number how much that is.
  const atOnce = cod.map((one, index) => atTheDoor(one, asked[index] ?? 0, takesDeposits));
  const raised = open && (refuses || openVnd > 0) ? null : raiseDeposits(atOnce, limit.mostVnd);
  if (raised === null) throw new Problem('cod_not_allowed', { extra: { ...limit, method: 'cod' } });
  return { history: past, deposits: demandAgreed(cod, raised, limit) };
}

/** Why not more is sent unpaid. How much of it is open already is told nobody: anybody can type a number. */
function limitOf(
  { smallVnd, unknownVnd }: CodStanding,
  { refuses, openVnd }: { refuses: boolean; openVnd: number },
): { reason: CodLimit; mostVnd: number } {
  if (refuses) return { reason: 'refused_parcels', mostVnd: smallVnd };
  return { reason: openVnd > 0 ? 'open_orders' : 'unknown_phone', mostVnd: unknownVnd };
}

const atTheDoor = (
  { quote, totalVnd }: ChosenSeller,
  depositVnd: number,
  takesDeposits: boolean,
): OrderAtTheDoor => ({
  totalVnd,
  depositVnd,
  aboveLimit: takesDeposits && quote.depositTerms?.aboveLimit === true,
});

export async function readCodHistory(tx: EntityManager, phones: readonly string[]): Promise<CodHistory> {
  const [past] = await runStatement<CodHistory>(tx, history, [phones]);
  if (past === undefined) throw new Error('The history of a phone is always a row');
  return past;
}
