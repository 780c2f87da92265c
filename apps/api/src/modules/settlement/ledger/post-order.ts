import { uuidv7 } from '#kernel/ids';
import type { Vnd } from '#kernel/money';
import { vietnamDay, type Day } from '#kernel/time';
import { shareOf, taxGivenBack, taxOf } from '#kernel/withholding';
import type {
  CauseKind,
  LedgerAccount,
  Posting,
  TaxLine,
  TransactionKind,
  WithholdingMode,
} from './accounts.js';
import { splitBack } from './split-back.js';
import { isTaxedAtSource, taxRules } from './tax-rules.js';

/** One thing that happened to an order, as the ledger's queue knows it. */
export interface Cause {
  cause: CauseKind;
  causeId: string;
  at: Date;
  posted: boolean;
  /** Of a move of the order: the axis and where it went. */
  axis: 'order' | 'payment' | null;
  to: string | null;
  /** Of money that came in or goes back. */
  amountVnd: Vnd | null;
  /** Who holds money that came in. */
  heldBy: 'seller' | 'carrier' | null;
  /** Of a refund: why it is owed. */
  reason: string | null;
  /** Of a refund for a return: what of it is for delivery; null where nobody said. */
  deliveryVnd: Vnd | null;
}

/** What the ledger knows of one order, and what its rows say. */
export interface OrderBook {
  producerKind: string;
  channel: string;
  itemsVnd: Vnd;
  discountVnd: Vnd;
  /** Of the discount, what the floor bears. */
  floorDiscountVnd: Vnd;
  shippingFeeVnd: Vnd;
  /** What the buyer pays: less than the order's total where cash was paid at the door for a part of the goods. */
  paidVnd: Vnd;
  /** In the order in which they happened. */
  causes: Cause[];
  balances: Partial<Record<LedgerAccount, Vnd>>;
  transactions: { id: string; kind: TransactionKind; causeId: string }[];
  taxes: TaxLine[];
}

/** What was decided for a day: how a channel's tax is dealt with, and the floor's fee in hundredths of a per cent. */
export interface Terms {
  modeOn(channel: string, day: Day): WithholdingMode;
  feeBasisPointsOn(day: Day): number;
}

/** Refunds that take a sale back; all others give back money that was never for it. */
export const TAKES_BACK: ReadonlySet<string> = new Set(['cancelled', 'refused', 'returned', 'dispute']);

/**
 * The transactions that are still missing for what happened to an order, in order. Pure: the same book gives the same
 * amounts. A sale counts from when the order is confirmed and its payment made, whichever comes last (Decree 117/2025:
 * "ngay khi xác nhận giao dịch thành công và chấp nhận thanh toán"); what is taken back counts when it is.
 */
export function postOrder(book: OrderBook, terms: Terms): Posting[] {
  const order = new OrderPostings(book, terms);
  for (const cause of book.causes) if (!cause.posted) order.post(cause);
  return order.postings;
}

/**
 * What was sold: what the buyer pays, delivery first, and what the floor's voucher took off the goods that were taken.
 */
function soldParts({ itemsVnd, discountVnd, floorDiscountVnd, shippingFeeVnd, paidVnd }: OrderBook): {
  goodsVnd: Vnd;
  deliveryVnd: Vnd;
  floorVnd: Vnd;
} {
  const deliveryVnd = Math.min(shippingFeeVnd, paidVnd);
  const agreedVnd = itemsVnd - discountVnd;
  const takenVnd = paidVnd - deliveryVnd;
  const floorVnd = agreedVnd === 0 ? floorDiscountVnd : shareOf(floorDiscountVnd, takenVnd, agreedVnd);
  return { goodsVnd: takenVnd + floorVnd, deliveryVnd, floorVnd };
}

class OrderPostings {
  readonly postings: Posting[] = [];
  private readonly balances: Partial<Record<LedgerAccount, Vnd>>;
  private readonly taxes: TaxLine[];
  private readonly known: Cause[];

  constructor(
    private readonly book: OrderBook,
    private readonly terms: Terms,
  ) {
    this.balances = { ...book.balances };
    this.taxes = [...book.taxes];
    this.known = book.causes.filter(({ posted }) => posted);
  }

