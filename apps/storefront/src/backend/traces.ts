import { orMissing, type Backend } from './api.js';
import type { Label, LookedUp, ShopTraces, Trace } from './traces.types.js';

const shop = (slug: string): string => `/seller/${encodeURIComponent(slug)}/traces`;

/** Null where the floor has given out no such code. */
export const getTrace = (api: Backend, code: string): Promise<Trace | null> =>
  orMissing(api.get<Trace>(`/traces/${encodeURIComponent(code)}`));

export const sendScan = (api: Backend, code: string): Promise<unknown> =>
  api.send('POST', `/traces/${encodeURIComponent(code)}/scans`, { body: {} });

export const getShopTraces = (api: Backend, slug: string, cursor?: string): Promise<ShopTraces> =>
  api.get(shop(slug), { query: { cursor } });

/** Null for a code that is not of the shop's published goods. */
export const getLabel = (api: Backend, slug: string, code: string): Promise<Label | null> =>
  orMissing(api.get<Label>(`${shop(slug)}/${encodeURIComponent(code)}/label`));

export const getLookedUp = (api: Backend, cursor?: string): Promise<LookedUp> =>
  api.get('/admin/traces', { query: { cursor, limit: 50 } });
