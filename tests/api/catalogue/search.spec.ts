import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldVietnamese } from '#kernel/text';
import { testApp, type TestApp } from '../../support/app.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';

interface Query {
  query: string;
  turned: string;
  typo: string;
  expected: string[];
}

/** Written from names, producers and places before the search was built; the search is bent to it, never it to the search. */
const { queries } = JSON.parse(readFileSync(new URL('search-queries.json', import.meta.url), 'utf8')) as {
  queries: Query[];
};

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

/** The mean over all queries of how much of what was expected is among the first ten. */
async function recallAt10(typed: (query: Query) => string): Promise<number> {
  let sum = 0;
  for (const query of queries) {
    const found = await slugs(typed(query));
    const hits = query.expected.filter((slug) => found.includes(slug)).length;
    sum += hits / Math.min(10, query.expected.length);
  }
  return sum / queries.length;
}

describe('a hundred queries as buyers type them', () => {
  it('are a hundred', () => {
    expect(queries).toHaveLength(100);
  });

  it('find 97 % of what they should without accents', async () => {
    expect(await recallAt10(({ query }) => foldVietnamese(query))).toBeGreaterThanOrEqual(0.97);
  });

  it('find as much with accents', async () => {
    expect(await recallAt10(({ query }) => query)).toBeGreaterThanOrEqual(0.97);
  });

  it('find 95 % with the words turned round', async () => {
    expect(await recallAt10(({ turned }) => turned)).toBeGreaterThanOrEqual(0.95);
  });

  it('find 80 % with one slip', async () => {
    expect(await recallAt10(({ typo }) => typo)).toBeGreaterThanOrEqual(0.8);
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
