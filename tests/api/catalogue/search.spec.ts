import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldVietnamese } from '#kernel/text';
import { sampled } from '../../support/scale.js';
import { testApp, type TestApp } from '../../support/app.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';

interface FirstQuery {
  query: string;
  turned: string;
  typo: string;
  expected: string[];
}

/** Of kind `typo` the query itself has the slip; every other one has one of its own. */
interface SecondQuery {
  kind: string;
  query: string;
  slip?: string;
  expected: string[];
}

const read = <Query>(file: string): Query[] =>
  (JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as { queries: Query[] }).queries;

/** Written from names, producers and places before the search was built; the search is bent to it, never it to the search. */
const first = read<FirstQuery>('search-queries.json');
/** Written before synonyms, regional words and common names of sets were known to it; bent no more than the first. */
const second = read<SecondQuery>('more-search-queries.json');

interface Asked {
  text: string;
  expected: readonly string[];
}
const asTyped: Asked[] = [
  ...first.map(({ query, expected }) => ({ text: query, expected })),
  ...second.filter(({ kind }) => kind !== 'typo').map(({ query, expected }) => ({ text: query, expected })),
];
const withOneSlip: Asked[] = [
  ...first.map(({ typo, expected }) => ({ text: typo, expected })),
  ...second.map(({ slip, query, expected }) => ({ text: slip ?? query, expected })),
];

let database: TestDatabase;
let app: TestApp;

beforeAll(async () => {
  database = await testDatabase({ seeded: true });
  app = await testApp({ database });
}, 180_000);
afterAll(async () => {
  await app.close();
  await database.drop();
});

interface Found {
  items: { slug: string; name: string }[];
  nextCursor: string | null;
}

async function search(q: string, more = ''): Promise<{ status: number; body: Found }> {
  const { status, body } = await app.http.get(`/api/v1/products?limit=10&q=${encodeURIComponent(q)}${more}`);
  return { status, body: body as Found };
}

const slugs = async (q: string): Promise<string[]> => (await search(q)).body.items.map(({ slug }) => slug);
const names = async (q: string): Promise<string[]> => (await search(q)).body.items.map(({ name }) => name);

/** The mean over the queries of how much of what was expected is among the first ten. */
async function recallAt10(asked: readonly Asked[]): Promise<number> {
  let sum = 0;
  for (const { text, expected } of asked) {
    const found = await slugs(text);
    const hits = expected.filter((slug) => found.includes(slug)).length;
    const recall = hits / Math.min(10, expected.length);
    sum += recall;
  }
  return sum / asked.length;
}

describe('two hundred queries as buyers type them', () => {
  it('are two hundred', () => {
    expect([first.length, second.length, withOneSlip.length]).toEqual([100, 100, 200]);
  });

  it('find 97 % of what they should', async () => {
    expect(await recallAt10(asTyped)).toBeGreaterThanOrEqual(0.97);
  });

  it('find as much without accents', async () => {
    const bare = sampled(asTyped).map(({ text, expected }) => ({ text: foldVietnamese(text), expected }));
    expect(await recallAt10(bare)).toBeGreaterThanOrEqual(0.97);
  });

  it('find as much with the words turned round', async () => {
    const turned = [
      ...first.map(({ turned: text, expected }) => ({ text, expected })),
      ...second
        .filter(({ kind }) => kind === 'turned')
        .map(({ query: text, expected }) => ({ text, expected })),
    ];
    expect(await recallAt10(turned)).toBeGreaterThanOrEqual(0.97);
  });

  it('find 90 % with one slip', async () => {
    expect(await recallAt10(withOneSlip)).toBeGreaterThanOrEqual(0.9);
  });
});

