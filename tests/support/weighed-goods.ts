import { randomUUID } from 'node:crypto';
import { callAs, type Told } from './caller.js';
import type { PlacedBody } from './buyer.js';
import type { People, Person } from './people.js';
import type { SmallProduct, SmallSeller } from './small-floor.js';
import type { SmallShop } from './small-shop.js';

/** What a shop's list says of an order that waits for the scales. */
interface OrderToWeigh {
  code: string;
  placedAt: string;
  weighBy: string;
  paymentMethod: string;
  totalVnd: number;
  lines: { id: string; name: string; quantity: number; kgPriceVnd: number; maxGrams: number }[];
}

interface WeighedOrder {
  code: string;
  itemsVnd: number;
  shippingFeeVnd: number;
  totalVnd: number;
  orderedTotalVnd: number;
  payBy: string | null;
  lines: { id: string; weighedGrams: number; totalVnd: number }[];
}

/** A shop that sells crab by weight, and its owner at the scales. A piece weighs at most 500 g and costs 450.000 đ a kilogram. */
export class Scales {
  private constructor(
    private readonly shop: SmallShop,
    readonly seller: SmallSeller,
    readonly owner: Person,
    readonly crab: SmallProduct,
  ) {}

  static async of(shop: SmallShop, people: People, slug: string): Promise<Scales> {
    const seller = await shop.floor.seller(slug);
    const owner = await people.person();
    await people.member(owner, seller);
    const crab = await shop.floor.product({
      slug: `cua-${slug}`,
      seller,
      byWeight: { kgPriceVnd: 450_000, maxGrams: 500 },
    });
    return new Scales(shop, seller, owner, crab);
  }

  /** A purchase of two crabs, 450.000 đ at most and 20.000 đ of shipping. */
  buy(payment: 'cod' | 'bank_transfer' = 'cod', more: Record<string, number> = {}): Promise<PlacedBody> {
    return this.shop.buyer.buy({ [this.crab.variantId]: 2, ...more }, { payment });
  }

  async waiting(as: Person | null = this.owner): Promise<OrderToWeigh[]> {
    const { body } = await callAs<{ items: OrderToWeigh[] }>(
      this.shop.app,
      as,
      'GET',
      `/seller/${this.seller.slug}/orders-to-weigh`,
    );
    return body.items;
  }

  /** The lines of an order that are sold by weight, in their order. */
  async lineIds(code: string): Promise<string[]> {
    const rows = await this.shop.database.query<{ id: string }>(
      `SELECT l.id FROM order_lines l JOIN orders o ON o.id = l.order_id
       WHERE o.code = $1 AND l.kg_price_vnd IS NOT NULL ORDER BY l.created_at, l.id`,
      [code],
    );
    return rows.map(({ id }) => id);
  }

  /** Weighs an order's lines in their order, under a fresh key unless given. */
  async weigh(
    code: string,
    grams: readonly number[],
    { as = this.owner, key = randomUUID() }: { as?: Person | null; key?: string } = {},
  ): Promise<Told<WeighedOrder>> {
    const ids = await this.lineIds(code);
    const lines = grams.map((weight, index) => ({ lineId: ids[index] ?? randomUUID(), grams: weight }));
    return this.send(code, { key, lines }, as);
  }

  /** Sends a weighing as it is. */
  send(code: string, body: object, as: Person | null = this.owner): Promise<Told<WeighedOrder>> {
    return callAs(this.shop.app, as, 'POST', `/seller/${this.seller.slug}/orders/${code}/weighings`, body);
  }
}
