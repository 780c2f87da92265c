import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callAs, type Told } from '../../support/caller.js';
import { everyRow } from '../../support/ledger.js';
import { People, type Person } from '../../support/people.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

interface Item {
  slug: string;
  kind: string;
  title: string;
  translated: boolean;
  publishedAt: string;
}
interface Article extends Item {
  body: string;
  products: { slug: string; quantity: number }[];
  missing: number;
}
interface Edited {
  id: string;
  slug: string;
  status: string;
  version: number;
  title: string;
  publishedAt: string | null;
}

const WORDS = {
  kind: 'recipe',
  title: 'Khô cá kèo kho tiêu',
  lead: 'Món cơm nhà.',
  body: 'Rửa khô.\n\nKho.',
};
const ENGLISH = { title: 'Peppered dried goby', lead: 'A dish of every day.', body: 'Rinse.\n\nSimmer.' };

let shop: SmallShop;
let editor: Person;
let goods: SmallProduct;
let others: SmallProduct;
let begun = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  editor = await new People(shop.app, shop.database, shop.clock).officer('support');
  goods = await shop.floor.product({ slug: 'kho-ca-keo', seller: shop.seller });
  others = await shop.floor.product({ slug: 'tom-kho', seller: shop.seller });
});
afterAll(() => shop.close());

const wish = (more: object = {}): object => ({
  ...WORDS,
  title: `${WORDS.title} ${(begun += 1)}`,
  products: [
    { slug: goods.slug, quantity: 1 },
    { slug: others.slug, quantity: 2 },
  ],
  ...more,
});
const begin = async (more: object = {}): Promise<Edited> => {
  const { status, body } = await callAs<Edited>(shop.app, editor, 'POST', '/admin/articles', wish(more));
  expect(status).toBe(201);
  return body;
};
const act = (id: string, what: string): Promise<Told<Edited>> =>
  callAs<Edited>(shop.app, editor, 'POST', `/admin/articles/${id}/${what}`, {});
const read = (slug: string, language = 'vi'): Promise<Told<Article>> =>
  callAs<Article>(shop.app, { headers: { 'accept-language': language } }, 'GET', `/articles/${slug}`);
const list = async (query = ''): Promise<Item[]> =>
  (await callAs<{ items: Item[] }>(shop.app, null, 'GET', `/articles${query}`)).body.items;