describe('a search', () => {
  it('takes precomposed, combining and no accents, small and capital letters, đ and d for the same', async () => {
    const wanted = await slugs('muối ớt');
    expect(wanted.length).toBeGreaterThan(0);
    for (const typed of ['muối ớt'.normalize('NFD'), 'MUỐI ỚT', 'muoi ot', '  muoi,ot! ']) {
      expect(await slugs(typed)).toEqual(wanted);
    }
    expect(await slugs('đũa đước')).toEqual(await slugs('dua duoc'));
  });

  it('puts names before makers and places', async () => {
    const found = await names('nuoc mam');
    expect(found.length).toBeGreaterThan(1);
    expect(foldVietnamese(found[0] ?? '')).toContain('nuoc mam');
  });

  it('mends a space too many, too few, or hit beside', async () => {
    const [wanted] = await slugs('muoi ot');
    for (const typed of ['muoiot', 'muoivot', 'mu oi ot', 'muoi o t'])
      expect((await slugs(typed))[0]).toBe(wanted);
  });

  it('leaves one word out when nothing has them all, and gives up on nonsense', async () => {
    expect(await slugs('muoi ot xyzzyplugh')).toEqual(expect.arrayContaining(await slugs('muoi ot')));
    expect(await slugs('xyzzyplugh qwrtpsdf')).toEqual([]);
    expect(await slugs('!!! ???')).toEqual([]);
  });

  it.each([
    [`'`],
    [`' OR 1=1 --`],
    ['%'],
    ['\\'],
    ['<script>alert(1)</script>'],
    ['🦐🦀'],
    ['tôm & | ! ( ) <-> :* khô'],
    [`'a':A`],
    ['a'.repeat(200)],
    ['ab '.repeat(66)],
    [Array.from({ length: 50 }, (_, index) => `w${index}`).join(' ')],
    ['tom\tkho\nrach goc'],
    ['ｔôｍ'],
    ['\u202etom'.slice(1)],
  ])('answers %j clearly', async (typed) => {
    const { status, body } = await search(typed, '&facets=true');
    expect(status).toBe(200);
    expect(Array.isArray(body.items)).toBe(true);
  });

  it.each([
    ['10,000 characters', 'a'.repeat(10_000), 'too_long'],
    ['a null byte', 'tom\0kho', 'bad_characters'],
    ['an override of the writing direction', '\u202etom', 'bad_characters'],
  ])('refuses %s', async (_what, typed, code) => {
    const { status, body } = await search(typed);
    const { errors } = body as unknown as { errors: { path: string; code: string }[] };
    expect([status, errors.map((error) => `${error.path} ${error.code}`)]).toEqual([400, [`q ${code}`]]);
  });

  it('corrects only to words the catalogue has, also new ones', async () => {
    const words = await database.query<{ word: string }>(`SELECT word FROM search_words WHERE word = 'tom'`);
    expect(words).toEqual([{ word: 'tom' }]);
    const lexemes = await database.query(
      `SELECT DISTINCT w.lexeme FROM listings, unnest(search) w
       WHERE w.lexeme ~ '^[a-z]{1,40}$' AND w.lexeme NOT IN (SELECT word FROM search_words)`,
    );
    expect(lexemes).toEqual([]);
  });
});

interface Understood {
  search: {
    how: string;
    shownFor: string | null;
    leftOut: string[];
    meanings: { words: string; means: string[] }[];
  };
}

