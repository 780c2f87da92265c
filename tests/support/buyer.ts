import { randomUUID } from 'node:crypto';

/** What the API answered. */
export interface Answer<Body = Record<string, unknown>> {
  status: number;
  body: Body;
  /** The body as it came. */
  text: string;
  headers: Headers;
}

/** A refusal (RFC 9457), with what the refusals of buying add to it. */
export interface ProblemBody {
  code: string;
  status: number;
  errors?: { path: string; code: string; message: string }[];
  lines?: {
    variantId: string;
    seller: { slug: string; name: string };
    reason: string;
    requested?: number;
    available?: number;
  }[];
  quote?: QuoteBody;
  groupCode?: string;
  reason?: string;
  mostVnd?: number;
  deposits?: { seller: { slug: string; name: string }; depositVnd: number; doorVnd: number }[];
}

export interface CartBody {
  id: string;
  status: string;
  itemsVnd: number;
  lines: {
    variantId: string;
    name: string;
    quantity: number;
    unitPriceVnd: number;
    totalVnd: number;
    available: number;
    alcohol: boolean;
    stars: number | null;
    catchWeight?: { kgPriceVnd: number; maxGrams: number };
    problem?: string;
  }[];
}

export interface QuoteBody {
  quoteToken: string;
  itemsVnd: number;
  shippingFeeVnd: number;
  discountVnd: number;
  totalVnd: number;
  requires: { adult: boolean };
  sellers: {
    seller: { slug: string };
    lines: {
      variantId: string;
      quantity: number;
      unitPriceVnd: number;
      totalVnd: number;
      catchWeight?: { kgPriceVnd: number; maxGrams: number };
      problem?: string;
    }[];
    shippingOptions: { id: string; feeVnd: number }[];
    paymentMethods: { method: string; available: boolean; reason?: string; depositVnd?: number }[];
    itemsVnd: number;
    shippingFeeVnd: number;
    totalVnd: number;
  }[];
}

export interface OrderBody {
  code: string;
  seller: { slug: string; name: string; phone?: string };
  status: string;
  itemsVnd: number;
  shippingFeeVnd: number;
  discountVnd: number;
  totalVnd: number;
  orderedTotalVnd: number;
  awaitsWeighing: boolean;
  payment: {
    method: string;
    status: string;
    expiresAt?: string;
    receivedVnd?: number;
    missingVnd?: number;
    depositVnd?: number;
    depositPaidAt?: string;
    doorVnd?: number;
    checkoutUrl?: string;
    vietqr?: {
      payload: string;
      bank: { bin: string; name: string };
      accountNumber: string;
      accountName: string;
      purpose: string;
    };
  };
}

export interface PlacedBody {
  code: string;
  accessToken: string;
  totalVnd: number;
  orders: OrderBody[];
}

/** An order on the buyer's page. */
export interface OrderPageBody extends OrderBody {
  shippingLabel: string;
  lines: {
    variantId: string;
    name: string;
    variantName: string;
    unit: string;
    stars: number;
    quantity: number;
    unitPriceVnd: number;
    totalVnd: number;
    catchWeight?: { kgPriceVnd: number; maxGrams: number };
    weighedGrams?: number;
    flag?: { reason: string; since: string };
  }[];
  refunds: { amountVnd: number; status: string; dueOn: string; reference: string | null }[];
  goAhead: string | null;
  nextStep: string;
  canCancel: boolean;
}

export interface GroupPageBody {
  code: string;
  contact: { name: string; phoneMasked: string };
  delivery: Record<string, unknown>;
  note: string | null;
  itemsVnd: number;
  shippingFeeVnd: number;
  totalVnd: number;
  orderedTotalVnd: number;
  orders: OrderPageBody[];
}

export const SHIP = { method: 'ship', communeCode: '32191', line: 'Số 1, ấp 2' } as const;
export const CONTACT = { name: 'Người Mua Mẫu', phone: '0912345678' } as const;

/** The code of the one order of a purchase, or of its first. */
export const codeOf = ({ orders }: Pick<PlacedBody, 'orders'>): string => orders[0]?.code ?? '';

/** A buyer who speaks to one API over real HTTP. */
export class Buyer {
  /** @param language in which it is asked */
  constructor(
    private readonly api: string,
    private readonly language: 'vi' | 'en' = 'vi',
  ) {}

  async call<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const response = await fetch(`${this.api}/api/v1${path}`, {
      method,
      headers: {
        'accept-language': this.language,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: (text === '' ? {} : JSON.parse(text)) as Body,
      text,
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

  /** The purchase's page, as whoever holds that token sees it. */
  page(placed: PlacedBody, token: string = placed.accessToken): Promise<Answer<GroupPageBody>> {
    return this.call('GET', `/order-groups/${placed.code}`, undefined, { 'order-token': token });
  }

  cancel<Body = OrderPageBody>(orderCode: string, token: string): Promise<Answer<Body>> {
    return this.call('POST', `/orders/${orderCode}/cancellation`, {}, { 'order-token': token });
  }

  /** Fills a cart, quotes it and places it, all at once; throws unless it was placed. */
  async buy(lines: Record<string, number>, more: object = {}): Promise<PlacedBody> {
    const cartId = await this.cart(lines);
    const placed = await this.place(cartId, await this.quote(cartId), more);
    if (placed.status !== 201) throw new Error(`Not placed: ${placed.text}`);
    return placed.body;
  }
}