describe('an article', () => {
  it('is read by nobody until it is published, and by nobody once it is withdrawn', async () => {
    const { id, slug, status } = await begin();
    expect([status, slug]).toEqual(['draft', expect.stringMatching(/^kho-ca-keo-kho-tieu-\d+$/)]);
    expect((await read(slug)).status).toBe(404);
    expect((await act(id, 'withdrawal')).code).toBe('state_conflict');

    const first = (await act(id, 'publication')).body;
    expect((await read(slug)).body).toMatchObject({
      kind: 'recipe',
      body: WORDS.body,
      products: [
        { slug: goods.slug, quantity: 1 },
        { slug: others.slug, quantity: 2 },
      ],
      missing: 0,
    });
    expect((await list()).map((item) => item.slug)).toContain(slug);
    expect((await list(`?product=${others.slug}`)).map((item) => item.slug)).toContain(slug);
    expect(await list(`?product=${others.slug}&kind=guide`)).toEqual([]);
    const cards = await callAs<{ items: Item[] }>(shop.app, null, 'GET', `/products?article=${slug}`);
    expect(cards.body.items.map((item) => item.slug).sort()).toEqual([goods.slug, others.slug].sort());

    expect((await act(id, 'withdrawal')).body.status).toBe('withdrawn');
    expect((await read(slug)).status).toBe(404);
    expect((await list()).map((item) => item.slug)).not.toContain(slug);

    // Its place in lists stays that of the first time, and saying it twice changes nothing.
    shop.clock.advance(3_600_000);
    expect((await act(id, 'publication')).body.publishedAt).toBe(first.publishedAt);
    const rows = await everyRow(shop.database);
    expect((await act(id, 'publication')).status).toBe(200);
    expect(await everyRow(shop.database)).toEqual(rows);
  });

  it('follows its title to another address once it was read, and is found under each it had', async () => {
    const retitled = async (id: string, version: number, title: string): Promise<Told<Edited>> =>
      callAs<Edited>(shop.app, editor, 'PUT', `/admin/articles/${id}`, { ...wish({ title }), version });
    const leads = async (slug: string): Promise<string | undefined> =>
      (await callAs<{ slug?: string }>(shop.app, null, 'GET', `/found/moved/article/${slug}`)).body.slug;
    const { id } = await begin({ title: 'Về miền ba khía' });
    expect((await retitled(id, 1, 'Về xứ ba khía')).body.slug).toBe('ve-xu-ba-khia');
    await act(id, 'publication');
    expect((await retitled(id, 2, 'Mùa ba khía hội')).body.slug).toBe('mua-ba-khia-hoi');
    expect([await leads('ve-mien-ba-khia'), await leads('ve-xu-ba-khia')]).toEqual([
      undefined,
      'mua-ba-khia-hoi',
    ]);
    const other = await begin({ title: 'Về miền ba khía' });
    expect((await retitled(other.id, 1, 'Về xứ ba khía')).body).toMatchObject({
      errors: [{ path: 'title', code: 'taken' }],
    });
    await act(id, 'withdrawal');
    expect(await leads('ve-xu-ba-khia')).toBeUndefined();
  });

  it('speaks English where it has English words, and says where it has none', async () => {
    const both = await begin({ english: ENGLISH });
    const one = await begin();
    for (const { id } of [both, one]) await act(id, 'publication');
    expect((await read(both.slug, 'en')).body).toMatchObject({ ...ENGLISH, translated: true });
    expect((await read(both.slug, 'vi')).body).toMatchObject({ body: WORDS.body, translated: true });
    expect((await read(one.slug, 'en')).body).toMatchObject({ body: WORDS.body, translated: false });
  });

  it('names of its products only what is on sale today', async () => {
    const revoked = await shop.floor.product({ slug: 'kho-bi-thu-hoi', seller: shop.seller });
    const { id, slug } = await begin({
      products: [
        { slug: revoked.slug, quantity: 1 },
        { slug: goods.slug, quantity: 1 },
      ],
    });
    await act(id, 'publication');
    expect((await read(slug)).body.missing).toBe(0);
    await shop.floor.revoke(revoked, '2026-11-01');
    expect((await read(slug)).body).toMatchObject({
      products: [{ slug: goods.slug, quantity: 1 }],
      missing: 1,
    });
  });

  it('is saved over by nobody who did not see the last version', async () => {
    const { id, version } = await begin();
    const edits = await Promise.all(
      ['Tên thứ nhất', 'Tên thứ hai'].map((title) =>
        callAs<Edited>(shop.app, editor, 'PUT', `/admin/articles/${id}`, { ...wish({ title }), version }),
      ),
    );
    expect(edits.map(({ status, code }) => [status, code]).sort()).toEqual([
      [200, undefined],
      [409, 'stale_version'],
    ]);
    const kept = await callAs<Edited>(shop.app, editor, 'GET', `/admin/articles/${id}`);
    expect(kept.body).toMatchObject({
      version: 2,
      title: edits.find(({ status }) => status === 200)?.body.title,
    });
  });

  it('is refused with what it names wrongly, beside the field, and changes nothing', async () => {
    const taken = await begin({ title: 'Một tên đã có' });
    const rows = await everyRow(shop.database);
    const wrong: [object, string, string][] = [
      [{ title: 'Một Tên Đã Có' }, 'title', 'taken'],
      [{ products: [{ slug: 'khong-co', quantity: 1 }] }, 'products.0.slug', 'unknown'],
      [
        {
          products: [
            { slug: goods.slug, quantity: 1 },
            { slug: goods.slug, quantity: 1 },
          ],
        },
        'products.1.slug',
        'taken',
      ],
      [{ seller: 'khong-co' }, 'seller', 'unknown'],
      [{ point: 'khong-co' }, 'point', 'unknown'],
      [{ english: { ...ENGLISH, body: '' } }, 'english.body', 'required'],
    ];
    for (const [more, path, code] of wrong) {
      const { status, body } = await callAs<{ errors: { path: string; code: string }[] }>(
        shop.app,
        editor,
        'POST',
        '/admin/articles',
        wish(more),
      );
      expect([status, body.errors]).toEqual([400, [expect.objectContaining({ path, code })]]);
    }
    expect(await everyRow(shop.database)).toEqual(rows);
    expect(taken.slug).toBe('mot-ten-da-co');
  });

  it('goes on from page to page on the desk and in the shop', async () => {
    const seen = new Set<string>();
    for (const path of ['/articles', '/admin/articles']) {
      let cursor: string | null = '';
      while (cursor !== null) {
        const { body }: Told<{ items: Item[]; nextCursor: string | null }> = await callAs(
          shop.app,
          editor,
          'GET',
          `${path}?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
        );
        for (const { slug } of body.items) {
          expect(seen).not.toContain(`${path} ${slug}`);
          seen.add(`${path} ${slug}`);
        }
        cursor = body.nextCursor;
      }
    }
    const [{ all, published } = { all: 0, published: 0 }] = await shop.database.query<{
      all: number;
      published: number;
    }>(
      `SELECT count(*)::int AS all, count(*) FILTER (WHERE status = 'published')::int AS published FROM articles`,
    );
    expect(seen.size).toBe(all + published);
  });
});
