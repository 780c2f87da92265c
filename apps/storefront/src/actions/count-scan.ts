import type { APIContext } from 'astro';
import { sendScan } from '../backend/traces.js';

/** Programs that look at pages by themselves, and those that draw previews for a chat. */
const PROGRAMS =
  /bot\b|bot\/|crawl|spider|slurp|preview|externalhit|facebookcatalog|whatsapp|telegram|headless|lighthouse|monitor|curl|wget|python|java\/|okhttp|go-http|axios|node|undici|scrapy/i;

type Context = Pick<APIContext, 'locals' | 'request'>;

/**
 * Whether somebody opened a label's page from outside, as a camera does. Not a scan: what programs fetch, what a browser
 * fetches beforehand, and what was reached from a page of our own, such as a shop's look at its labels.
 */
export function isScan(request: Request, publicOrigin: string): boolean {
  const { headers, method } = request;
  const agent = headers.get('user-agent') ?? '';
  if (method !== 'GET' || agent === '' || PROGRAMS.test(agent)) return false;
  if (/prefetch|prerender/i.test(headers.get('sec-purpose') ?? headers.get('purpose') ?? '')) return false;
  if ((headers.get('sec-fetch-dest') ?? 'document') !== 'document') return false;
  return (
    headers.get('sec-fetch-site') !== 'same-origin' &&
    !(headers.get('referer') ?? '').startsWith(`${publicOrigin}/`)
  );
}

/** Counts one look at a label. Nobody waits for it, and a page does not fail because it could not be counted. */
export function countScan({ locals, request }: Context, code: string, typed = false): void {
  const { api, door } = locals;
  // A code that was typed comes from our own form: it was read off a packet all the same.
  const counts = typed
    ? !PROGRAMS.test(request.headers.get('user-agent') ?? 'bot')
    : isScan(request, door.publicOrigin);
  if (counts) void sendScan(api, code).catch(() => undefined);
}
