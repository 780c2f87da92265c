import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DAY_MS, HOUR_MS, type FakeClock } from '#kernel/time';
import {
  CartsService,
  ConfirmOrder,
  HandOverParcel,
  OrderContacts,
  PackParcel,
  placementToken,
  PlaceOrder,
  SayReceived,
  type OrderBuyer,
} from '../modules/orders/index.js';
import { ShopSideOfReviews, WriteReview } from '../modules/reviews/index.js';
import type { Principal } from '../platform/access/access.js';
import { ENVIRONMENT, type Environment } from '../platform/config/config.module.js';
import { readDataFile } from '../platform/data/data-files.js';
import { Transactions } from '../platform/database/transactions.js';
import type { DemoCalendar } from './demo-calendar.js';
import { DEMO_CLOCK } from './demo-clock.js';
import { DemoSessions } from './demo-session.js';

/** What somebody who is nobody bought of an invented shop and says of it. Each has a phone of their own. */
export interface DemoPurchase {
  shop: string;
  owner: { phone: string; name: string };
  buyer: { phone: string; name: string };
  communeCode: string;
  placedDaysAgo: number;
  lines: {
    product: string;
    variant: string;
    quantity: number;
    rating: number;
    words?: string;
    showName: boolean;
    answer?: string;
  }[];
}

/** How far an earlier seeding came with a purchase. */
interface Progress {
  groupId: string;
  orderCode: string;
  status: string;
  sellerId: string;
  parcel: { id: string; status: string } | null;
  lines: { variantId: string; product: string; reviewId: string | null; answered: boolean }[];
}

const PROGRESS = `
  SELECT g.id AS "groupId", o.code AS "orderCode", o.status, o.seller_id AS "sellerId",
    (SELECT json_build_object('id', f.id, 'status', f.status) FROM fulfillments f WHERE f.order_id = o.id) AS parcel,
    (SELECT json_agg(json_build_object('variantId', l.variant_id, 'product', p.slug, 'reviewId', r.id,
        'answered', r.answer IS NOT NULL)) FROM order_lines l JOIN products p ON p.id = l.product_id
      LEFT JOIN product_reviews r ON r.order_line_id = l.id WHERE l.order_id = o.id) AS lines
  FROM order_groups g JOIN orders o ON o.order_group_id = g.id WHERE g.contact_phone_hash = ANY ($1::varchar[])`;

/**
 * Lets invented people buy of invented shops, receive what they bought and say what they think of it, through the use cases
 * of buyers and shops: so orders, stock, money and ratings are what such a floor would have. A seeding that was killed goes
 * on where it stopped.
 */
@Injectable()
export class SeedReviews {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: DemoSessions,
    private readonly contacts: OrderContacts,
    private readonly carts: CartsService,
    private readonly placeOrder: PlaceOrder,
    private readonly confirmOrder: ConfirmOrder,
    private readonly packParcel: PackParcel,
    private readonly handOver: HandOverParcel,
    private readonly sayReceived: SayReceived,
    private readonly writeReview: WriteReview,
    private readonly shopSide: ShopSideOfReviews,
    @Inject(DEMO_CLOCK) private readonly clock: FakeClock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** @param folder of the province; a demo whose index names no reviews has none */
  async run(folder: string, calendar: DemoCalendar): Promise<void> {
    for (const purchase of demoPurchases(folder)) {
      const placedAt = calendar.daysAgo(purchase.placedDaysAgo);
      this.clock.set(placedAt);
      if ((await this.find(purchase)) === null) await this.place(purchase);
      const there = await this.read(purchase);
      const owner = await this.sessions.owner(there.sellerId, purchase.owner);
      await this.sessions.as(owner, (shop) => this.send(purchase, shop, placedAt));
      await this.review(purchase, placedAt);
      this.clock.set(new Date(placedAt.getTime() + 6 * DAY_MS));
      await this.sessions.as(owner, (shop) => this.answer(purchase, shop));
    }
  }

  private async find({ buyer }: DemoPurchase): Promise<Progress | null> {
    const hashes = this.contacts.phoneHashes(buyer.phone);
    const [row] = await this.transactions.run('worker', (tx) => tx.query<Progress[]>(PROGRESS, [hashes]));
    return row ?? null;
  }

