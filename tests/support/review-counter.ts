import type { Answer, PlacedBody } from './buyer.js';
import { photo } from './return-counter.js';
import type { SmallShop } from './small-shop.js';

/** A line of an order as its buyer may review it. */
export interface ReviewedLine {
  variantId: string;
  productSlug: string;
  reviewableUntil: string | null;
  review: {
    id: string;
    version: number;
    rating: number;
    words: string | null;
    authorName: string | null;
    status: string;
    hiddenReason: string | null;
    hiddenWords: string | null;
    answer: string | null;
    photos: string[];
    editableUntil: string | null;
  } | null;
}

/** A product's reviews as everybody reads them. */
export interface ReviewPage {
  items: {
    id: string;
    rating: number;
    words: string | null;
    authorName: string | null;
    givenBack: boolean;
    helpfulCount: number;
    answer: string | null;
    photos: { url: string }[];
  }[];
  nextCursor: string | null;
  summary: { average: number | null; count: number; histogram: { rating: number; count: number }[] };
}

type Wish = Record<string, unknown>;

/** A buyer who says what they think of goods. */
export class ReviewCounter {
  constructor(private readonly shop: SmallShop) {}

  write(
    placed: PlacedBody,
    goods: { slug: string; variantId: string },
    wish: Wish = {},
  ): Promise<Answer<{ items: ReviewedLine[] }>> {
    const body = {
      orderCode: placed.orders[0]?.code ?? '',
      variantId: goods.variantId,
      rating: 5,
      words: 'Khô dẻo, vừa miệng.',
      ...wish,
    };
    return this.shop.buyer.call('POST', `/products/${goods.slug}/reviews`, body, token(placed));
  }

  /** Writes it, and gives its line; throws unless it was taken. */
  async written(
    placed: PlacedBody,
    goods: { slug: string; variantId: string },
    wish: Wish = {},
  ): Promise<NonNullable<ReviewedLine['review']>> {
    const answer = await this.write(placed, goods, wish);
    const line = answer.body.items?.find(({ variantId }) => variantId === goods.variantId);
    if (answer.status !== 201 || !line?.review) throw new Error(`Not written: ${answer.text}`);
    return line.review;
  }

  edit(placed: PlacedBody, reviewId: string, wish: Wish): Promise<Answer<{ items: ReviewedLine[] }>> {
    return this.shop.buyer.call(
      'PUT',
      `/orders/${placed.orders[0]?.code ?? ''}/reviews/${reviewId}`,
      { rating: 5, version: 1, ...wish },
      token(placed),
    );
  }

  async lines(placed: PlacedBody): Promise<ReviewedLine[]> {
    const path = `/orders/${placed.orders[0]?.code ?? ''}/reviews`;
    return (await this.shop.buyer.call<{ items: ReviewedLine[] }>('GET', path, undefined, token(placed))).body
      .items;
  }

  async page(slug: string, query = ''): Promise<ReviewPage> {
    return (await this.shop.buyer.call<ReviewPage>('GET', `/products/${slug}/reviews${query}`)).body;
  }

  /** What the product's card says. */
  async rating(slug: string): Promise<unknown> {
    return (await this.shop.buyer.call<{ rating: unknown }>('GET', `/products/${slug}`)).body.rating;
  }

  async sendPhoto(placed: PlacedBody, bytes?: Uint8Array): Promise<{ status: number; id: string }> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes ?? (await photo()))]), 'anh.jpg');
    const path = `/api/v1/orders/${placed.orders[0]?.code ?? ''}/review-photos`;
    const answer = await fetch(`${this.shop.app.url}${path}`, {
      method: 'POST',
      headers: token(placed),
      body: form,
    });
    const { id = '' } = (await answer.json()) as { id?: string };
    return { status: answer.status, id };
  }
}

const token = ({ accessToken }: PlacedBody): Record<string, string> => ({ 'order-token': accessToken });
