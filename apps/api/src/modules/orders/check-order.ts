import { parsePhone } from '#kernel/phone';
import type { ShippingOption } from '../delivery/index.js';
import type { ShortVariant } from '../inventory/index.js';
import { withinLimits, type PaymentMethod } from '../payments/index.js';
import { Problem } from '../../platform/http/problem.js';
import { fieldProblem } from '../../platform/http/validation.js';
import type { Quote, SellerQuote } from './build-quote.js';
import type { CartLineFacts } from './cart-facts.sql.js';
import { lineProblem, type LineProblem } from './line-problem.js';
import type { PlaceOrderDto } from './place-order.dto.js';
import { changeSince, quoteTokenMatches } from './quote-token.js';
import { quoteView } from './quote-view.js';
import { voucherRefusal } from './vouchers/apply-voucher.js';

/** A seller's part of the purchase with what the buyer chose for it. */
export interface ChosenSeller {
  quote: SellerQuote;
  option: ShippingOption;
  payment: PaymentMethod;
  totalVnd: number;
  /** What the buyer agreed to pay first where it is paid on delivery, in đồng; 0 where nothing was said. */
  agreedDepositVnd: number;
}

/**
 * Holds the order against the quote, from what the buyer must see afresh to what he must choose otherwise. Nothing has
 * been written when it throws. `cart_changed`, `out_of_stock`, `delivery_unavailable`, `pickup_unavailable`,
 * `cod_not_allowed`, `payment_method_unavailable`, `adult_confirmation_required`, `validation_failed`.
 */
export function checkOrder(request: PlaceOrderDto, quote: Quote): ChosenSeller[] {
  refuseChangedLines(request, quote);
  refuseUnreachable(quote);
  const chosen = quote.sellers.map((seller) => choose(request, seller));
  refuseUnknownSellers(request, quote);
  refusePayment(chosen);
  refuseVoucher(quote);
  if (quote.requiresAdult && request.adultConfirmed !== true)
    throw new Problem('adult_confirmation_required');
  const total = chosen.reduce((sum, seller) => sum + seller.totalVnd, 0);
  const seen = request.quoteToken ?? null;
  if (total !== request.expectedTotalVnd || (seen !== null && !quoteTokenMatches(seen, quote))) {
    throw cartChanged(quote, []);
  }
  return chosen;
}

/** The number in E.164. Abroad nobody can be called before a parcel leaves, so those orders are paid beforehand. */
export function checkPhone(request: PlaceOrderDto): string {
  const phone = parsePhone(request.contact.phone);
  const methods = [request.payment, ...Object.values(request.sellers ?? {}).map((choice) => choice.payment)];
  const prepaid = methods.every((method) => method === undefined || method === 'card' || method === 'wallet');
  if (phone === null || (!phone.vietnamese && !prepaid)) {
    throw fieldProblem('contact.phone', 'bad_phone', 'Số điện thoại chưa đúng (10 số, bắt đầu bằng 03, 05, 07, 08 hoặc 09)',
      'Not a phone number we can call (10 digits beginning with 03, 05, 07, 08 or 09)'); // prettier-ignore
  }
  return phone.e164;
}

/** The refusal everybody understands: what changed, line by line, and the fresh quote. */
function cartChanged(quote: Quote, lines: readonly object[]): Problem {
  return new Problem('cart_changed', { extra: { lines, quote: quoteView(quote) } });
}

interface RefusedLine {
  variantId: string;
  seller: { slug: string; name: string };
  reason: LineProblem;
  requested?: number;
  available?: number;
}

function refuseChangedLines({ quoteToken }: PlaceOrderDto, quote: Quote): void {
  const lines = quote.sellers.flatMap((seller) =>
    seller.lines.flatMap(({ facts }): RefusedLine[] => {
      const changed = changeSince(quoteToken ?? '', facts);
      const reason = lineProblem(facts) ?? changed;
      return reason === null ? [] : [refusedLine(facts, seller, reason)];
    }),
  );
  if (quote.sellers.length === 0) throw cartChanged(quote, []);
  if (lines.length === 0) return;
  if (lines.every((line) => line.reason === 'out_of_stock'))
    throw new Problem('out_of_stock', { extra: { lines } });
  throw cartChanged(quote, lines);
}

/** The refusal of a placement that came too late at the shelf: the lines that fell short and what is left of them. */
export function soldOut(quote: Quote, short: readonly ShortVariant[]): Problem {
  const left = new Map(short.map(({ variantId, available }) => [variantId, available]));
  const lines = quote.sellers.flatMap((seller) =>
    seller.lines.flatMap(({ facts }) => {
      const available = left.get(facts.variantId);
      return available === undefined ? [] : [refusedLine({ ...facts, available }, seller, 'out_of_stock')];
    }),
  );
  return new Problem('out_of_stock', { extra: { lines } });
}

function refusedLine(facts: CartLineFacts, { slug, name }: SellerQuote, reason: LineProblem): RefusedLine {
  const line = { variantId: facts.variantId, seller: { slug, name }, reason };
  return reason === 'out_of_stock'
    ? { ...line, requested: facts.quantity, available: facts.available }
    : line;
}

function refuseUnreachable(quote: Quote): void {
  for (const seller of quote.sellers) {
    const problem = seller.lines.find((line) => line.problem !== null)?.problem;
    if (problem === 'pickup_unavailable' || problem === 'delivery_unavailable') {
      throw new Problem(problem, { extra: { seller: { slug: seller.slug, name: seller.name } } });
    }
  }
}

function choose(request: PlaceOrderDto, quote: SellerQuote): ChosenSeller {
  const choice = request.sellers?.[quote.slug];
  const wanted = choice?.shippingOptionId;
  const option = quote.shippingOptions.find((candidate) => wanted === undefined || candidate.id === wanted);
  if (option === undefined) {
    throw fieldProblem(
      `sellers.${quote.slug}.shippingOptionId`,
      'not_found',
      'Không có cách giao này',
      'No such shipping option',
    );
  }
  return {
    quote,
    option,
    payment: choice?.payment ?? request.payment,
    totalVnd: quote.itemsVnd + option.feeVnd - quote.discountVnd,
    agreedDepositVnd: choice?.depositVnd ?? 0,
  };
}

function refuseUnknownSellers(request: PlaceOrderDto, quote: Quote): void {
  const stranger = Object.keys(request.sellers ?? {}).find(
    (slug) => !quote.sellers.some((seller) => seller.slug === slug),
  );
  if (stranger !== undefined) {
    throw fieldProblem(
      `sellers.${stranger}`,
      'not_found',
      'Giỏ hàng không có người bán này',
      'No such seller in the cart',
    );
  }
}

function refuseVoucher({ voucher }: Quote): void {
  if (voucher !== null && voucher.problem !== null)
    throw voucherRefusal(voucher.problem, voucher.minItemsVnd);
}

function refusePayment(chosen: readonly ChosenSeller[]): void {
  for (const { quote, payment, totalVnd } of chosen) {
    const offer = quote.paymentMethods.find((candidate) => candidate.method === payment);
    if (offer?.available === true && withinLimits(payment, totalVnd)) continue;
    throw new Problem(offer?.reason ?? 'payment_method_unavailable', {
      extra: { seller: { slug: quote.slug, name: quote.name }, method: payment },
    });
  }
}
