import { afterAll, beforeAll, expect, it } from 'vitest';
import { callAs, type Told } from '../../support/caller.js';
import { People, type Person } from '../../support/people.js';
import { HOME_COMMUNE, type SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

interface Term {
  id: string;
  words: string;
  means: string[];
  sets: number[];
  groups: string[];
  suggested: boolean;
  version: number;
}
interface Found {
  items: { slug: string }[];
  search: {
    how: string;
    shownFor: string | null;
    leftOut: string[];
    meanings: { words: string; means: string[] }[];
  };
}

let shop: SmallShop;
let admin: Person;
let belt: SmallProduct;
let wine: SmallProduct;

beforeAll(async () => {
  shop = await openSmallShop();
  const { floor } = shop;
  admin = await new People(shop.app, shop.database, shop.clock).officer('administrator');
  const seller = await floor.seller('mau-da');
  belt = await floor.product({ slug: 'that-lung', seller });
  await floor.rename(belt, 'Thắt lưng da cá sấu');
  wine = await floor.product({ slug: 'ruou-nep', seller, setNo: 15 });
  await floor.rename(wine, 'Rượu nếp');
});
afterAll(() => shop.close());

const HERE = '/admin/search-terms';
const term = (change: Partial<Term>): Partial<Term> => ({
  means: [],
  sets: [],
  groups: [],
  suggested: false,
  ...change,
});
const say = <Body = Term>(method: string, path: string, body?: object, person = admin): Promise<Told<Body>> =>
  callAs<Body>(shop.app, person, method, `${HERE}${path}`, body);
const look = async (q: string): Promise<Found> =>
  (await callAs<Found>(shop.app, null, 'GET', `/products?q=${encodeURIComponent(q)}`)).body;
const slugs = async (q: string): Promise<string[]> => (await look(q)).items.map(({ slug }) => slug);
const history = (): Promise<{ action: string; before: object | null; after: object | null }[]> =>
  shop.database.query(
    `SELECT action, before, after FROM audit_records WHERE subject_type = 'search_term' ORDER BY id`,
  );

it('a term that is added, changed and taken off holds from the next search on, and stands in the history', async () => {
  expect(await look('dây nịt')).toMatchObject({ search: { how: 'partly', meanings: [] } });
  const added = await say('POST', '', term({ words: 'dây nịt', means: ['thắt lưng'] }));
  expect(added.status).toBe(201);
  expect(await look('day nit')).toMatchObject({
    items: [{ slug: belt.slug }],
    search: { how: 'as_typed', shownFor: null, meanings: [{ words: 'dây nịt', means: ['thắt lưng'] }] },
  });
  // A slip in the term itself.
  expect(await look('day nitt')).toMatchObject({
    items: [{ slug: belt.slug }],
    search: { how: 'corrected', shownFor: 'dây nịt' },
  });

  const changed = await say('PUT', `/${added.body.id}`, {
    ...term({ words: 'dây nịt', means: ['rượu nếp'] }),
    version: 1,
  });
  expect(changed.body).toMatchObject({ means: ['rượu nếp'], version: 2 });
  expect(await slugs('dây nịt')).toEqual([wine.slug]);
  // The first answer was lost: saying it again is no change.
  const again = await say('PUT', `/${added.body.id}`, {
    ...term({ words: 'dây nịt', means: ['rượu nếp'] }),
    version: 1,
  });
  expect([again.status, again.body.version]).toEqual([200, 2]);
  const late = await say('PUT', `/${added.body.id}`, {
    ...term({ words: 'dây nịt', means: ['x'] }),
    version: 1,
  });
  expect([late.status, late.code]).toEqual([409, 'stale_version']);
  expect((await say('DELETE', `/${added.body.id}?version=1`)).code).toBe('stale_version');
  expect((await say('DELETE', `/${added.body.id}?version=2`)).status).toBe(204);
  expect(await look('dây nịt')).toMatchObject({ search: { how: 'partly', meanings: [] } });
  expect(await history()).toMatchObject([
    { action: 'search_term.added', before: null, after: { term: 'dây nịt', means: ['thắt lưng'] } },
    { action: 'search_term.changed', before: { means: ['thắt lưng'] }, after: { means: ['rượu nếp'] } },
    { action: 'search_term.removed', before: { means: ['rượu nếp'] }, after: null },
  ]);
});

it('a term may stand for sets and groups, and two of them in one text', async () => {
  const drink = (await say('POST', '', term({ words: 'thức uống', groups: ['II'] }))).body;
  const strong = (await say('POST', '', term({ words: 'đồ nhậu', sets: [15], means: ['mồi'] }))).body;
  expect(await slugs('thuc uong')).toEqual([wine.slug]);
  expect((await look('đồ nhậu')).search.meanings).toEqual([
    { words: 'đồ nhậu', means: ['mồi', 'Đồ uống có cồn khác'] },
  ]);
  expect(await slugs('thức uống đồ nhậu')).toEqual([wine.slug]);
  expect(await slugs('thức uống da cá sấu')).toEqual([belt.slug]);
  for (const { id } of [drink, strong]) await say('DELETE', `/${id}?version=1`);
});

it('the list is refused what would mean nothing, or twice, and what is not an officer’s of the province', async () => {
  const before = await history();
  const kept = (await say('POST', '', term({ words: 'Ví Nam', means: ['bóp'] }))).body;
  const refusals: [object, string][] = [
    [term({ words: '!!!', means: ['a'] }), 'words bad_words'],
    [term({ words: 'một hai ba bốn năm', means: ['a'] }), 'words bad_words'],
    [term({ words: 'vi nam', means: ['a'] }), 'words taken'],
    [term({ words: 'mới', means: ['?'] }), 'means bad_words'],
    [term({ words: 'mới' }), 'means required'],
    [term({ words: 'x'.repeat(61), means: ['a'] }), 'words too_long'],
    [term({ words: 'mới', sets: [27] }), 'sets'],
  ];
  for (const [body, why] of refusals) {
    const { status, body: problem } = await say<{ errors: { path: string; code: string }[] }>(
      'POST',
      '',
      body,
    );
    expect([status, problem.errors.map(({ path, code }) => `${path} ${code}`).join()]).toEqual([
      400,
      expect.stringContaining(why) as string,
    ]);
  }
  const narrow = await new People(shop.app, shop.database, shop.clock).officer('administrator', [
    HOME_COMMUNE,
  ]);
  expect((await say('POST', '', term({ words: 'mới', means: ['a'] }), narrow)).code).toBe('not_allowed');
  expect((await say('DELETE', `/${kept.id}?version=1`, undefined, narrow)).code).toBe('not_allowed');
  expect((await history()).length).toBe(before.length + 1);
  expect((await say<{ items: Term[] }>('GET', '?q=vi+na')).body.items.map(({ words }) => words)).toEqual([
    'Ví Nam',
  ]);
  const first = await say<{ items: Term[]; nextCursor: string | null }>('GET', '?limit=1');
  expect([first.body.items.length, first.body.nextCursor]).toEqual([1, null]);
});
