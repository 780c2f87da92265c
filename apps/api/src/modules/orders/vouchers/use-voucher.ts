import { parseVoucherCode } from '#kernel/voucher';
import { vietnamDay } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { runStatement } from '../../../platform/database/run-statement.js';
import type { Quote } from '../build-quote.js';
import { applyVoucher, voucherRefusal } from './apply-voucher.js';
import { takeVoucher, voucherByKey, type VoucherFacts } from './voucher.sql.js';

/** A code somebody gave, and as what they are known: keyed digests of their phone and account. */
export interface GivenVoucher {
  typed: string | undefined;
  people: readonly string[];
}

/** The quote with the voucher in it; without a code the quote as it is, and no statement. */
export async function quoteVoucher(
  tx: EntityManager,
  quote: Quote,
  { typed, people }: GivenVoucher,
  now: Date,
): Promise<Quote> {
  if (typed === undefined || typed.trim() === '') return quote;
  const parsed = parseVoucherCode(typed);
  if (parsed === null) return applyVoucher(quote, typed.trim(), null);
  const [facts] = await runStatement<VoucherFacts>(tx, voucherByKey, [parsed.key, people, vietnamDay(now)]);
  return applyVoucher(quote, parsed.code, facts ?? null);
}

/**
 * Takes the use a purchase was quoted with; after the purchase is written and before its stock is taken.
 *
 * @throws Problem validation_failed at `voucherCode`, where somebody else was faster
 */
export async function takeQuotedVoucher(
  tx: EntityManager,
  { voucher }: Quote,
  { groupId, people, now }: { groupId: string; people: readonly string[]; now: Date },
): Promise<void> {
  if (voucher === null || voucher.id === null) return;
  const [taken] = await runStatement<{ vouchers: number; people: number }>(tx, takeVoucher, [
    voucher.id,
    groupId,
    now,
    vietnamDay(now),
    people,
  ]);
  if (taken?.vouchers !== 1) throw voucherRefusal('voucher_used_up');
  if (taken.people !== people.length) throw voucherRefusal('voucher_used_by_you');
}
