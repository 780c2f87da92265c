import { callAs } from './caller.js';
import { demo } from './pages.js';
import { People, type Person } from './people.js';
import type { WebFloor } from './web-floor.js';

/** A product as the shop's own side reads it. */
interface OwnProduct {
  publicationStatus: string;
  pausedAt: string | null;
  season: object | null;
  change: { status: string; version: number; content: Record<string, unknown> } | null;
  variants: { id: string; priceVnd: number; onHand: number; reserved: number }[];
}

/** A shop of the demo with its people: who owns it, who only packs orders there, who helps it under a mandate. */
export class ListingShop {
  private constructor(
    private readonly floor: WebFloor,
    readonly people: People,
    readonly owner: Person,
    readonly clerk: Person,
    readonly assistant: Person,
    private readonly slug: string,
    /** Something of it that buyers can order. */
    readonly live: { id: string; variantId: string; priceVnd: number },
  ) {}

  static async open(floor: WebFloor): Promise<ListingShop> {
    const people = new People(floor.api, floor.database, floor.clock);
    const [owner, clerk] = [await people.person({ name: 'Trần Thị Mẫu' }), await people.person()];
    const assistant = await people.officer('assisting_staff');
    const [row] = await floor.database.query<
      { sellerId: string; slug: string } & Record<'id' | 'variantId', string> & { priceVnd: number }
    >(
      `SELECT s.id AS "sellerId", s.slug, p.id, v.id AS "variantId", v.price_vnd::int AS "priceVnd"
       FROM products p JOIN sellers s ON s.id = p.seller_id JOIN variants v ON v.product_id = p.id AND v.position = 1
       WHERE p.slug = $1`,
      [demo.ordinary.slug],
    );
    if (row === undefined) throw new Error('The demo shop is gone');
    await people.member(owner, row);
    await people.member(clerk, row, ['orders']);
    await people.mandate(assistant, row);
    await people.keyOf(row.sellerId);
    return new ListingShop(floor, people, owner, clerk, assistant, row.slug, row);
  }

  /** An address below the shop's own. */
  at(path: string): string {
    return `/kenh-nguoi-ban/${this.slug}${path}`;
  }

  async product(id: string): Promise<OwnProduct> {
    return (
      await callAs<OwnProduct>(this.floor.api, this.owner, 'GET', `/seller/${this.slug}/products/${id}`)
    ).body;
  }

  /** How many of the live product's first size lie on the shelf. */
  async onHand(): Promise<number> {
    const { variants } = await this.product(this.live.id);
    return variants.find(({ id }) => id === this.live.variantId)?.onHand ?? -1;
  }
}
