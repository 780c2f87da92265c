import { MINUTE_MS } from '#kernel/time';
import { ExpireUnpaidOrders } from '../../../apps/api/src/modules/orders/expire-unpaid-orders.js';
import { ResumePayments } from '../../../apps/api/src/modules/orders/gateways/resume-payments.js';
import type { Answer, GroupPageBody, OrderPageBody, PlacedBody } from '../buyer.js';
import { SEEDED_AT } from '../clock.js';
import { openSmallShop, type SmallShop } from '../small-shop.js';
import { StripeDouble, type StripeEvent, type StripeSession } from './stripe-double.js';

export const SELLERS_ACCOUNT = 'acct_1Mau0000000001';
export const OTHERS_ACCOUNT = 'acct_1Mau0000000002';

/** A small floor whose seller takes cards, beside a double of Stripe. */
export class CardShop {
  private constructor(
    readonly shop: SmallShop,
    readonly stripe: StripeDouble,
    private readonly variantId: string,
  ) {}

  static async open(env: Record<string, string> = {}): Promise<CardShop> {
    const stripe = await StripeDouble.start([SELLERS_ACCOUNT, OTHERS_ACCOUNT], SEEDED_AT);
    const shop = await openSmallShop({ env: { ...stripe.env, GATEWAY_TIMEOUT_SECONDS: '5', ...env } });
    await shop.database.query(
      `INSERT INTO gateway_accounts (seller_id, gateway, external_account, status, status_changed_at)
       VALUES ($1, 'stripe', $2, 'active', now())`,
      [shop.seller.sellerId, SELLERS_ACCOUNT],
    );
    const { variantId } = await shop.floor.product({ slug: 'ca-kho-the', seller: shop.seller, onHand: 500 });
    return new CardShop(shop, stripe, variantId);
  }

  /** One packet, to be paid by card: 120,000 đ with its delivery. */
  buy(quantity = 1, buyer = this.shop.buyer): Promise<PlacedBody> {
    return buyer.buy({ [this.variantId]: quantity }, { payment: 'card' });
  }

  /** The page at Stripe of that purchase's order; throws unless there is exactly one. */
  async sessionOf(placed: PlacedBody): Promise<StripeSession> {
    const all = await this.sessionsOf(placed);
    const [session] = all;
    if (session === undefined || all.length !== 1) throw new Error(`${all.length} sessions`);
    return session;
  }

  async sessionsOf({ orders }: PlacedBody): Promise<StripeSession[]> {
    const { sessions } = await this.stripe.state();
    return sessions.filter((session) => session.client_reference_id === orders[0]?.code);
  }

  async page(placed: PlacedBody): Promise<OrderPageBody> {
    const { body }: Answer<GroupPageBody> = await this.shop.buyer.page(placed);
    const [order] = body.orders;
    if (order === undefined) throw new Error('The purchase has no order');
    return order;
  }

  /** Tells the floor of an event. */
  async tell({ body, signature }: StripeEvent, url = this.shop.app.url): Promise<number> {
    const headers = { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature };
    const response = await fetch(`${url}/api/v1/webhooks/stripe`, { method: 'POST', headers, body });
    await response.text();
    return response.status;
  }

  /** The browser comes back; where it is sent on to. */
  async comeBack(session: StripeSession, url = this.shop.app.url): Promise<string | null> {
    const path = new URL(String(session.params['success_url'])).pathname;
    const response = await fetch(`${url}${path}`, { redirect: 'manual' });
    if (response.status !== 303) throw new Error(`Came back to ${response.status}`);
    return response.headers.get('location');
  }

  /** Time passes, here and at Stripe. */
  async pass(minutes: number): Promise<void> {
    this.shop.clock.advance(minutes * MINUTE_MS);
    await this.stripe.tick(this.shop.clock.now());
  }

  /** What the worker does every minute. */
  async sweep(): Promise<void> {
    await this.shop.app.get(ResumePayments).run();
    await this.shop.app.get(ExpireUnpaidOrders).run();
  }

  /** What is reserved of the goods. */
  async reserved(): Promise<number> {
    const [row] = await this.shop.database.query<{ reserved: number }>(
      `SELECT reserved FROM stock_levels WHERE variant_id = $1`,
      [this.variantId],
    );
    return row?.reserved ?? 0;
  }

  async receipts(placed: PlacedBody): Promise<{ outcome: string; amount: number; externalId: string }[]> {
    return this.shop.database.query(
      `SELECT k.outcome, k.amount_vnd::float8 AS amount, k.external_id AS "externalId" FROM payment_receipts k
       JOIN payments p ON p.id = k.payment_id JOIN orders o ON o.id = p.payable_id WHERE o.code = $1`,
      [placed.orders[0]?.code],
    );
  }

  async close(): Promise<void> {
    await this.shop.close();
    await this.stripe.stop();
  }
}
