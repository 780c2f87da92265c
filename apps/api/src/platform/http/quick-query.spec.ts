import { MinLength } from 'class-validator';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  QueryBoolean,
  QueryChoice,
  QueryCursor,
  QueryInteger,
  QueryList,
  QueryMatching,
  QueryText,
} from './query-fields.js';
import { quickQuery } from './quick-query.js';
import { createValidationPipe } from './validation.js';

class Fields {
  @QueryText({ max: 12, description: 'words' }) q?: string;
  @QueryInteger({ min: 1, max: 100, description: 'rows' }) limit?: number;
  @QueryBoolean('yes or no') facets?: boolean;
  @QueryChoice(['newest', 'stars'], 'order') sort?: string;
  @QueryMatching(/^[a-z-]+$/, 'slug') point?: string;
  @QueryList(/^[1-5]$/, 'stars') stars?: string[];
}
/** As some lists are: common filters, and a cursor of their own. */
class MoreFields extends Fields {
  @QueryCursor() cursor?: string;
}

class OneMoreRule {
  @QueryText({ max: 12, description: 'words' }) @MinLength(3) q?: string;
}

class RuleOfAnother {
  @QueryInteger({ min: 1, max: 100, description: 'rows' }) limit?: number;
  @MinLength(3) q!: string;
}

const pipe = createValidationPipe();
const asked = (type: 'query' | 'body', query: object): Promise<unknown> =>
  Promise.resolve(pipe.transform({ ...query }, { type, metatype: MoreFields }) as unknown).catch(
    (problem: unknown) => problem,
  );

const text = fc.oneof(
  fc.constantFrom(
    'true',
    'false',
    'newest',
    'stars',
    '1',
    '5',
    '100',
    '101',
    '0',
    ' 5',
    '1e3',
    'khô',
    'a\0',
    'a\nb',
  ),
  fc.constantFrom('', 'dat-mui', '9'.repeat(16), 'mười hai chữ cái', '😀'.repeat(12), '😀'.repeat(13)),
  fc.string({ maxLength: 14 }),
);
const names = ['q', 'limit', 'facets', 'sort', 'point', 'stars', 'cursor', 'unknown', 'constructor'] as const;
const queries = fc.dictionary(fc.constantFrom(...names), fc.oneof(text, fc.array(text, { maxLength: 3 })), {
  maxKeys: 4,
});

describe('a query read without asking each rule', () => {
  it('is what class-validator makes of it, and what it refuses is refused in its words', async () => {
    await fc.assert(
      fc.asyncProperty(queries, async (query) => {
        expect(await asked('query', query)).toEqual(await asked('body', query));
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    {
      q: 'tôm khô',
      limit: '24',
      facets: 'true',
      sort: 'stars',
      point: 'dat-mui',
      stars: ['5', '4', '5'],
      cursor: 'x',
    },
    { stars: '3' },
    {},
  ])('is read in that way where all is good: %j', async (query) => {
    const read = quickQuery(MoreFields, query);
    expect(read).toBeInstanceOf(MoreFields);
    expect(read).toEqual(await asked('body', query));
  });

  it.each([
    { q: 'a\0' },
    { limit: '0' },
    { stars: Array.from({ length: 65 }, (_, n) => String(n)) },
    { nobody: '' },
  ])('is left to the rules where something is not: %j', (query) => {
    expect(quickQuery(MoreFields, query)).toBeUndefined();
  });

  it('is never read so where a field has a rule of another kind', () => {
    expect(quickQuery(OneMoreRule, { q: 'a' })).toBeUndefined();
    expect(quickQuery(RuleOfAnother, { limit: '1' })).toBeUndefined();
    expect(quickQuery(String, {})).toBeUndefined();
  });
});
