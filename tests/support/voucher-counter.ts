import type { Answer, PlacedBody, ProblemBody, QuoteBody } from './buyer.js';
import { callAs, type Told } from './caller.js';
import type { People, Person } from './people.js';
import type { SmallSeller } from './small-floor.js';
import type { SmallShop } from './small-shop.js';

export interface VoucherBody {
  id: string;
  code: string;
  usedCount: number;
  discountedVnd: number;
  endedAt: string | null;
}

/** What a quote says once a code was given. */
export type VoucherQuote = QuoteBody & {
  voucher?: { code: string; discountVnd: number; paidBy: string; minItemsVnd: number; problem?: string };
  sellers: { discountVnd: number; totalVnd: number }[];
};

/** What a voucher says that nobody thought about. */
export const TERMS = {
  kind: 'fixed',
  amountVnd: 10_000,
  minItemsVnd: 0,
  startsOn: '2026-11-01',
  endsOn: '2026-12-31',
  personLimit: 1,
};

/** People who give vouchers, and buyers who use them. */
export class VoucherCounter {
  private phones = 0;

  private constructor(
    private readonly shop: SmallShop,
    readonly owner: Person,
    readonly administrator: Person,
  ) {}

  static async open(shop: SmallShop, people: People, seller: SmallSeller): Promise<VoucherCounter> {
    const owner = await people.person();
    await people.member(owner, seller);
    return new VoucherCounter(shop, owner, await people.officer('administrator'));
  }

  ofShop(code: string, terms: object = {}, slug = 'rach-goc'): Promise<Told<VoucherBody & ProblemBody>> {
    return callAs(this.shop.app, this.owner, 'POST', `/seller/${slug}/vouchers`, {
      ...TERMS,
      code,
      ...terms,
    });
  }

  ofFloor(
    code: string,
    terms: object = {},
    as = this.administrator,
  ): Promise<Told<VoucherBody & ProblemBody>> {
    return callAs(this.shop.app, as, 'POST', '/admin/vouchers', { ...TERMS, code, ...terms });
  }

  async list(slug?: string): Promise<VoucherBody[]> {
    const [person, path] =
      slug === undefined ? [this.administrator, '/admin/vouchers'] : [this.owner, `/seller/${slug}/vouchers`];
    return (await callAs<{ items: VoucherBody[] }>(this.shop.app, person, 'GET', path)).body.items;
  }

  /** A phone nobody has bought with. */
  phone(): string {
    return `09${String((this.phones += 1)).padStart(8, '0')}`;
  }

  async quote(cartId: string, voucherCode: string): Promise<VoucherQuote> {
    const delivery = { method: 'ship', communeCode: '32191', line: 'Số 1, ấp 2' };
    const { body } = await this.shop.buyer.call<VoucherQuote>('POST', `/carts/${cartId}/quote`, {
      delivery,
      voucherCode,
    });
    return body;
  }

  /** Buys with a code as somebody new, or as whoever has that phone. */
  async buy(
    lines: Record<string, number>,
    voucherCode: string,
    phone = this.phone(),
    more: object = {},
  ): Promise<Answer<PlacedBody & ProblemBody>> {
    const cartId = await this.shop.buyer.cart(lines);
    const quote = await this.quote(cartId, voucherCode);
    const contact = { name: 'Người Mua Mẫu', phone };
    return this.shop.buyer.place<PlacedBody & ProblemBody>(cartId, quote, { voucherCode, contact, ...more });
  }
}
