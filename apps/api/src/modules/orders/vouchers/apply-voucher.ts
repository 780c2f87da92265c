import { formatVnd, sumVnd } from '#kernel/money';
import { voucherDiscounts, type VoucherValue } from '#kernel/voucher';
import { fieldProblem } from '../../../platform/http/validation.js';
import type { Problem } from '../../../platform/http/problem.js';
import type { Quote, SellerQuote } from '../build-quote.js';
import { gateProblem } from '../line-problem.js';
import type { VoucherFacts, VoucherProblem } from './voucher.sql.js';

/** What a quote says of the voucher the buyer gave; its `discountVnd` is the quote's. */
export interface QuotedVoucher {
  /** Null where there is none of that code. */
  id: string | null;
  code: string;
  paidBy: 'seller' | 'floor';
  minItemsVnd: number;
  problem: VoucherProblem | null;
}

/**
 * A quote with what the voucher takes off, split over its sellers; the same quote where it counts for nothing, with the
 * reason. Pure.
 *
 * @param typed the code as the buyer gave it
 */
export function applyVoucher(quote: Quote, typed: string, facts: VoucherFacts | null): Quote {
  if (facts === null)
    return { ...quote, voucher: { id: null, code: typed, paidBy: 'floor', minItemsVnd: 0, problem: 'voucher_unknown' } }; // prettier-ignore
  const goods = quote.sellers.map((seller) => goodsFor(seller, facts));
  const all = sumVnd(goods);
  const discounts = voucherDiscounts(valueOf(facts), goods);
  const problem = facts.problem ?? problemWith(all, sumVnd(discounts), facts);
  const { id, code, minItemsVnd } = facts;
  const voucher: QuotedVoucher = {
    id,
    code,
    minItemsVnd,
    problem,
    paidBy: facts.sellerId === null ? 'floor' : 'seller',
  };
  if (problem !== null) return { ...quote, voucher };
  const sellers = quote.sellers.map((seller, index) => {
    const discountVnd = discounts[index] ?? 0;
    return { ...seller, discountVnd, totalVnd: seller.totalVnd - discountVnd };
  });
  const discountVnd = sumVnd(discounts);
  return { ...quote, sellers, discountVnd, totalVnd: quote.totalVnd - discountVnd, voucher };
}

/** Drinks with alcohol are never promoted (Law 44/2019/QH14), and of a shop's voucher only its own goods count. */
function goodsFor(seller: SellerQuote, { sellerId }: VoucherFacts): number {
  if (sellerId !== null && sellerId !== seller.sellerId) return 0;
  const counted = seller.lines.filter(({ facts }) => !facts.alcohol && gateProblem(facts) === null);
  return sumVnd(counted.map(({ totalVnd }) => totalVnd));
}

function valueOf({ kind, percent, capVnd, amountVnd }: VoucherFacts): VoucherValue {
  return kind === 'percent' ? { kind, percent: percent ?? 0, capVnd } : { kind, amountVnd: amountVnd ?? 0 };
}

function problemWith(
  goods: number,
  discountVnd: number,
  { minItemsVnd }: VoucherFacts,
): VoucherProblem | null {
  if (goods > 0 && goods < minItemsVnd) return 'voucher_minimum';
  return discountVnd === 0 ? 'voucher_not_for_these' : null;
}

const WORDS: Readonly<Record<VoucherProblem, (least: string) => { vi: string; en: string }>> = {
  voucher_unknown: () => ({ vi: 'Không có mã giảm giá này', en: 'There is no such voucher' }),
  voucher_not_started: () => ({ vi: 'Mã giảm giá chưa đến ngày dùng', en: 'The voucher is not valid yet' }),
  voucher_ended: () => ({ vi: 'Mã giảm giá đã hết hạn', en: 'The voucher has ended' }),
  voucher_used_up: () => ({ vi: 'Mã giảm giá đã hết lượt dùng', en: 'The voucher has been used up' }),
  voucher_used_by_you: () => ({
    vi: 'Bạn đã dùng hết lượt của mã giảm giá này',
    en: 'You have used this voucher as often as it allows',
  }),
  voucher_minimum: (least) => ({
    vi: `Mã giảm giá dùng cho tiền hàng từ ${least}`,
    en: `The voucher needs goods for at least ${least}`,
  }),
  voucher_not_for_these: () => ({
    vi: 'Mã giảm giá không áp dụng cho hàng trong giỏ',
    en: 'The voucher does not count for these goods',
  }),
};

/** The refusal beside the field, with the problem as its code. */
export function voucherRefusal(problem: VoucherProblem, minItemsVnd = 0): Problem {
  const { vi, en } = WORDS[problem](formatVnd(minItemsVnd));
  return fieldProblem('voucherCode', problem, vi, en);
}
