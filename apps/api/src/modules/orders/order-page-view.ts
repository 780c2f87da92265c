import type { Payment } from '../payments/index.js';
import type { OpeningHoursAnswer } from '../places/index.js';
import { awaitsWeighing, catchWeightOf } from './catch-weight.js';
import type { FlagReason } from './flags/flag-causes.sql.js';
import type { InvoiceAnswer } from './invoices/invoice.dto.js';
import type { InvoiceRequest, OrderContact } from './order-contacts.js';
import type { GoAheadStatus } from './go-ahead/go-ahead-status.js';
import type { OrderGroup } from './order-group.entity.js';
import type { OrderLine } from './order-line.entity.js';
import type { CancellationReason } from './order-status.js';
import { isAwaitingMoney, orderView } from './order-view.js';
import type { Order } from './order.entity.js';
import type { OrderReturnAnswer } from './returns/return.dto.js';
import type { Returnable } from './returns/read-returnable.js';
import { progressView, type OrderProgress } from './parcels/buyer-progress.js';

/** Names of the place the goods go to. */
export interface Place {
  commune: string | null;
  province: string | null;
  pointSlug: string | null;
  pointName: string | null;
  pointPlace: string | null;
  pointHours: OpeningHoursAnswer | null;
}

/** A flag of a line that stands, the latest last. */
export interface LineFlag {
  orderLineId: string;
  reason: FlagReason;
  since: Date;
}

/** Money of a payment that goes back to the buyer. */
export interface BuyerRefund {
  paymentId: string;
  amountVnd: number;
  status: string;
  dueOn: string;
  reference: string | null;
}

/** Whom a purchase’s invoices are for, and whether that may still be said. */
export interface InvoiceAsked {
  requested: InvoiceRequest | null;
  canAsk: boolean;
}

/** An order as it is kept, for its page. */
export interface OrderDetails {
  order: Order;
  payment: Payment;
  seller: { slug: string; name: string; phone: string };
  lines: readonly OrderLine[];
  flags: readonly LineFlag[];
  refunds: readonly BuyerRefund[];
  /** What the shop issued, the one that counts first. */
  invoices: readonly InvoiceAnswer[];
  progress: OrderProgress;
  returns: readonly OrderReturnAnswer[];
  returnable: Returnable;
  goAhead: GoAheadStatus | null;
}

interface OrderFacts extends OrderDetails {
  /** Where it is paid online; null where it is not, or not just now. */
  checkoutUrl: string | null;
  now: Date;
}

/** What happens next with an order, as a code the page has words for. */
export type NextStep =
  | 'pay_by_transfer'
  | 'pay_deposit'
  | 'pay_online'
  | 'payment_expired'
  | 'seller_weighs'
  | 'seller_confirms'
  | 'seller_packs'
  | 'on_the_way'
  | 'arrived'
  | 'completed'
  | 'cancelled_by_buyer'
  | 'cancelled_by_seller'
  | 'cancelled_unpaid'
  | 'cancelled_unweighed'
  | 'cancelled_unconfirmed'
  | 'cancelled_refused';

/** What the buyer is told of a line whose goods left the floor: of several reasons the latest. */
function flagOf({ id }: OrderLine, flags: readonly LineFlag[]): { flag?: object } {
  const flag = flags.findLast(({ orderLineId }) => orderLineId === id);
  return flag === undefined ? {} : { flag: { reason: flag.reason, since: flag.since.toISOString() } };
}

/** The buyer may cancel while nobody has begun to work on the order. */
export function canCancel(order: Order, payment: Payment): boolean {
  return order.status === 'placed' && payment.status === 'pending';
}

