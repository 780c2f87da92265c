import { DAY_MS } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SweepPictures } from '../../../apps/api/src/modules/catalogue/pictures/sweep-pictures.js';
import { RecountRatings } from '../../../apps/api/src/modules/reviews/product-reviews/recount-ratings.js';
import { forgetReviewer } from '../../../apps/api/src/modules/reviews/index.js';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.js';
import type { PlacedBody, ProblemBody } from '../../support/buyer.js';
import { SEEDED_AT } from '../../support/clock.js';
import { OrderDesk } from '../../support/order-desk.js';
import { People } from '../../support/people.js';
import { ReturnCounter } from '../../support/return-counter.js';
import { ReviewCounter } from '../../support/review-counter.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let people: People;
let desk: OrderDesk;
let returns: ReturnCounter;
let reviews: ReviewCounter;
let goods: SmallProduct & { slug: string };
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
  desk = await OrderDesk.of(shop, people, shop.seller);
  returns = new ReturnCounter(shop, desk);
  reviews = new ReviewCounter(shop);
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  const slug = `kho-${(made += 1)}`;
  goods = { ...(await shop.floor.product({ slug, seller: shop.seller, onHand: 50 })), slug };
});

const delivered = (): Promise<PlacedBody> => returns.delivered({ [goods.variantId]: 1 });
const code = (placed: PlacedBody): string => placed.orders[0]?.code ?? '';
const at = (days: number): void => shop.clock.set(new Date(SEEDED_AT.getTime() + days * DAY_MS));

describe('a buyer reviews goods', () => {
  it('that came: everybody reads it, the listing counts it, and the name is only its short form', async () => {
    const placed = await delivered();
    expect(await reviews.lines(placed)).toMatchObject([
      { productSlug: goods.slug, reviewableUntil: expect.any(String), review: null },
    ]);
    const first = await reviews.sendPhoto(placed);
    const own = await reviews.written(placed, goods, { rating: 4, showName: true, photos: [first.id] });
    expect(own).toMatchObject({ rating: 4, status: 'shown', version: 1, photos: [first.id] });
    const page = await reviews.page(goods.slug);
    expect(page).toMatchObject({
      nextCursor: null,
      items: [{ id: own.id, rating: 4, words: 'Khô dẻo, vừa miệng.', givenBack: false, answer: null }],
      summary: { average: 4, count: 1 },
    });
    expect(page.items[0]?.authorName).toMatch(/^(\p{Lu}\. )+\p{L}+$/u);
    expect(page.summary.histogram.map(({ count }) => count)).toEqual([0, 1, 0, 0, 0]);
    expect(await reviews.rating(goods.slug)).toEqual({ average: 4, count: 1 });
    const picture = await fetch(`${shop.app.url}${page.items[0]?.photos[0]?.url ?? ''}`);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect((await reviews.lines(placed))[0]?.reviewableUntil).toBeNull();
  });

  it('not before they came, not those of another order, and not half a year later', async () => {
    const placed = await shop.buyer.buy({ [goods.variantId]: 1 });
    expect((await reviews.write(placed, goods)).status).toBe(409);
    expect((await reviews.sendPhoto(placed)).status).toBe(409);
    const { parcelId } = await desk.send(code(placed));
    expect((await reviews.write(placed, goods)).status).toBe(409);
    await desk.arrive(code(placed), parcelId, undefined);
    const stranger = { ...placed, accessToken: 'x'.repeat(43) };
    expect((await reviews.write(stranger, goods)).status).toBe(404);
    expect((await reviews.sendPhoto(stranger)).status).toBe(404);
    const other = await shop.floor.product({ slug: `khac-${made}`, seller: shop.seller });
    expect((await reviews.write(placed, { slug: `khac-${made}`, variantId: other.variantId })).status).toBe(
      404,
    );
    at(200);
    expect((await reviews.write(placed, goods)).status).toBe(409);
    expect(await reviews.page(goods.slug)).toMatchObject({ items: [], summary: { average: null, count: 0 } });
  });

  it('not what was refused at the door, whatever writes it', async () => {
    const placed = await shop.buyer.buy({ [goods.variantId]: 1 });
    const { order, parcelId } = await desk.send(code(placed));
    await desk.arrive(code(placed), parcelId, [{ lineId: order.lines[0]?.id ?? '', quantity: 1 }]);
    expect((await reviews.write(placed, goods)).status).toBe(409);
    await expect(
      shop.database.query(
        `INSERT INTO product_reviews (product_id, seller_id, order_id, order_line_id, rating, status, status_changed_at, written_at)
         SELECT l.product_id, o.seller_id, o.id, l.id, 5, 'shown', now(), now() FROM order_lines l JOIN orders o ON o.id = l.order_id
         WHERE o.code = $1`,
        [code(placed)],
      ),
    ).rejects.toThrow('nothing of this line came');
  });

  it('without a way to reach anybody; words that promise health wait for an officer', async () => {
    const placed = await delivered();
    const refused = await reviews.write(placed, goods, { words: 'Mua trực tiếp gọi 0912 345 678' });
    expect((refused.body as unknown as ProblemBody).errors).toMatchObject([
      { path: 'words', code: 'contact_details' },
    ]);
    const held = await reviews.written(placed, goods, { words: 'Ăn chữa khỏi bệnh dạ dày' });
    expect(held.status).toBe('held');
    expect(await reviews.rating(goods.slug)).toEqual({ average: null, count: 0 });
  });

  it('with clean pictures only, five at most, each once', async () => {
    const placed = await delivered();
    const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    expect((await reviews.sendPhoto(placed, script)).status).toBe(415);
    const sent = (await Promise.all([1, 2, 3, 4, 5, 6].map(() => reviews.sendPhoto(placed)))).map(
      ({ id }) => id,
    );
    const photos = sent.slice(0, 5);
    const refused = async (of: PlacedBody, wish: string[]): Promise<(string | number)[]> => {
      const { status, body } = await reviews.write(of, goods, { photos: wish });
      return [status, ...((body as unknown as ProblemBody).errors ?? []).map(({ path }) => path)];
    };
    expect(await refused(placed, sent)).toEqual([400, 'photos']);
    expect(await refused(placed, [...photos.slice(0, 4), ...photos.slice(0, 1)])).toEqual([400, 'photos']);
    expect((await reviews.written(placed, goods, { photos })).photos).toEqual(photos);
    expect(await refused(await delivered(), photos)).toEqual([400, 'photos']);
    expect((await reviews.page(goods.slug)).summary.count).toBe(1);
  });
});

