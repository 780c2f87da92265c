/**
 * The pages that are the same for everybody and may be kept between requests. A page without an entry is never kept, and
 * one with an entry is kept only where each of its calls to the API said what it depends on (src/backend/api.ts) and all
 * of them succeeded.
 */
interface CachedPage {
  /** Without the `/en` of the English shop, which has the same pages. */
  path: RegExp;
  /** Parameters the page knows, in the order of its own links; one that is not listed here keeps the page from being kept. */
  query?: readonly string[];
}

const SLUG = '[a-z0-9-]{1,120}';
const CACHED_PAGES: readonly CachedPage[] = [
  { path: /^\/$/ },
  {
    path: /^\/san-pham$/,
    query: ['group', 'set', 'stars', 'commune', 'seller', 'point', 'inStock', 'inSeason', 'sort'],
  },
  { path: new RegExp(`^/san-pham/${SLUG}$`) },
  { path: /^\/nguoi-ban$/ },
  { path: new RegExp(`^/nguoi-ban/${SLUG}$`) },
  { path: /^\/du-lich$/ },
  { path: /^\/du-lich\/ban-do$/, query: ['lop', 'nhom'] },
  { path: new RegExp(`^/du-lich/(?:tuyen/)?${SLUG}$`) },
  { path: /^\/truy-xuat$/ },
  { path: /^\/ngoai-tuyen$/ },
  { path: /^\/cau-chuyen$/, query: ['loai'] },
  { path: new RegExp(`^/cau-chuyen/${SLUG}$`) },
  { path: /^\/(?:gioi-thieu|chinh-sach|dieu-khoan|rieng-tu|khieu-nai|bao-chi|vi-sao-thu-tu-nay)$/ },
  { path: /^\/quy-che(?:\/\d{4}-\d{2})?$/ },
];

const ENGLISH = /^\/en(?:\/.|$)/;

/** What advertisements and messengers add to addresses; no page reads it. */
const NOISE = /^(?:utm_[a-z]+|fbclid|gclid|zarsrc|mibextid|igshid)$/;
/** Longer addresses are somebody's own combination, which nobody else asks for. */
const LONGEST_QUERY = 300;

/**
 * The address under which a page is kept, and which it is rendered for: so what stands in no entry cannot leave a trace in
 * what others are shown. Null: not to be kept.
 */
export function keptAddress(url: string): string | null {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const named = ENGLISH.test(path) ? path.slice('/en'.length) || '/' : path;
  const page = CACHED_PAGES.find((one) => one.path.test(named));
  if (page === undefined) return null;
  if (mark < 0) return path;
  if (url.length - mark > LONGEST_QUERY) return null;
  const asked = [...new URLSearchParams(url.slice(mark))].filter(([name]) => !NOISE.test(name));
  const known = page.query ?? [];
  if (asked.some(([name]) => !known.includes(name))) return null;
  const query = new URLSearchParams(
    known.flatMap((name) => asked.filter(([asks, value]) => asks === name && value !== '')),
  ).toString();
  return query === '' ? path : `${path}?${query}`;
}
