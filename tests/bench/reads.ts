import 'reflect-metadata';
import { join } from 'node:path';
import { ROOT } from '../../apps/launcher/src/tools.ts';

/** One read of the API as its statement: what the bare server runs for the same answer. */
export interface RecordedRead {
  name: string;
  text: string;
  values: unknown[];
}

interface Statement {
  name: string;
  text: string;
}

type Constructor = new (...parts: unknown[]) => unknown;

interface Products {
  list(query: Record<string, unknown>): Promise<unknown>;
  detail(slug: string): Promise<unknown>;
}

interface Suggestions {
  suggest(query: { q: string }): Promise<unknown>;
}

const dist = (path: string): Promise<Record<string, Constructor>> =>
  import(join(ROOT, 'dist/apps/api/src', path)) as Promise<Record<string, Constructor>>;

const clock = { now: () => new Date() };

/** The statement behind a read of products; see `recorded`. */
export async function recordRead(work: (products: Products) => Promise<unknown>): Promise<RecordedRead> {
  const { ProductsService } = await dist('modules/catalogue/shop/products.service.js');
  const { FloorProfile } = await dist('platform/data/floor-profile.js');
  if (ProductsService === undefined || FloorProfile === undefined)
    throw new Error('The build has no catalogue');
  const profile = new FloorProfile({ province: 'ca-mau', demo: true });
  return recorded((reader) => work(new ProductsService(reader, profile, clock) as Products));
}

/** The statement behind what a search field offers. */
export async function recordSuggestions(q: string): Promise<RecordedRead> {
  const { ShopSearchSuggestionsController } = await dist(
    'modules/catalogue/search/shop-search-suggestions.controller.js',
  );
  if (ShopSearchSuggestionsController === undefined) throw new Error('The build has no suggestions');
  return recorded((reader) =>
    (new ShopSearchSuggestionsController(reader, clock) as Suggestions).suggest({ q }),
  );
}

/**
 * Asks the API's own service for an answer, with a reader that only writes down the statement: the limit then runs
 * what the API runs, with the same values, down to the same page of the same list.
 */
async function recorded(work: (reader: object) => Promise<unknown>): Promise<RecordedRead> {
  const statements: RecordedRead[] = [];
  const note = (statement: Statement, values: readonly unknown[]): void => {
    statements.push({ name: statement.name, text: statement.text, values: [...values] });
  };
  const reader = {
    row: (statement: Statement, values: readonly unknown[] = []) => {
      note(statement, values);
      return Promise.resolve({ body: '{}', outcome: 'listed', status: 200 });
    },
    rows: (statement: Statement, values: readonly unknown[] = []) => {
      note(statement, values);
      return Promise.resolve([]);
    },
  };
  await work(reader);
  const [first, ...others] = statements;
  if (first === undefined || others.length > 0)
    throw new Error(`One statement was expected, not ${statements.length}`);
  return first;
}
