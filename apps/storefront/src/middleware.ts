import { defineMiddleware } from 'astro:middleware';
import { Backend } from './backend/api.js';
import { getFloor } from './backend/catalogue.js';
import { vi } from './i18n/vi.js';
import { paths } from './paths.js';

/** Pages that show something of one person: never kept anywhere. */
const PERSONAL = [paths.cart, paths.checkout, paths.orderLookup, '/don-hang/'];

export const onRequest = defineMiddleware(async (context, next) => {
  const { locals, request, url } = context;
  // Only `astro dev` comes without the server in front.
  locals.door ??= {
    apiOrigin: process.env['API_ORIGIN'] ?? 'http://127.0.0.1:4400',
    storefrontSecret: process.env['STOREFRONT_SECRET'] ?? '',
    publicOrigin: url.origin,
    buyerAddress: '127.0.0.1',
  };
  locals.t = vi;
  if (isForeignForm(request, locals.door.publicOrigin)) {
    return new Response(vi.errors.foreignForm, {
      status: 403,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    });
  }
  locals.api = new Backend(locals.door);
  locals.floor = await getFloor(locals.api).catch(() => null);

  const response = await next();
  if (request.method !== 'GET' || PERSONAL.some((path) => url.pathname.startsWith(path))) {
    response.headers.set('cache-control', 'private, no-store');
  }
  return response;
});

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