  private async read(purchase: DemoPurchase): Promise<Progress> {
    const there = await this.find(purchase);
    if (there === null) throw new Error(`The purchase of ${purchase.buyer.name} was placed and is not there`);
    return there;
  }

  private async place({ buyer, communeCode, lines }: DemoPurchase): Promise<void> {
    const { id: cartId } = (await this.carts.create()) as { id: string };
    const holder = { secret: cartId, accountId: null };
    for (const { product, variant, quantity } of lines) {
      const [found] = await this.transactions.run('officer', (tx) =>
        tx.query<{ id: string }[]>(
          `SELECT v.id FROM variants v JOIN products p ON p.id = v.product_id WHERE p.slug = $1 AND v.name = $2`,
          [product, variant],
        ),
      );
      if (found === undefined) throw new Error(`The demo has no ${variant} of ${product}`);
      await this.carts.setLine(holder, found.id, quantity);
    }
    const delivery = { method: 'ship', communeCode, line: 'Số 0, đường Mẫu' } as const;
    const quote = (await this.carts.quote(holder, { delivery })) as { quoteToken: string; totalVnd: number };
    const { quoteToken, totalVnd: expectedTotalVnd } = quote;
    const order = { cartId, contact: buyer, delivery, payment: 'cod', expectedTotalVnd, quoteToken } as const;
    await this.placeOrder.run(order, randomUUID(), 'demo', null);
  }

  /** Taken on the same day, sent the next, received two days later. */
  private async send(purchase: DemoPurchase, shop: Principal, placedAt: Date): Promise<void> {
    const { orderCode, status, parcel, groupId } = await this.read(purchase);
    this.clock.set(new Date(placedAt.getTime() + 2 * HOUR_MS));
    if (status === 'placed') await this.confirmOrder.run(shop, purchase.shop, orderCode);
    this.clock.set(new Date(placedAt.getTime() + DAY_MS));
    if (parcel === null) await this.packParcel.run(shop, purchase.shop, orderCode, { key: randomUUID() });
    const packed = (await this.read(purchase)).parcel;
    if (packed?.status === 'packing')
      await this.handOver.run(shop, purchase.shop, { orderCode, parcelId: packed.id }, {});
    this.clock.set(new Date(placedAt.getTime() + 3 * DAY_MS));
    if (status !== 'completed') await this.sayReceived.run(orderCode, this.buyerOf(groupId));
  }

  private async review(purchase: DemoPurchase, placedAt: Date): Promise<void> {
    const { orderCode, groupId, lines } = await this.read(purchase);
    for (const [index, { product, rating, words, showName }] of purchase.lines.entries()) {
      const line = lines.find((one) => one.product === product);
      if (line === undefined || line.reviewId !== null) continue;
      this.clock.set(new Date(placedAt.getTime() + 5 * DAY_MS + index * HOUR_MS));
      const { variantId } = line;
      const said = { orderCode, variantId, rating, showName, ...(words === undefined ? {} : { words }) };
      await this.writeReview.run(product, this.buyerOf(groupId), said);
    }
  }

  private async answer(purchase: DemoPurchase, shop: Principal): Promise<void> {
    const { lines } = await this.read(purchase);
    for (const { product, answer } of purchase.lines) {
      const line = lines.find((one) => one.product === product);
      if (answer === undefined || line === undefined || line.reviewId === null || line.answered) continue;
      await this.shopSide.answer(shop, purchase.shop, line.reviewId, answer);
    }
  }

  private buyerOf(groupId: string): OrderBuyer {
    return { token: placementToken(groupId, this.environment.sessionSecret), accountId: null };
  }
}

/** The purchases a demo names, in the order in which they were made. */
export function demoPurchases(folder: string): DemoPurchase[] {
  const index = readDataFile<{ reviews?: string[] }>(`${folder}/demo/index.json`);
  return (index.reviews ?? []).flatMap(
    (path) => readDataFile<{ purchases: DemoPurchase[] }>(`${folder}/demo/${path}`).purchases,
  );
}
