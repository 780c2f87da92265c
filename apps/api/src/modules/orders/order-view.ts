import { transferQr, type Payment, type TransferQr } from '../payments/index.js';
import { awaitsWeighing } from './catch-weight.js';
import type { OrderLine } from './order-line.entity.js';
import type { Order } from './order.entity.js';

interface ShownOrder {
  order: Order;
  payment: Payment;
  seller: { slug: string; name: string; phone?: string };
  lines: readonly OrderLine[];
  checkoutUrl?: string | null;
}

interface PaymentView {
  method: string;
  status: string;
  expiresAt?: string;
  amountVnd?: number;
  receivedVnd?: number;
  missingVnd?: number;
  depositVnd?: number;
  depositPaidAt?: string;
  doorVnd?: number;
  vietqr?: TransferQr;
  checkoutUrl?: string;
}

/** An order as the answer to placing it shows it; the order's page adds to it, also the seller's phone. */
export function orderView(shown: ShownOrder, now: Date): object {
  const { order, payment, seller, lines, checkoutUrl = null } = shown;
  return {
    code: order.code,
    seller,
    status: order.status,
    itemsVnd: order.itemsVnd,
    shippingFeeVnd: order.shippingFeeVnd,
    discountVnd: order.discountVnd,
    totalVnd: order.totalVnd,
    orderedTotalVnd: order.orderedTotalVnd,
    awaitsWeighing: order.status !== 'cancelled' && awaitsWeighing(lines),
    payment: paymentView(order, payment, checkoutUrl, now),
  };
}

/** What is not paid in time shows no way to pay any more, even before the sweep has come round. */
export function isAwaitingMoney(payment: Payment, now: Date): boolean {
  return payment.status === 'pending' && payment.expiresAt !== null && payment.expiresAt > now;
}

function depositView(
  { status, amountVnd, depositVnd, depositPaidAt }: Payment,
  receivedVnd: number,
): Pick<PaymentView, 'depositVnd' | 'depositPaidAt' | 'doorVnd'> {
  const view = {
    depositVnd: depositVnd ?? 0,
    ...(depositPaidAt === null ? {} : { depositPaidAt: depositPaidAt.toISOString() }),
  };
  if (status !== 'pending') return view;
  const aheadVnd = depositPaidAt === null ? (depositVnd ?? 0) : receivedVnd;
  return { ...view, doorVnd: Math.max(0, amountVnd - aheadVnd) };
}

function paymentView(
  { status, totalVnd }: Order,
  payment: Payment,
  checkoutUrl: string | null,
  now: Date,
): PaymentView {
  const view: PaymentView = { method: payment.method, status: payment.status };
  if (status !== 'cancelled' && payment.amountVnd < totalVnd) view.amountVnd = payment.amountVnd;
  if (payment.expiresAt !== null) view.expiresAt = payment.expiresAt.toISOString();
  if (checkoutUrl !== null && isAwaitingMoney(payment, now)) return { ...view, checkoutUrl };
  const { bankBin, bankAccountNumber, bankAccountName, purpose } = payment;
  const receivedVnd = payment.receivedVnd - payment.refundsVnd;
  const depositAwaited = payment.depositVnd !== null && payment.depositPaidAt === null;
  const amountVnd = (depositAwaited ? (payment.depositVnd ?? 0) : payment.amountVnd) - receivedVnd;
  if (payment.depositVnd !== null) Object.assign(view, depositView(payment, receivedVnd));
  // With a deposit what is left is not missing: it is paid at the door.
  const missing = payment.depositVnd === null || depositAwaited;
  if (missing && payment.status === 'pending' && receivedVnd > 0 && amountVnd > 0)
    Object.assign(view, { receivedVnd, missingVnd: amountVnd });
  // Paid before the scales said how much: nothing is missing, and a code of nothing is none.
  if (amountVnd < 1) return view;
  if (!isAwaitingMoney(payment, now) || !bankBin || !bankAccountNumber || !bankAccountName || !purpose)
    return view;
  return { ...view, vietqr: transferQr({ amountVnd, bankBin, bankAccountNumber, bankAccountName, purpose }) };
}
