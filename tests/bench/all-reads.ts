import type { BenchFloor } from './bench-floor.ts';
import { recordRead, recordSuggestions, type RecordedRead } from './reads.ts';

/** A read of the shop beside the statements it sends, and what is asked of it. */
export interface Read {
  path: string;
  read: RecordedRead;
  targets: { api: string; public: string };
}

/** Every read that is measured, and the addresses of a list's first page and of one deep in it. @param products of the catalogue */
export async function allReads(
  { api }: BenchFloor,
  products: number,
): Promise<{ reads: Record<string, Read>; firstPage: string; deepPage: string }> {
  const targets = { api: '≥ 0.7', public: '≥ 0.4' };
  const cursor = await cursorAfter(api.address, Math.min(7_200, Math.floor(products * 0.72)));
  const first = await answer<{ items: { slug: string }[] }>(`${api.address}/api/v1/products`);
  const slug = first.items[0]?.slug ?? '';
  const firstPage = '/api/v1/products';
  const deepPage = `/api/v1/products?cursor=${cursor}`;
  const reads: Record<string, Read> = {
    'list, page 1': { path: firstPage, read: await recordRead((p) => p.list({})), targets },
    'list, page 300': { path: deepPage, read: await recordRead((p) => p.list({ cursor })), targets },
    'category with facets': {
      path: '/api/v1/products?set=8&facets=true',
      read: await recordRead((p) => p.list({ set: ['8'], facets: true })),
      targets,
    },
    detail: { path: `/api/v1/products/${slug}`, read: await recordRead((p) => p.detail(slug)), targets },
    search: {
      path: '/api/v1/products?q=tom%20kho%20dat%20mui',
      read: await recordRead((p) => p.list({ q: 'tom kho dat mui' })),
      targets,
    },
    'search with a typo': {
      path: '/api/v1/products?q=banh%20phnog%20tom',
      read: await recordRead((p) => p.list({ q: 'banh phnog tom' })),
      targets,
    },
    'search by a word of the officers’ list': {
      path: '/api/v1/products?q=day%20nit%20da',
      read: await recordRead((p) => p.list({ q: 'day nit da' })),
      targets,
    },
    'suggestions while typing': {
      path: '/api/v1/search-suggestions?q=tom%20kh',
      read: await recordSuggestions('tom kh'),
      targets,
    },
  };
  return { reads, firstPage, deepPage };
}

/** The cursor after so many products of the newest-first list. */
async function cursorAfter(api: string, count: number): Promise<string> {
  let cursor = '';
  for (let seen = 0; seen < count; seen += 100) {
    const page = await answer<{ nextCursor: string }>(
      `${api}/api/v1/products?limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    cursor = encodeURIComponent(page.nextCursor);
  }
  return cursor;
}

/** What that address answers; anything but success makes a figure worthless. */
export async function answer<Body>(url: string): Promise<Body> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return (await response.json()) as Body;
}
