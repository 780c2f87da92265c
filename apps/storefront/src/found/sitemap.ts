import type { FoundKind } from '../backend/found.js';
import { pathsIn, type Paths } from '../paths.js';
import { xmlText } from './xml.js';

/** Pages that are there once, in the order in which people look for them. */
const SINGLE = [
  'home',
  'products',
  'sellers',
  'tourism',
  'map',
  'tourismRoutes',
  'articles',
  'traceSearch',
  'about',
  'ranking',
  'press',
  'complaints',
  'policies',
  'terms',
  'operatingRules',
  'privacy',
] as const satisfies readonly (keyof Paths)[];

const ADDRESS: Readonly<
  Record<FoundKind, 'product' | 'seller' | 'tourismPoint' | 'tourismRoute' | 'article'>
> = {
  products: 'product',
  sellers: 'seller',
  'tourism-points': 'tourismPoint',
  'tourism-routes': 'tourismRoute',
  articles: 'article',
};

interface Entry {
  vietnamese: string;
  english: string;
  changedAt?: string;
}

export const singleEntries: readonly Entry[] = SINGLE.map((name) => ({
  vietnamese: pathsIn.vi[name],
  english: pathsIn.en[name],
}));

export const entryOf = (
  kind: FoundKind,
  { slug, changedAt }: { slug: string; changedAt: string },
): Entry => ({
  vietnamese: pathsIn.vi[ADDRESS[kind]](slug),
  english: pathsIn.en[ADDRESS[kind]](slug),
  changedAt,
});

/** A sitemap (sitemaps.org 0.9): each page under both its addresses, and each address with its like in the other language. */
export function sitemap(entries: readonly Entry[], origin: string): string {
  const urls = entries.flatMap(({ vietnamese, english, changedAt }) => {
    const like = (language: string, address: string): string =>
      `<xhtml:link rel="alternate" hreflang="${language}" href="${xmlText(origin + address)}"/>`;
    const others = like('vi', vietnamese) + like('en', english) + like('x-default', vietnamese);
    const since = changedAt === undefined ? '' : `<lastmod>${xmlText(changedAt)}</lastmod>`;
    return [vietnamese, english].map(
      (address) => `<url><loc>${xmlText(origin + address)}</loc>${since}${others}</url>`,
    );
  });
  return `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.join('\n')}
</urlset>`;
}

/** The list of all parts. */
export function sitemapIndex(
  parts: readonly { address: string; changedAt?: string }[],
  origin: string,
): string {
  const each = parts.map(({ address, changedAt }) => {
    const since = changedAt === undefined ? '' : `<lastmod>${xmlText(changedAt)}</lastmod>`;
    return `<sitemap><loc>${xmlText(origin + address)}</loc>${since}</sitemap>`;
  });
  return `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${each.join('\n')}
</sitemapindex>`;
}
