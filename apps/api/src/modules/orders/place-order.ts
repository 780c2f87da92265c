import { Inject, Injectable } from '@nestjs/common';
import { hashSecret, uuidv7 } from '#kernel/ids';
import { parsePhone } from '#kernel/phone';
import { contentDigest, type Json } from '#kernel/quote-digest';
import { DAY_MS, vietnamDay, type Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../../platform/audit/record-audit.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../platform/config/config.module.js';
import { FloorProfile } from '../../platform/data/floor-profile.js';
import { asRow } from '../../platform/database/as-row.js';
import { brokenConstraint } from '../../platform/database/constraint.js';
import { runStatement } from '../../platform/database/run-statement.js';
import { Transactions } from '../../platform/database/transactions.js';
import { Problem, type Language } from '../../platform/http/problem.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { shippingRates } from '../delivery/index.js';
import { reserveStock } from '../inventory/index.js';
import { Gateways } from '../payments/index.js';
import { buildQuote, type Quote } from './build-quote.js';
import { cartFacts, type CartLineFacts } from './cart-facts.sql.js';
import { checkOrder, checkPhone, soldOut } from './check-order.js';
import { checkCod, type CodStanding } from './cod/check-cod.js';
import { contractTerms } from './contracts/contract-terms.js';
import { eventRow, type OrderEvent, type OrderEventRow } from './events/record-order-events.js';
import { askGoAheads, type AskedGoAhead } from './go-ahead/ask-go-ahead.js';
import { lockOpenCart } from './find-cart.js';
import { CheckoutUrls } from './gateways/checkout-urls.js';
import { BUSY, OncePerKey } from './once-per-key.js';
import { ORDER_TOKEN_DAYS, placementToken } from './order-access.js';
import { OrderContacts, type ClearContact } from './order-contacts.js';
import { orderConfirmationQueue } from './order-queues.js';
import { orderRows, type OrderRows } from './order-rows.js';
import { orderView } from './order-view.js';
import type { PlaceOrderDto } from './place-order.dto.js';
import { resolveDelivery, type Delivery } from './resolve-delivery.js';
import { quoteVoucher, takeQuotedVoucher } from './vouchers/use-voucher.js';
import { findKey, tryLockKey, writeOrder } from './write-order.sql.js';

/** The second sees whatever made the first fail; a third is for goods that come and go in the same moment. */
const ATTEMPTS = 3;

/** The answer to a placement, the same each time its key comes back. */
export interface PlacedOrder {
  code: string;
  accessToken: string;
  totalVnd: number;
  orders: object[];
}

interface Attempt {
  request: PlaceOrderDto;
  key: string;
  digest: string;
  requestId: string;
  accountId: string | null;
  enteredFor: EnteredFor | null;
  language: Language;
}

/** The shop that enters an order for a caller, and the mandate under which somebody does it for the shop. */
export interface EnteredFor {
  sellerId: string;
  mandateId: string | null;
}

/**
 * Turns a cart into a purchase: one order per seller, all or nothing, once per key. One short transaction with a fixed
 * lock order (key, cart, phone where its history is asked, voucher, stock); stock comes last, so that the hot rows are held
 * only until the commit. A process that dies leaves nothing behind: no key taken, no unit reserved.
 */
@Injectable()
export class PlaceOrder {
  private readonly once = new OncePerKey();

  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly contacts: OrderContacts,
    private readonly gateways: Gateways,
    private readonly checkoutUrls: CheckoutUrls,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Errors: those of `checkOrder`, `not_found`, `cart_placed`, `idempotency_conflict`, `overloaded`. */
  async run(
    request: PlaceOrderDto,
    key: string,
    requestId: string,
    accountId: string | null,
    enteredFor: EnteredFor | null = null,
    language: Language = 'vi',
  ): Promise<PlacedOrder> {
    const digest = contentDigest(JSON.parse(JSON.stringify(request)) as Json);
    const attempt = { request, key, digest, requestId, accountId, enteredFor, language };
    const placed = await this.once.run(key, () => this.attemptListed(attempt));
    return this.checkoutUrls.complete(placed);
  }

  /** What leaves the floor between the check and the commit fails the commit; the next attempt sees it and says so. */
  private async attemptListed(attempt: Attempt): Promise<PlacedOrder | typeof BUSY> {
    for (let left = ATTEMPTS; left > 0; left -= 1) {
      try {
        return await this.transactions.run('buyer', (tx) => this.attempt(tx, attempt));
      } catch (error) {
        if (brokenConstraint(error) !== 'order_groups_listed_check') throw error;
      }
    }
    throw new Problem('overloaded', { retryAfterSeconds: 1 });
  }

  private async attempt(tx: EntityManager, attempt: Attempt): Promise<PlacedOrder | typeof BUSY> {
    const [lock] = await runStatement<{ got: boolean }>(tx, tryLockKey, [attempt.key]);
    if (lock?.got !== true) return BUSY;
    // Asked after the lock: whoever held it before has committed, and its answer is there to be repeated.
    const now = this.clock.now();
    const phones = this.phonesOf(attempt);
    const { replayed, standing } = await this.replay(tx, attempt, phones, now);
    if (replayed !== null) return replayed;
    const phone = checkPhone(attempt.request);
    const { accountId } = attempt;
    const { id: cartId } = await lockOpenCart(tx, { secret: attempt.request.cartId, accountId });
    const delivery = await resolveDelivery(tx, attempt.request.delivery);
    const people = this.contacts.voucherKeys(phone, accountId);
    const given = { typed: attempt.request.voucherCode, people };
    const quote = await quoteVoucher(tx, await this.quote(tx, cartId, delivery, now), given, now);
    const chosen = checkOrder(attempt.request, quote);
    // Whom the shop has on the telephone it asks for no deposit: it says itself how it is paid.
    const { history, deposits } = await checkCod(tx, chosen, {
      standing,
      phones,
      takesDeposits: attempt.enteredFor === null,
    });
    const groupId = uuidv7(now.getTime());
    const { columns: contact, keySealed } = this.contacts.sealNew(
      groupId,
      contactOf(attempt, phone, delivery),
    );
    const rows = orderRows(
      { groupId, contact, cartId, accountId, delivery, quote, chosen, deposits, now },
      this.floor.orderTimers,
    );
    const { sessionSecret } = this.environment;
    // Whom the shop has on the telephone it need not call.
    const asked =
      attempt.enteredFor === null
        ? await askGoAheads(tx, rows.orders, { standing, phones, history }, { now, sessionSecret })
        : [];
    const placed = await this.write(tx, rows, asked, keySealed, attempt, now);
    await takeQuotedVoucher(tx, quote, { groupId, people, now });
    const { short } = await reserveStock(tx, rows.claims, now);
    // Somebody was faster between the check and the lock; what is left now was counted under the lock.
    if (short.length > 0) throw soldOut(quote, short);
    return placed;
  }

  /** Digests of the number the order is for; none where it cannot be called, which is refused later. */
  private phonesOf({ request }: Attempt): string[] {
    const e164 = parsePhone(request.contact.phone)?.e164;
    return e164 === undefined ? [] : this.contacts.phoneHashes(e164);
  }

  private async replay(
    tx: EntityManager,
    { key, digest }: Attempt,
    phones: readonly string[],
    now: Date,
  ): Promise<{ replayed: PlacedOrder | null; standing: CodStanding }> {
    const [found] = await runStatement<
      CodStanding & {
        digest: string | null;
        subjectId: string;
        response: Omit<PlacedOrder, 'accessToken'>;
      }
    >(tx, findKey, [key, phones, now]);
    if (found === undefined) throw new Error('The standing of a phone is always a row');
    if (found.digest === null) return { replayed: null, standing: found };
    if (found.digest !== digest) throw new Problem('idempotency_conflict');
    return { replayed: this.answer(found.response, found.subjectId), standing: found };
  }

  private async quote(tx: EntityManager, cartId: string, delivery: Delivery, now: Date): Promise<Quote> {
    const facts = await runStatement<CartLineFacts>(tx, cartFacts, [
      cartId,
      vietnamDay(now),
      now,
      this.gateways.offered,
    ]);
    return buildQuote(facts, delivery, await shippingRates(tx));
  }

  private async write(
    tx: EntityManager,
    rows: OrderRows,
    asked: readonly AskedGoAhead[],
    keySealed: string,
    attempt: Attempt,
    now: Date,
  ): Promise<PlacedOrder> {
    const { group, orders } = rows;
    const response = {
      code: group.code,
      totalVnd: group.totalVnd,
      orders: orders.map((one) => orderView(one, now)),
    };
    const placed = this.answer(response, group.id);
    await runStatement(tx, writeOrder, [
      JSON.stringify(asRow(group)),
      JSON.stringify(orders.map(({ order }) => asRow(order))),
      JSON.stringify(orders.flatMap(({ lines }) => lines.map(asRow))),
      JSON.stringify(orders.map(({ payment }) => asRow(payment))),
      hashSecret(placed.accessToken),
      new Date(now.getTime() + ORDER_TOKEN_DAYS * DAY_MS),
      now,
      attempt.key,
      attempt.digest,
      JSON.stringify(response),
      keySealed,
      JSON.stringify([
        ...orders.map(({ order }) => asRow(placedEvent(order.id, now))),
        ...asked.map(({ orderId }) =>
          asRow(askedEvent({ axis: 'go_ahead', orderId, subjectId: orderId, at: now })),
        ),
        ...orders
          .filter(({ payment }) => payment.depositVnd !== null)
          .map(({ order, payment }) =>
            asRow(askedEvent({ axis: 'deposit', orderId: order.id, subjectId: payment.id, at: now })),
          ),
      ]),
      JSON.stringify(rows.extras),
      JSON.stringify(contractTerms(this.floor)),
      JSON.stringify(asked.map(asRow)),
    ]);
    await recordAudit(tx, [
      {
        at: now,
        actorKind: attempt.enteredFor === null ? 'buyer' : 'seller',
        action: 'order_group.placed',
        subjectType: 'order_group',
        subjectId: group.id,
        after: {
          code: group.code,
          totalVnd: group.totalVnd,
          orders: orders.map(({ order }) => order.code),
          ...(attempt.enteredFor === null ? {} : { enteredFor: attempt.enteredFor }),
        },
        requestId: attempt.requestId,
      },
    ]);
    await this.jobs.enqueue(tx, orderConfirmationQueue, { orderGroupId: group.id });
    return placed;
  }

  private answer(response: Omit<PlacedOrder, 'accessToken'>, groupId: string): PlacedOrder {
    const accessToken = placementToken(groupId, this.environment.sessionSecret);
    return { code: response.code, accessToken, totalVnd: response.totalVnd, orders: response.orders };
  }
}

/** With it every order's history begins. */
function placedEvent(orderId: string, at: Date): OrderEventRow {
  return eventRow({
    orderId,
    axis: 'order',
    subjectId: orderId,
    from: null,
    to: 'placed',
    actorKind: 'buyer',
    at,
  });
}

/** The floor asks for something before it is sent: the buyer's word once more, or a deposit. */
function askedEvent(
  asked: Pick<OrderEvent, 'orderId' | 'subjectId' | 'at'> & { axis: 'go_ahead' | 'deposit' },
): OrderEventRow {
  return eventRow({ ...asked, from: null, to: 'asked', actorKind: 'worker' });
}

/** What the purchase will hold of the person. */
function contactOf({ request, language }: Attempt, phone: string, delivery: Delivery): ClearContact {
  const ship = delivery.method === 'ship' ? delivery : null;
  return {
    name: request.contact.name,
    phone,
    email: request.contact.email ?? null,
    ward: ship?.ward ?? null,
    line: ship?.line ?? null,
    note: request.note === undefined || request.note === '' ? null : request.note,
    invoice: request.invoice ?? null,
    ...(language === 'en' ? { language } : {}),
  };
}