describe('a review', () => {
  it('is changed for a month, keeps what stood there before, and counts as what it says now', async () => {
    const placed = await delivered();
    const photos = [(await reviews.sendPhoto(placed)).id, (await reviews.sendPhoto(placed)).id];
    const { id } = await reviews.written(placed, goods, { rating: 1, words: 'Khô mặn.', photos });
    const kept = photos.toReversed();
    const edited = await reviews.edit(placed, id, { rating: 3, words: 'Ngâm nước thì vừa.', photos: kept });
    expect(edited.body.items[0]?.review).toMatchObject({ version: 2, rating: 3, photos: kept });
    expect(await reviews.rating(goods.slug)).toEqual({ average: 3, count: 1 });
    expect(
      await shop.database.query(
        `SELECT version, rating, words FROM product_review_versions WHERE review_id = $1`,
        [id],
      ),
    ).toEqual([{ version: 1, rating: 1, words: 'Khô mặn.' }]);
    expect((await reviews.edit(placed, id, { rating: 5 })).status).toBe(409);
    at(31);
    expect((await reviews.edit(placed, id, { rating: 5, version: 2 })).status).toBe(409);
    expect(await reviews.rating(goods.slug)).toEqual({ average: 3, count: 1 });
  });

  it('says so where the goods went back', async () => {
    const placed = await delivered();
    await reviews.written(placed, goods, { rating: 2 });
    const { id } = await returns.asked(placed, { [goods.variantId]: 1 });
    await returns.agree(code(placed), id, 'kept');
    expect((await reviews.page(goods.slug)).items).toMatchObject([{ rating: 2, givenBack: true }]);
  });

  it('outlives a listing that is written anew', async () => {
    await reviews.written(await delivered(), goods, { rating: 4 });
    await shop.database.query(`UPDATE products SET name = 'Khô đổi tên' WHERE id = $1`, [goods.productId]);
    expect(await reviews.rating(goods.slug)).toEqual({ average: 4, count: 1 });
  });

  it('loses name, pictures and old words with its writer, and stays', async () => {
    const placed = await delivered();
    const { accountId } = await people.person();
    await shop.database.query(
      `UPDATE order_groups SET account_id = $2 WHERE id = (SELECT order_group_id FROM orders WHERE code = $1)`,
      [code(placed), accountId],
    );
    const photos = [(await reviews.sendPhoto(placed)).id];
    const { id } = await reviews.written(placed, goods, { showName: true, photos });
    await reviews.edit(placed, id, { words: 'Vẫn ngon.', showName: true, photos });
    await shop.app.get(Transactions).run('worker', (tx) => forgetReviewer(tx, accountId, shop.clock.now()));
    expect((await reviews.page(goods.slug)).items).toMatchObject([
      { rating: 5, words: 'Vẫn ngon.', authorName: null, photos: [] },
    ]);
    expect(
      await shop.database.query(`SELECT 1 FROM product_review_versions WHERE review_id = $1`, [id]),
    ).toEqual([]);
    await shop.app.get(SweepPictures).run();
  });
});