  post(cause: Cause): void {
    this.known.push(cause);
    this.known.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.causeId < b.causeId ? -1 : 1));
    this.moveMoney(cause);
    this.sell(cause);
    this.takeBack(cause);
  }

  private moveMoney(cause: Cause): void {
    const vnd = cause.amountVnd ?? 0;
    const held = cause.heldBy === 'carrier' ? 'collected_carrier' : 'collected_seller';
    switch (cause.cause) {
      case 'receipt':
        return this.write(cause, 'collected', { [held]: vnd, buyer: -vnd });
      case 'withdrawn':
        return this.write(cause, 'collected', { [held]: -vnd, buyer: vnd });
      case 'remitted': {
        // What a carrier keeps of it as its fee is an expense of the shop's, and none of the floor's business.
        const onVnd = Math.min(vnd, this.balance('collected_carrier'));
        return this.write(cause, 'remitted', { collected_seller: onVnd, collected_carrier: -onVnd });
      }
      case 'refund_owed':
        return this.write(cause, 'refund_owed', { buyer: vnd, refund_owed: -vnd });
      case 'refund_failed':
        return this.write(cause, 'refund_failed', { refund_owed: vnd, buyer: -vnd }, this.owedBefore(cause));
      case 'refunded':
        return this.write(cause, 'refunded', { refund_owed: vnd, collected_seller: -vnd });
      case 'order_event':
    }
  }

  /** Goods, delivery, tax and fee, as soon as the order is confirmed and paid. */
  private sell(cause: Cause): void {
    const moment = this.momentOfSale();
    if (moment === null || this.wasSold()) return;
    const { paidVnd, producerKind, channel } = this.book;
    const { goodsVnd, deliveryVnd, floorVnd } = soldParts(this.book);
    this.write(
      cause,
      'sale',
      { buyer: paidVnd, floor_owes: floorVnd, sales: -goodsVnd, delivery_fees: -deliveryVnd },
      null,
      moment,
    );
    const day = vietnamDay(moment);
    const mode = this.terms.modeOn(channel, day);
    if (mode !== 'none' && isTaxedAtSource(producerKind)) this.tax(cause, mode, moment);
    const feeVnd = shareOf(goodsVnd, this.terms.feeBasisPointsOn(day), 10_000);
    this.write(cause, 'fee', { floor_fee: feeVnd, floor_fee_owed: -feeVnd }, null, moment);
  }

  /** Once for each time it was paid: of a payment that waits again the sale was taken back. */
  private wasSold(): boolean {
    const sales = [...this.book.transactions, ...this.postings].filter(({ kind }) => kind === 'sale').length;
    const statuses = this.known.filter(({ axis }) => axis === 'payment').map(({ to }) => to);
    // A deposit that came late lets a payment wait again as well, which was never paid.
    return sales > statuses.filter((to, at) => to === 'pending' && statuses[at - 1] === 'paid').length;
  }

  private tax(cause: Cause, mode: TaxLine['mode'], at: Date): void {
    const { goodsVnd, deliveryVnd } = soldParts(this.book);
    const parts = [
      { part: 'goods', revenueVnd: goodsVnd },
      { part: 'delivery', revenueVnd: deliveryVnd },
    ] as const;
    const lines = parts
      .filter(({ revenueVnd }) => revenueVnd > 0)
      .map(({ part, revenueVnd }): TaxLine => {
        const kind = taxRules.parts[part];
        const { vatPermille, pitPermille } = taxRules.rates[kind];
        const rate = { vatPermille, pitPermille };
        const id = uuidv7(at.getTime());
        return { id, part, kind, mode, revenueVnd, ...rate, ...taxOf(revenueVnd, rate), reversesId: null };
      });
    this.writeTax(cause, 'tax', lines, null, at);
  }

  /** Takes back of the sale what was cancelled, refused or returned, and not taken back yet. */
  private takeBack(cause: Cause): void {
    const left = {
      goodsVnd: -this.balance('sales'),
      floorVnd: this.balance('floor_owes'),
      deliveryVnd: -this.balance('delivery_fees'),
    };
    // The buyer's part of what is left; the floor's follows it.
    const leftVnd = left.goodsVnd + left.deliveryVnd - left.floorVnd;
    if (leftVnd === 0) return;
    const { paidVnd } = this.book;
    const over = this.orderStatus() === 'cancelled' || this.paymentStatus() === 'pending';
    const owedVnd = over ? paidVnd : this.refundsOfTheSale();
    const backVnd = Math.min(leftVnd, owedVnd - (paidVnd - leftVnd));
    if (backVnd <= 0) return;
    const known = backVnd === cause.amountVnd ? cause.deliveryVnd : null;
    const { goodsVnd, floorVnd, deliveryVnd } = splitBack(left, backVnd, known);
    // A sale that came to be known after its return is taken back when that was.
    const soldNow = this.postings.some(({ kind, causeId }) => kind === 'sale' && causeId === cause.causeId);
    const at = (soldNow ? this.known.at(-1) : cause)?.at ?? cause.at;
    this.write(
      cause,
      'sale_reversed',
      { sales: goodsVnd, delivery_fees: deliveryVnd, buyer: -backVnd, floor_owes: -floorVnd },
      this.find('sale'),
      at,
    );
    const kept = { goods: left.goodsVnd - goodsVnd, delivery: left.deliveryVnd - deliveryVnd };
    this.takeTaxBack(cause, kept, at);
    // What is still sold keeps its share of the fee; a whole return leaves none.
    const feeVnd = this.balance('floor_fee');
    const keptVnd = kept.goods === 0 ? 0 : shareOf(feeVnd, kept.goods, left.goodsVnd);
    this.write(
      cause,
      'fee_reversed',
      { floor_fee: keptVnd - feeVnd, floor_fee_owed: feeVnd - keptVnd },
      this.find('fee'),
      at,
    );
  }

  private takeTaxBack(cause: Cause, leftVnd: { goods: Vnd; delivery: Vnd }, at: Date): void {
    const lines = (['goods', 'delivery'] as const).flatMap((part): TaxLine[] => {
      const original = this.taxes.findLast((line) => line.part === part && line.reversesId === null);
      if (original === undefined) return [];
      const before = this.taxes
        .filter(({ id, reversesId }) => id === original.id || reversesId === original.id)
        .reduce((sum, { revenueVnd }) => sum + revenueVnd, 0);
      if (before === leftVnd[part]) return [];
      const back = taxGivenBack(before, leftVnd[part], original);
      return [
        {
          ...original,
          id: uuidv7(at.getTime()),
          revenueVnd: leftVnd[part] - before,
          vatVnd: 0 - back.vatVnd,
          pitVnd: 0 - back.pitVnd,
          reversesId: original.id,
        },
      ];
    });
    this.writeTax(cause, 'tax_reversed', lines, this.find('tax'), at);
  }

  private writeTax(
    cause: Cause,
    kind: 'tax' | 'tax_reversed',
    lines: TaxLine[],
    reversesId: string | null,
    at: Date,
  ): void {
    const [first] = lines;
    if (first === undefined) return;
    const taxVnd = lines.reduce((sum, { vatVnd, pitVnd }) => sum + vatVnd + pitVnd, 0);
    const due = first.mode === 'withheld' ? 'tax_withheld' : 'tax_owed';
    this.write(cause, kind, { tax: taxVnd, [due]: -taxVnd }, reversesId, at, lines);
  }

  /** When the later of confirmation and payment happened; null while one is missing, or once it was cancelled. */
  private momentOfSale(): Date | null {
    const confirmed = this.known.findLast(({ axis, to }) => axis === 'order' && to === 'confirmed');
    const paid = this.known.findLast(({ axis, to }) => axis === 'payment' && to === 'paid');
    const status = this.orderStatus();
    if (confirmed === undefined || paid === undefined || this.paymentStatus() === 'pending') return null;
    if (status !== 'confirmed' && status !== 'completed') return null;
    return confirmed.at > paid.at ? confirmed.at : paid.at;
  }

  private orderStatus(): string | null {
    return this.known.findLast(({ axis }) => axis === 'order')?.to ?? null;
  }

  private paymentStatus(): string | null {
    return this.known.findLast(({ axis }) => axis === 'payment')?.to ?? null;
  }

  private refundsOfTheSale(): Vnd {
    return this.known
      .filter(({ reason }) => reason !== null && TAKES_BACK.has(reason))
      .reduce((sum, { cause, amountVnd }) => {
        const sign = cause === 'refund_owed' ? 1 : cause === 'refund_failed' ? -1 : 0;
        return sum + sign * (amountVnd ?? 0);
      }, 0);
  }

  private balance(account: LedgerAccount): Vnd {
    return this.balances[account] ?? 0;
  }

  private find(kind: TransactionKind): string | null {
    const written = [...this.book.transactions, ...this.postings];
    return written.findLast((transaction) => transaction.kind === kind)?.id ?? null;
  }

  private owedBefore({ causeId }: Cause): string | null {
    const written = [...this.book.transactions, ...this.postings];
    return written.find((other) => other.kind === 'refund_owed' && other.causeId === causeId)?.id ?? null;
  }

  /** Adds a transaction, if it moves anything. */
  private write(
    { cause, causeId, at }: Cause,
    kind: TransactionKind,
    amounts: Partial<Record<LedgerAccount, Vnd>>,
    reversesId: string | null = null,
    occurredAt = at,
    taxes: TaxLine[] = [],
  ): void {
    const entries = Object.entries(amounts)
      .filter(([, amountVnd]) => amountVnd !== 0)
      .map(([account, amountVnd]) => ({ account: account as LedgerAccount, amountVnd }));
    this.taxes.push(...taxes);
    if (entries.length === 0 && taxes.length === 0) return;
    for (const { account, amountVnd } of entries) this.balances[account] = this.balance(account) + amountVnd;
    const id = uuidv7(occurredAt.getTime());
    this.postings.push({ id, cause, causeId, kind, at: occurredAt, reversesId, entries, taxes });
  }
}
