import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { parsePhone } from '#kernel/phone';
import { vietnamDay, type Clock } from '#kernel/time';
import { In, type EntityManager } from 'typeorm';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { FloorProfile } from '../../platform/data/floor-profile.js';
import type { Statement } from '../../platform/database/reader.js';
import { runStatement } from '../../platform/database/run-statement.js';
import { Transactions } from '../../platform/database/transactions.js';
import { Problem } from '../../platform/http/problem.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { DataKeys } from '../../platform/sealing/data-keys.js';
import { Payment } from '../payments/index.js';
import { openingHoursSql } from '../places/index.js';
import { CheckoutUrls } from './gateways/checkout-urls.js';
import { findGroupOf } from './order-access.js';
import type { OrderBuyer } from './order-buyer.js';
import { OrderContacts } from './order-contacts.js';
import { OrderGroup } from './order-group.entity.js';
import { OrderLine } from './order-line.entity.js';
import { reasonSql } from './flags/flag-causes.sql.js';
import {
  orderDetailView,
  orderGroupView,
  type BuyerRefund,
  type LineFlag,
  type OrderDetails,
  type Place,
} from './order-page-view.js';
import { orderLinkQueue } from './order-queues.js';
import { mayAskForInvoice } from './invoices/invoice-window.js';
import { readInvoices } from './invoices/read-invoices.js';
import type { GoAheadStatus } from './go-ahead/go-ahead-status.js';
import { Order } from './order.entity.js';
import { readProgress } from './parcels/buyer-progress.js';
import { PickupCodes } from './parcels/pickups/pickup-codes.js';
import { readReturnable } from './returns/read-returnable.js';
import { readReturns } from './returns/returns-view.js';
import { Rides } from './parcels/rides/rides.js';

/** By code first: both codes are unique, while a number may have bought a thousand times. */
const findByPhoneAndCode: Statement = {
  name: 'orders-find-by-phone-and-code',
  text: `SELECT g.id FROM order_groups g WHERE g.contact_phone_hash = ANY ($1) AND g.id IN
    (SELECT id FROM order_groups WHERE code = $2 UNION ALL SELECT order_group_id FROM orders WHERE code = $2)`,
};

/** What the buyer's page of a purchase reads, and how the buyer finds it again. */
@Injectable()
export class OrderPageService {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly contacts: OrderContacts,
    private readonly checkoutUrls: CheckoutUrls,
    private readonly rides: Rides,
    private readonly pickups: PickupCodes,
    private readonly dataKeys: DataKeys,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A purchase with all its orders. `sign_in_required`, `not_found`. */
  async group(groupCode: string, buyer: OrderBuyer): Promise<object> {
    const now = this.clock.now();
    const { group, contact, place, details, invoiceFor } = await this.transactions.run(
      'buyer',
      async (tx) => {
        const found = await findGroupOf(tx, { groupCode }, buyer, now);
        const orders = await tx.find(Order, {
          where: { orderGroupId: found.id },
          order: { createdAt: 'ASC', id: 'ASC' },
        });
        return {
          group: found,
          contact: await this.contacts.open(tx, found),
          place: await placeOf(tx, found, vietnamDay(now)),
          details: await this.details(tx, orders, now),
          invoiceFor: await this.contacts.invoiceOf(tx, found),
        };
      },
    );
    const { invoiceDays: days } = this.floor.orderTimers;
    const canAsk = mayAskForInvoice(
      details.map(({ order }) => order),
      { days, now },
    );
    const invoice = { requested: invoiceFor, canAsk: canAsk && contact !== null };
    return orderGroupView(group, contact, place, { orders: await this.views(details, now), invoice });
  }

  /** One seller's order of a purchase. `sign_in_required`, `not_found`. */
  async order(orderCode: string, buyer: OrderBuyer): Promise<object> {
    const now = this.clock.now();
    const details = await this.transactions.run('buyer', async (tx) => {
      await findGroupOf(tx, { orderCode }, buyer, now);
      return this.details(tx, await tx.find(Order, { where: { code: orderCode } }), now);
    });
    const [view] = await this.views(details, now);
    if (view === undefined) throw new Problem('not_found');
    return view;
  }