describe('reviews of a product', () => {
  it('come page by page in each order, and by rating', async () => {
    const ratings = [5, 3, 4, 3, 1];
    for (const [index, rating] of ratings.entries()) {
      const placed = await delivered();
      shop.clock.advance(60_000);
      await reviews.written(placed, goods, { rating, words: `Lần ${index}` });
    }
    const walk = async (query: string): Promise<number[]> => {
      const seen: number[] = [];
      let cursor: string | null = null;
      do {
        const more: string = cursor === null ? '' : `&cursor=${cursor}`;
        const page = await reviews.page(goods.slug, `?limit=2&${query}${more}`);
        seen.push(...page.items.map(({ rating }) => rating));
        cursor = page.nextCursor;
      } while (cursor !== null);
      return seen;
    };
    expect(await walk('sort=newest')).toEqual(ratings.toReversed());
    expect(await walk('sort=highest')).toEqual([5, 4, 3, 3, 1]);
    expect(await walk('sort=lowest')).toEqual([1, 3, 3, 4, 5]);
    expect(await walk('sort=helpful')).toHaveLength(5);
    expect(await walk('rating=3')).toEqual([3, 3]);
    expect((await reviews.page(goods.slug)).summary).toEqual({
      average: 3.2,
      count: 5,
      histogram: [1, 1, 2, 0, 1].map((count, index) => ({ rating: 5 - index, count })),
    });
    const list = await shop.buyer.call<{ items: { slug: string }[] }>(
      'GET',
      '/products?sort=rating&limit=100',
    );
    const slugs = list.body.items.map(({ slug }) => slug);
    expect(slugs.indexOf(goods.slug)).toBeLessThan(slugs.indexOf(`khac-2`));
    expect((await shop.buyer.call('GET', '/products/khong-co/reviews')).status).toBe(404);
    expect((await shop.buyer.call('GET', `/products/${goods.slug}/reviews?cursor=x`)).status).toBe(400);
  });

  it('are counted again: what is right stays, what is wrong is put right', async () => {
    await reviews.written(await delivered(), goods, { rating: 2 });
    const recount = shop.app.get(RecountRatings);
    expect(await recount.run()).toEqual([]);
    await shop.database.query(`UPDATE product_ratings SET rated_5 = 3 WHERE product_id = $1`, [
      goods.productId,
    ]);
    const other = await shop.floor.product({ slug: `sai-${made}`, seller: shop.seller });
    await shop.database.query(`UPDATE listings SET rating_count = 9 WHERE product_id = $1`, [
      other.productId,
    ]);
    expect((await recount.run()).toSorted()).toEqual([goods.productId, other.productId].toSorted());
    expect(await reviews.rating(goods.slug)).toEqual({ average: 2, count: 1 });
    expect(await recount.run()).toEqual([]);
  });

  it('sent twice at once is one, and the average is that of what was taken', async () => {
    const orders = await Promise.all([1, 2, 3].map(() => delivered()));
    const answers = await Promise.all(
      orders.flatMap((placed, index) =>
        [0, 1, 2].map(() => reviews.write(placed, goods, { rating: index + 1 })),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(6);
    expect(await reviews.rating(goods.slug)).toEqual({ average: 2, count: 3 });
  });
});
