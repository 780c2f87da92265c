import { publicCode, uuidv7 } from '#kernel/ids';
import { HOUR_MS, MINUTE_MS } from '#kernel/time';
import type { OrderTimers } from '../../platform/data/floor-profile.js';
import type { StockClaim } from '../inventory/index.js';
import { isPaidOnline, transferPurpose, type Payment } from '../payments/index.js';
import type { Quote } from './build-quote.js';
import type { ChosenSeller } from './check-order.js';
import type { ContractExtra } from './contracts/freeze-contract.sql.js';
import type { Deposits } from './deposits/demand-deposits.js';
import type { SealedContact } from './order-contacts.js';
import type { OrderGroup } from './order-group.entity.js';
import type { OrderLine } from './order-line.entity.js';
import type { Order } from './order.entity.js';
import type { Delivery } from './resolve-delivery.js';

/** The rows of one purchase, complete before the first is written. */
export interface OrderRows {
  group: OrderGroup;
  orders: { order: Order; payment: Payment; lines: OrderLine[]; seller: { slug: string; name: string } }[];
  claims: (StockClaim & { id: string })[];
  /** What their contracts say besides. */
  extras: ContractExtra[];
}

export interface Purchase {
  /** Made beforehand: the key that sealed the contact is bound to it. */
  groupId: string;
  contact: SealedContact;
  cartId: string;
  accountId: string | null;
  delivery: Delivery;
  quote: Quote;
  chosen: readonly ChosenSeller[];
  /** What is paid before it is sent, of orders paid on delivery. */
  deposits: Deposits;
  now: Date;
}

/**
 * Ids for the orders and lines of one purchase, in rising order: all are made in the same millisecond, and pages and
 * messages list them by id in the order the cart had.
 */
function risingIds({ quote, now }: Purchase): () => string {
  const count = quote.sellers.reduce((sum, seller) => sum + 1 + seller.lines.length, 0);
  const ids = Array.from({ length: count }, () => uuidv7(now.getTime()))
    .sort()
    .values();
  return () => ids.next().value ?? uuidv7(now.getTime());
}

/** Freezes what was agreed into rows: names, prices, stars and certificates are never read again for this order. */
export function orderRows(purchase: Purchase, timers: OrderTimers): OrderRows {
  const group = groupRow(purchase);
  const ids = risingIds(purchase);
  const orders = purchase.chosen.map((chosen) => orderOf(chosen, group, ids, { ...purchase, timers }));
  const claims = orders.flatMap(({ payment, lines }) =>
    lines.map((line) => ({
      id: uuidv7(purchase.now.getTime()),
      variantId: line.variantId,
      orderLineId: line.id,
      quantity: line.quantity,
      // What may be paid on a gateway's page is given back by the sweep alone, once the gateway has ended the page.
      expiresAt: isPaidOnline(payment.method) ? null : payment.expiresAt,
    })),
  );
  const extras = orders.map(({ order }, index): ContractExtra => {
    const days = purchase.chosen[index]?.option.days ?? { min: 0, max: 0 };
    const paidBy = purchase.quote.voucher?.paidBy ?? 'seller';
    return { orderId: order.id, days, discountBy: order.discountVnd === 0 ? null : paidBy };
  });
  return { group, orders, claims, extras };
}

function groupRow({
  groupId,
  contact,
  cartId,
  accountId,
  delivery,
  quote,
  chosen,
  now,
}: Purchase): OrderGroup {
  const shippingFeeVnd = chosen.reduce((sum, seller) => sum + seller.option.feeVnd, 0);
  const ship = delivery.method === 'ship' ? delivery : null;
  return {
    id: groupId,
    code: publicCode(),
    cartId,
    accountId,
    ...contact,
    invoiceRequestedAt: contact.invoiceSealed === null ? null : now,
    contactClear: null,
    contactErasedAt: null,
    deliveryMethod: delivery.method,
    provinceCode: ship?.place.provinceCode ?? null,
    communeCode: ship?.place.communeCode ?? null,
    tourismPointId: delivery.method === 'pickup' ? delivery.pointId : null,
    itemsVnd: quote.itemsVnd,
    shippingFeeVnd,
    discountVnd: quote.discountVnd,
    totalVnd: quote.itemsVnd + shippingFeeVnd - quote.discountVnd,
    orderedTotalVnd: quote.itemsVnd + shippingFeeVnd - quote.discountVnd,
    adultConfirmedAt: quote.requiresAdult ? now : null,
    placedAt: now,
    createdAt: now,
    updatedAt: now,
  };
}

function orderOf(
  { quote, option, payment, totalVnd }: ChosenSeller,
  group: OrderGroup,
  nextId: () => string,
  { now, deposits, timers }: Pick<Purchase, 'now' | 'deposits'> & { timers: OrderTimers },
): OrderRows['orders'][number] {
  const order: Order = {
    id: nextId(),
    code: publicCode(),
    orderGroupId: group.id,
    sellerId: quote.sellerId,
    status: 'placed',
    statusChangedAt: now,
    cancellationReason: null,
    cancellationWords: null,
    escalatedAt: null,
    shippingOptionCode: option.id,
    shippingLabel: option.label,
    itemsVnd: quote.itemsVnd,
    shippingFeeVnd: option.feeVnd,
    discountVnd: quote.discountVnd,
    totalVnd,
    orderedTotalVnd: totalVnd,
    createdAt: now,
    updatedAt: now,
  };
  const depositVnd = payment === 'cod' ? (deposits.get(quote.sellerId) ?? null) : null;
  const transfer = payment === 'bank_transfer' || depositVnd !== null;
  // The time to pay within begins once the amount is known: of goods sold by weight, at the scales.
  const timed = transfer && quote.lines.every(({ facts }) => facts.kgPriceVnd === null);
  const account = quote.lines[0]?.facts;
  return {
    order,
    seller: { slug: quote.slug, name: quote.name },
    payment: {
      id: uuidv7(now.getTime()),
      payableId: order.id,
      method: payment,
      status: 'pending',
      statusChangedAt: now,
      amountVnd: totalVnd,
      orderedAmountVnd: totalVnd,
      receivedVnd: 0,
      refundsVnd: 0,
      depositVnd,
      depositPaidAt: null,
      expiresAt: isPaidOnline(payment)
        ? new Date(now.getTime() + timers.onlineMinutes * MINUTE_MS)
        : timed
          ? new Date(now.getTime() + timers.transferHours * HOUR_MS)
          : null,
      bankBin: transfer ? (account?.bankBin ?? null) : null,
      bankAccountNumber: transfer ? (account?.bankAccountNumber ?? null) : null,
      bankAccountName: transfer ? (account?.bankAccountName ?? null) : null,
      purpose: transfer ? transferPurpose(order.code) : null,
      createdAt: now,
      updatedAt: now,
    },
    lines: quote.lines.map(({ facts, unitPriceVnd, totalVnd: lineTotalVnd }): OrderLine => {
      if (facts.certificationId === null || facts.stars === null)
        throw new Error('A line without a certificate got past the gate');
      return {
        id: nextId(),
        orderId: order.id,
        variantId: facts.variantId,
        productId: facts.productId,
        certificationId: facts.certificationId,
        stars: facts.stars,
        productName: facts.productName,
        variantName: facts.variantName,
        unit: facts.unit,
        quantity: facts.quantity,
        unitPriceVnd,
        totalVnd: lineTotalVnd,
        kgPriceVnd: facts.kgPriceVnd,
        maxGrams: facts.maxGrams,
        weighedGrams: null,
        createdAt: now,
        updatedAt: now,
      };
    }),
  };
}