describe('what a search understood', () => {
  const understood = async (q: string): Promise<Understood['search']> =>
    ((await search(q)).body as unknown as Understood).search;

  it.each([
    ['tôm khô', 'as_typed', null],
    ['tom kho', 'as_typed', null],
    ['tom kh', 'corrected', 'tôm khô'],
    ['tomkho', 'corrected', 'tôm khô'],
    ['bot me een dau xanh gao lut', 'corrected', 'bột mè đen đậu xanh gạo lứt'],
    ['hai sa dong lanh', 'corrected', 'hải sản đông lạnh'],
    ['umoi', 'corrected', 'muối'],
    ['xyzzyplugh qwrtpsdf', 'nothing', null],
  ])('of %j is told in words: %s %j', async (q, how, shownFor) => {
    expect(await understood(q)).toMatchObject({ how, shownFor, leftOut: [] });
  });

  it('names words it left out, and words of the officers’ list', async () => {
    expect(await understood('muoi ot xyzzyplugh')).toMatchObject({
      how: 'partly',
      shownFor: 'muối ớt',
      leftOut: ['xyzzyplugh'],
    });
    expect((await understood('quà lưu niệm')).meanings).toEqual([
      { words: 'quà lưu niệm', means: ['Thủ công mỹ nghệ (gia dụng, trang trí)'] },
    ]);
  });

  it.each([
    ['Đặc sản Đất Mũi', 'Đất Mũi'],
    ['dac san dat mui', 'dat mui'],
    ['đặc sản Cà Mau', 'Cà Mau'],
    ['đặc sản u minh', 'u minh'],
    ['hàng OCOP Năm Căn', 'Năm Căn'],
    ['mật ong đặc sản', 'mật ong'],
  ])('of %j is what it understands of %j, word for word', async (q, bare) => {
    const found = await slugs(bare);
    expect(found.length).toBeGreaterThan(0);
    expect(await slugs(q)).toEqual(found);
    expect(await understood(q)).toMatchObject({ how: 'as_typed', shownFor: null, meanings: [] });
  });

  it('of a word that names no goods is everything when it stands alone, and nothing beside nonsense', async () => {
    const { body } = await app.http.get('/api/v1/products?limit=1&facets=true');
    const { body: special } = await search('đặc sản', '&facets=true');
    expect(special).toMatchObject({ facets: (body as { facets: object }).facets });
    expect(await understood('đặc sản xyzzyplugh')).toMatchObject({ how: 'nothing' });
  });

  it('is not told where nothing was searched', async () => {
    const { body } = await app.http.get('/api/v1/products?limit=1');
    expect(body).not.toHaveProperty('search');
  });
});

describe('suggestions', () => {
  const suggest = async (q?: string): Promise<string[]> => {
    const { status, body, headers } = await app.http.get(
      `/api/v1/search-suggestions${q === undefined ? '' : `?q=${encodeURIComponent(q)}`}`,
    );
    expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=60']);
    const { items } = body as { items: { kind: string; text: string; key: string | null }[] };
    return items.map(({ kind, text }) => `${kind}: ${text}`);
  };

  it('begin with kept searches and go on to goods, makers, places and points', async () => {
    expect(await suggest()).toContain('search: tôm khô');
    expect(await suggest('tom kh')).toEqual(
      expect.arrayContaining(['search: tôm khô', 'product: Tôm khô Cái Bát']),
    );
    expect(await suggest('dac san')).toContain('search: đặc sản Đất Mũi');
    expect(await suggest('nam ca')).toEqual(
      expect.arrayContaining(['search: cua Năm Căn', 'commune: Xã Năm Căn']),
    );
    expect(await suggest('hòn đá')).toContain('point: Hòn Đá Bạc');
    expect(await suggest('truc phuo')).toContain('seller: HTX Trúc Phương');
    expect(await suggest('trai cay')).toContain('set: Rau, củ, quả, hạt tươi');
  });

  it('forgive a slip, hold few of each kind, and stay silent on nonsense', async () => {
    expect(await suggest('umoi')).toContain('product: Muối ớt');
    expect((await suggest('t')).length).toBeLessThanOrEqual(16);
    for (const typed of ['xyzzyplugh', `'`, '!!!', 'a'.repeat(200), 'tôm & | ! :* khô'])
      expect(Array.isArray(await suggest(typed))).toBe(true);
    expect(await suggest('xyzzyplugh')).toEqual([]);
  });

  it('never offer what is not on sale', async () => {
    expect(await suggest('ba khia muoi mau')).toEqual([]);
    expect(await suggest('cua hap')).not.toContain('product: Cua hấp ví dụ');
  });
});
