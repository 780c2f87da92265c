import type { EntityManager } from 'typeorm';
import { DAY_MS } from '#kernel/time';

/** Long enough for a season and its accounts; a shop that wants it longer says so once a year. */
const DEFAULT_MONTHS = 12;
/** A shop that has not answered by then has answered. */
const REQUEST_DAYS = 7;

/** How long a mandate lasts: `floor_settings`, key `mandate_months`, a number of months; twelve unless set. */
export async function mandateMonths(tx: EntityManager): Promise<number> {
  const [row] = await tx.query<{ months: number | null }[]>(
    `SELECT (value #>> '{}')::integer AS months FROM floor_settings
     WHERE key = 'mandate_months' AND jsonb_typeof(value) = 'number'`,
  );
  return row?.months ?? DEFAULT_MONTHS;
}

/** The same day so many months on, in universal time; the last of the month where there is no such day. */
export function monthsLater(now: Date, months: number): Date {
  const later = new Date(now);
  later.setUTCMonth(later.getUTCMonth() + months);
  if (later.getUTCDate() !== now.getUTCDate()) later.setUTCDate(0);
  return later;
}

/** Until when a shop may answer a request. */
export const requestUntil = (now: Date): Date => new Date(now.getTime() + REQUEST_DAYS * DAY_MS);