  /**
   * Sends a fresh link to the phone or e-mail on the order if phone and code belong together; the answer never tells
   * whether they do.
   */
  async lookUp(phone: string, code: string): Promise<void> {
    const e164 = parsePhone(phone)?.e164;
    if (e164 === undefined) return;
    await this.transactions.run('buyer', async (tx) => {
      const [group] = await runStatement<{ id: string }>(tx, findByPhoneAndCode, [
        this.contacts.phoneHashes(e164),
        code,
      ]);
      if (group === undefined) return;
      await this.jobs.enqueue(tx, orderLinkQueue, { orderGroupId: group.id, lookupId: randomUUID() });
    });
  }

  private async details(tx: EntityManager, orders: readonly Order[], now: Date): Promise<OrderDetails[]> {
    const ids = orders.map((order) => order.id);
    const [lines, payments, sellers, flags, refunds] = [
      await tx.find(OrderLine, { where: { orderId: In(ids) }, order: { createdAt: 'ASC', id: 'ASC' } }),
      await tx.find(Payment, { where: { payableId: In(ids) } }),
      await tx.query<{ id: string; slug: string; name: string; phone: string }[]>(
        `SELECT id, slug, name, phone FROM shop_sellers WHERE id = ANY ($1::uuid[])`,
        [orders.map((order) => order.sellerId)],
      ),
      await tx.query<LineFlag[]>(
        `SELECT f.order_line_id AS "orderLineId", ${reasonSql} AS reason, f.flagged_at AS since FROM order_line_flags f
         JOIN order_lines l ON l.id = f.order_line_id
         WHERE l.order_id = ANY ($1::uuid[]) AND f.lifted_at IS NULL ORDER BY f.flagged_at, f.id`,
        [ids],
      ),
      await tx.query<BuyerRefund[]>(
        `SELECT r.payment_id AS "paymentId", r.amount_vnd::float8 AS "amountVnd", r.status, r.due_on::text AS "dueOn",
           r.external_id AS reference
         FROM refunds r JOIN payments p ON p.id = r.payment_id
         WHERE p.payable_id = ANY ($1::uuid[]) AND r.status <> 'failed' ORDER BY r.id`,
        [ids],
      ),
    ];
    const progress = await readProgress(tx, { rides: this.rides, pickups: this.pickups }, ids);
    const invoices = await readInvoices(tx, ids);
    const returns = await readReturns(tx, this.dataKeys, ids);
    const returnable = await readReturnable(tx, orders, this.floor.orderTimers, now);
    const goAheads = await tx.query<{ orderId: string; status: GoAheadStatus }[]>(
      `SELECT order_id AS "orderId", status FROM go_aheads WHERE order_id = ANY ($1::uuid[])`,
      [ids],
    );
    return orders.map((order) => {
      const payment = payments.find((candidate) => candidate.payableId === order.id);
      const seller = sellers.find((candidate) => candidate.id === order.sellerId);
      if (payment === undefined || seller === undefined) throw new Error(`Order ${order.code} is incomplete`);
      return {
        order,
        payment,
        seller,
        lines: lines.filter((line) => line.orderId === order.id),
        flags,
        refunds,
        invoices: invoices.get(order.id) ?? [],
        progress: progress.get(order.id) ?? { parcels: [], events: [], sentAll: false },
        returns: returns.get(order.id) ?? [],
        returnable: returnable.get(order.id) ?? { until: null, pieces: new Map() },
        goAhead: goAheads.find(({ orderId }) => orderId === order.id)?.status ?? null,
      };
    });
  }

  /** A page to pay on that nobody opened yet is opened now, outside any transaction. */
  private async views(details: readonly OrderDetails[], now: Date): Promise<object[]> {
    const urls = await this.checkoutUrls.of(details.map(({ payment }) => payment));
    return details.map((one) =>
      orderDetailView({ ...one, checkoutUrl: urls.get(one.payment.id) ?? null, now }),
    );
  }
}

async function placeOf(tx: EntityManager, group: OrderGroup, today: string): Promise<Place> {
  const [place] = await tx.query<Place[]>(
    `SELECT (SELECT full_name FROM communes WHERE code = $1) AS commune, (SELECT name FROM provinces WHERE code = $2) AS province,
      t.slug AS "pointSlug", t.name AS "pointName", t.place AS "pointPlace",
      ${openingHoursSql('t.id', '$4::date')} AS "pointHours"
     FROM (SELECT 1) AS one LEFT JOIN tourism_points t ON t.id = $3`,
    [group.communeCode, group.provinceCode, group.tourismPointId, today],
  );
  if (place === undefined) throw new Error('A place query always has a row');
  return place;
}
