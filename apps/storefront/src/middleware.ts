import { defineMiddleware } from 'astro:middleware';
import { getMe } from './backend/account.js';
import { Backend } from './backend/api.js';
import { getFloor } from './backend/catalogue.js';
import { SessionJar } from './backend/session-jar.js';
import type { Words } from './i18n/vi.js';
import { wordsIn } from './i18n/words.js';
import { readAddress } from './language.js';
import { movedPage } from './moved-page.js';
import { paths, pathsIn } from './paths.js';
import { takesUploads } from './uploads.js';

/** Pages for whoever is signed in. */
const FOR_ONE_PERSON = [paths.account, paths.sellerArea, paths.desk, paths.signOut];
/** Pages that show something of one person: never kept anywhere. */
const PERSONAL = [
  paths.cart,
  paths.checkout,
  paths.orderLookup,
  '/don-hang/',
  '/nhan-don/',
  '/xac-nhan-don/',
  '/hen-ghe-tham/',
  paths.signIn,
  paths.signUp,
  paths.checkStatement,
  ...FOR_ONE_PERSON,
];
/** Pages with a form that comes back to them. */
const TAKES_FORMS = [...PERSONAL, '/san-pham/', '/nguoi-ban/', '/cau-chuyen/', '/du-lich/'];
/** The longest form has a story of 4,000 letters; a body never is longer than it says it is. */
const LARGEST_FORM_BYTES = 64 * 1024;
/** A photographed paper, as the API takes it (12 MB), and the fields beside it; a register's spreadsheet is smaller. */
const LARGEST_UPLOAD_BYTES = 12 * 1024 * 1024 + LARGEST_FORM_BYTES;
const FORM_TYPE = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

export const onRequest = defineMiddleware(async (context, next) => {
  const { locals, request, url } = context;
  // Only `astro dev` comes without the server in front.
  locals.door ??= {
    apiOrigin: process.env['API_ORIGIN'] ?? 'http://127.0.0.1:4400',
    storefrontSecret: process.env['STOREFRONT_SECRET'] ?? '',
    publicOrigin: url.origin,
    buyerAddress: '127.0.0.1',
    mapTiles: null,
    mapPage: null,
  };
  const { language, page } = readAddress(url.pathname);
  locals.language = language;
  locals.t = wordsIn[language];
  locals.paths = pathsIn[language];
  const refused = refusal(request, page, locals.t);
  if (refused) return refused;
  if (isForeignForm(request, locals.door.publicOrigin)) {
    return inWords(403, locals.t.errors.foreignForm);
  }
  const session = new SessionJar(request.headers.get('cookie'));
  locals.api = new Backend(locals.door, session, language);
  locals.floor = await getFloor(locals.api).catch(() => null);
  if (locals.floor === null && locals.door.page) locals.door.page.untold = true;

  locals.account =
    session.claims && FOR_ONE_PERSON.some((path) => page.startsWith(path))
      ? await getMe(locals.api).catch(() => null)
      : null;

  const rendered = await next();
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const moved =
    reads && rendered.status === 404
      ? await movedPage(locals.api, { page, language, search: url.search })
      : null;
  const response = moved ?? rendered;
  for (const cookie of session.changes) response.headers.append('set-cookie', cookie);
  if (
    request.method !== 'GET' ||
    session.changes.length > 0 ||
    PERSONAL.some((path) => page.startsWith(path))
  ) {
    response.headers.set('cache-control', 'private, no-store');
  }
  return response;
});

const inWords = (status: number, words: string): Response =>
  new Response(words, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });

/** The answer to a request that no page of the shop can take, or null. */
function refusal(request: Request, path: string, t: Words): Response | null {
  const { method, headers } = request;
  if (method === 'GET' || method === 'HEAD') return null;
  const takesForms = TAKES_FORMS.some((start) => path.startsWith(start));
  if (method !== 'POST' || !takesForms) {
    return new Response(null, {
      status: 405,
      headers: { allow: takesForms ? 'GET, HEAD, POST' : 'GET, HEAD' },
    });
  }
  if (!FORM_TYPE.test(headers.get('content-type') ?? '')) return new Response(null, { status: 415 });
  // Every browser says how long a form is.
  const length = Number(headers.get('content-length') ?? NaN);
  if (Number.isNaN(length)) return new Response(null, { status: 411 });
  const largest = takesUploads(path) ? LARGEST_UPLOAD_BYTES : LARGEST_FORM_BYTES;
  return length > largest ? inWords(413, t.errors.longForm) : null;
}

/**
 * Whether another site sent this form. Browsers say where a request comes from in Sec-Fetch-Site, older ones in
 * Origin. The order page sends `Origin: null` because it keeps its address to itself, so the first header decides
 * where there is one. A client that sends neither is no browser, and cross-site forgery needs a browser.
 */
function isForeignForm(request: Request, publicOrigin: string): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  const site = request.headers.get('sec-fetch-site');
  if (site) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.get('origin');
  return origin !== null && origin !== publicOrigin;
}