/** One order on the buyer's page. */
export function orderDetailView({ checkoutUrl, now, ...details }: OrderFacts): object {
  const { order, payment, seller, lines, flags, refunds, invoices, progress, goAhead, returns, returnable } =
    details;
  const { slug, name, phone } = seller;
  return {
    ...orderView({ order, payment, seller: { slug, name, phone }, lines, checkoutUrl }, now),
    shippingLabel: order.shippingLabel,
    lines: lines.map((line) => ({
      variantId: line.variantId,
      name: line.productName,
      variantName: line.variantName,
      unit: line.unit,
      stars: line.stars,
      quantity: line.quantity,
      unitPriceVnd: line.unitPriceVnd,
      totalVnd: line.totalVnd,
      returnable: returnable.pieces.get(line.id) ?? 0,
      ...catchWeightOf(line),
      ...(line.weighedGrams === null ? {} : { weighedGrams: line.weighedGrams }),
      ...flagOf(line, flags),
    })),
    refunds: refunds
      .filter(({ paymentId }) => paymentId === payment.id)
      .map(({ amountVnd, status, dueOn, reference }) => ({ amountVnd, status, dueOn, reference })),
    invoices,
    ...progressView(progress, order.status),
    goAhead,
    cancellation:
      order.cancellationReason === null
        ? null
        : { reason: order.cancellationReason, words: order.cancellationWords },
    nextStep: nextStep({ order, payment, progress, now }, awaitsWeighing(lines)),
    canCancel: canCancel(order, payment),
    returns,
    returnableUntil: returnable.until?.toISOString() ?? null,
  };
}

/**
 * A purchase on the buyer's page; the phone is masked, because a link can be passed on. `contact` is null once the time
 * for which orders are kept is over.
 */
export function orderGroupView(
  group: OrderGroup,
  contact: OrderContact | null,
  place: Place,
  { orders, invoice }: { orders: readonly object[]; invoice: InvoiceAsked },
): object {
  return {
    code: group.code,
    placedAt: group.placedAt.toISOString(),
    contact: contact === null ? null : { name: contact.name, phoneMasked: maskPhone(contact.phone) },
    delivery:
      group.deliveryMethod === 'pickup'
        ? {
            method: 'pickup',
            tourismPoint: {
              slug: place.pointSlug,
              name: place.pointName,
              place: place.pointPlace,
              hours: place.pointHours,
            },
          }
        : {
            method: 'ship',
            line: contact?.line ?? null,
            commune: place.commune ?? contact?.ward ?? null,
            province: place.province,
          },
    note: contact?.note ?? null,
    itemsVnd: group.itemsVnd,
    shippingFeeVnd: group.shippingFeeVnd,
    discountVnd: group.discountVnd,
    totalVnd: group.totalVnd,
    orderedTotalVnd: group.orderedTotalVnd,
    invoice: {
      // A link can be passed on: whom it is for is told, not where they live or read their mail.
      requested:
        invoice.requested === null
          ? null
          : { name: invoice.requested.name, taxCode: invoice.requested.taxCode },
      canAsk: invoice.canAsk,
    },
    orders,
  };
}

/** `+84912345678` → `••• ••• 678`. */
export function maskPhone(e164: string): string {
  return `••• ••• ${e164.slice(-3)}`;
}

const CANCELLED: Readonly<Record<CancellationReason, NextStep>> = {
  buyer: 'cancelled_by_buyer',
  unpaid: 'cancelled_unpaid',
  unweighed: 'cancelled_unweighed',
  unconfirmed: 'cancelled_unconfirmed',
  refused: 'cancelled_refused',
  out_of_stock: 'cancelled_by_seller',
  cannot_deliver: 'cancelled_by_seller',
  buyer_asked: 'cancelled_by_seller',
  unreachable: 'cancelled_by_seller',
  suspicious: 'cancelled_by_seller',
  other: 'cancelled_by_seller',
};

function nextStep(
  { order, payment, progress, now }: Pick<OrderFacts, 'order' | 'payment' | 'progress' | 'now'>,
  unweighed: boolean,
): NextStep {
  if (order.status === 'cancelled') return CANCELLED[order.cancellationReason ?? 'buyer'];
  if (order.status === 'completed') return 'completed';
  if (unweighed) return 'seller_weighs';
  if (order.status === 'confirmed') {
    if (!progress.sentAll) return 'seller_packs';
    return progress.parcels.some(({ arrivedAt }) => arrivedAt === null) ? 'on_the_way' : 'arrived';
  }
  const awaited = payment.depositVnd !== null && payment.depositPaidAt === null;
  if ((payment.method === 'cod' && !awaited) || payment.status === 'paid') return 'seller_confirms';
  if (!isAwaitingMoney(payment, now)) return 'payment_expired';
  if (awaited) return 'pay_deposit';
  return payment.method === 'bank_transfer' ? 'pay_by_transfer' : 'pay_online';
}
