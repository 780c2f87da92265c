import { randomUUID } from 'node:crypto';

/** What the API answered. */
export interface Answer<Body = Record<string, unknown>> {
  status: number;
  body: Body;
  headers: Headers;
}

export interface QuoteBody {
  quoteToken: string;
  itemsVnd: number;
  shippingFeeVnd: number;
  totalVnd: number;
  requires: { adult: boolean };
  sellers: {
    seller: { slug: string };
    lines: {
      variantId: string;
      quantity: number;
      unitPriceVnd: number;
      totalVnd: number;
      problem?: string;
    }[];
    shippingOptions: { id: string; feeVnd: number }[];
    paymentMethods: { method: string; available: boolean; reason?: string }[];
    itemsVnd: number;
    shippingFeeVnd: number;
    totalVnd: number;
  }[];
}

export interface PlacedBody {
  code: string;
  accessToken: string;
  totalVnd: number;
  orders: {
    code: string;
    seller: { slug: string };
    status: string;
    totalVnd: number;
    payment: {
      method: string;
      status: string;
      expiresAt?: string;
      vietqr?: { payload: string; purpose: string };
    };
  }[];
}

export const SHIP = { method: 'ship', communeCode: '32191', line: 'Số 1, ấp 2' } as const;
export const CONTACT = { name: 'Người Mua Mẫu', phone: '0912345678' } as const;

/** A buyer who speaks to one API over real HTTP. */
export class Buyer {
  constructor(private readonly api: string) {}

  async call<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const response = await fetch(`${this.api}/api/v1${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: (text === '' ? {} : JSON.parse(text)) as Body,
      headers: response.headers,
    };
  }

  /** A cart with these variants in it. */
  async cart(lines: Record<string, number>): Promise<string> {
    const cart = await this.call<{ id: string }>('POST', '/carts', {});
    for (const [variantId, quantity] of Object.entries(lines)) {
      const put = await this.call('PUT', `/carts/${cart.body.id}/lines/${variantId}`, { quantity });
      if (put.status !== 200) throw new Error(`The cart did not take the line: ${JSON.stringify(put.body)}`);
    }
    return cart.body.id;
  }

  async quote(cartId: string, delivery: object = SHIP): Promise<QuoteBody> {
    const answer = await this.call<QuoteBody>('POST', `/carts/${cartId}/quote`, { delivery });
    if (answer.status !== 200) throw new Error(`No quote: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Places the cart as quoted (or as `more` says), under a fresh key unless given. */
  async place<Body = PlacedBody>(
    cartId: string,
    quote: QuoteBody,
    more: object = {},
    key: string = randomUUID(),
  ): Promise<Answer<Body>> {
    const order = {
      cartId,
      contact: CONTACT,
      delivery: SHIP,
      payment: 'cod',
      expectedTotalVnd: quote.totalVnd,
      quoteToken: quote.quoteToken,
      ...more,
    };
    return this.call<Body>('POST', '/order-groups', order, { 'idempotency-key': key });
  }
}
