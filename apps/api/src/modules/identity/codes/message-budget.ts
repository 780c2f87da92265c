import type { EntityManager } from 'typeorm';
import { vietnamDay } from '#kernel/time';
import { Problem } from '../../../platform/http/problem.js';
import type { Contact } from '../contact.js';

/** What one part of a message to a phone costs at most, in đồng: by the dearest network, and the dearer of the channels. */
const PART_VND = 800;
/** What the floor spends on codes a day unless the setting `messages` says otherwise: 2,500 messages. */
const DAILY_CAP_VND = 2_000_000;
/** So much of it in a hundred goes to strangers: the rest is there for known devices, however many strangers ask. */
const STRANGERS_PERCENT = 75;

/** Whoever reads "overloaded" comes back in an hour; the budget itself begins anew at midnight. */
const RETRY_AFTER_SECONDS = 3_600;

const CAP = `coalesce((SELECT (value ->> 'dailyCapVnd')::bigint FROM floor_settings WHERE key = 'messages'), $4::bigint)
  * $5::bigint / 100`;

/**
 * Takes one message out of the day's budget. Condition and addition are one statement, so that no race overspends it.
 * Mail costs nothing and is counted only.
 *
 * @param about in how many parts it goes out, and whether somebody asked for it whom nobody knows
 * @throws Problem overloaded when the floor has spent what it may spend on messages today, or on strangers
 */
export async function spendOnMessage(
  tx: EntityManager,
  { kind }: Contact,
  about: { parts: number; isStranger: boolean },
  now: Date,
): Promise<void> {
  const rows = await tx.query<unknown[]>(
    `INSERT INTO message_spendings AS today (day, spent_vnd, messages, created_at, updated_at)
     SELECT $1::date, $2::bigint, 1, $3::timestamptz, $3::timestamptz WHERE $2::bigint = 0 OR $2::bigint <= ${CAP}
     ON CONFLICT (day) DO UPDATE SET spent_vnd = today.spent_vnd + excluded.spent_vnd,
       messages = today.messages + 1, updated_at = excluded.updated_at
     WHERE excluded.spent_vnd = 0 OR today.spent_vnd + excluded.spent_vnd <= ${CAP}
     RETURNING day`,
    [
      vietnamDay(now),
      kind === 'phone' ? about.parts * PART_VND : 0,
      now,
      DAILY_CAP_VND,
      about.isStranger ? STRANGERS_PERCENT : 100,
    ],
  );
  if (rows.length === 0) throw new Problem('overloaded', { retryAfterSeconds: RETRY_AFTER_SECONDS });
}
