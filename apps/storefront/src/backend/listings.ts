import { FormData } from 'undici';
import type { Backend } from './api.js';
import type {
  ListingRules,
  ProductContent,
  ShopClosure,
  ShopLine,
  ShopPicture,
  ShopProduct,
  VariantStock,
} from './listings.types.js';

const shop = (slug: string): string => `/seller/${encodeURIComponent(slug)}`;
const one = (slug: string, id: string): string => `${shop(slug)}/products/${encodeURIComponent(id)}`;
const variant = (slug: string, { id, variantId }: VariantPlace): string =>
  `${one(slug, id)}/variants/${encodeURIComponent(variantId)}`;

/** A variant of a product, as an address names it. */
export interface VariantPlace {
  id: string;
  variantId: string;
}

/** What goods of each set must tell and bring. */
export const getListingRules = (api: Backend): Promise<ListingRules> => api.get('/listing-rules');

export const getShopProducts = (
  api: Backend,
  slug: string,
  cursor?: string,
): Promise<{ items: ShopLine[]; nextCursor: string | null }> =>
  api.get(`${shop(slug)}/products`, { query: { cursor } });

/** @throws ApiProblem 404 where the shop has no such product */
export const getShopProduct = (api: Backend, slug: string, id: string): Promise<ShopProduct> =>
  api.get(one(slug, id));

/** The same draft key is the same product. @throws ApiProblem 409 `state_conflict`: a closed shop, or drafts enough */
export const startProduct = (
  api: Backend,
  slug: string,
  draftKey: string,
  content: Partial<ProductContent>,
): Promise<{ id: string; version: number }> =>
  api.send('POST', `${shop(slug)}/products`, { body: { draftKey, content } });

/** @throws ApiProblem 400 by field, 409 `stale_version`, or `state_conflict` while an officer has it */
export const saveProductChange = (
  api: Backend,
  slug: string,
  id: string,
  body: { version: number; content: Partial<ProductContent> },
): Promise<{ version: number }> => api.send('PUT', `${one(slug, id)}/change`, { body });

export const discardProductChange = (api: Backend, slug: string, id: string): Promise<unknown> =>
  api.send('DELETE', `${one(slug, id)}/change`);

/** @throws ApiProblem 400 with what is missing, 409 `stale_version`, `state_conflict` */
export const submitProduct = (
  api: Backend,
  slug: string,
  id: string,
  version: number,
): Promise<{ status: 'submitted' | 'applied' }> =>
  api.send('POST', `${one(slug, id)}/submission`, { body: { version } });

export const takeBackProduct = (api: Backend, slug: string, id: string): Promise<unknown> =>
  api.send('DELETE', `${one(slug, id)}/submission`);

/** @throws ApiProblem 409 `state_conflict`: it would have to wait while an officer has another change */
export const setPrice = (
  api: Backend,
  slug: string,
  place: VariantPlace,
  body: { priceVnd: number } | { kgPriceVnd: number },
): Promise<{ applied: boolean; priceVnd: number }> =>
  api.send('PUT', `${variant(slug, place)}/price`, { body });

export const pauseProduct = (api: Backend, slug: string, id: string): Promise<unknown> =>
  api.send('POST', `${one(slug, id)}/pause`, { body: {} });
export const resumeProduct = (api: Backend, slug: string, id: string): Promise<unknown> =>
  api.send('DELETE', `${one(slug, id)}/pause`);

export const setSeason = (api: Backend, slug: string, id: string, body: object): Promise<unknown> =>
  api.send('PUT', `${one(slug, id)}/season`, { body });
export const endSeason = (api: Backend, slug: string, id: string): Promise<unknown> =>
  api.send('DELETE', `${one(slug, id)}/season`);

/** @throws ApiProblem 413 `too_large`, 415 `unsupported_type`, 409 `pictures_full` */
export function sendPicture(api: Backend, slug: string, file: File): Promise<ShopPicture> {
  const body = new FormData();
  body.append('file', file, file.name);
  return api.send('POST', `${shop(slug)}/pictures`, { body });
}

/** @throws ApiProblem 400 by field, 413 `too_large`, 415 `unsupported_type`, 409 `state_conflict` (papers enough) */
export function sendProductPaper(
  api: Backend,
  slug: string,
  fields: Readonly<Record<string, string>>,
  file: File,
): Promise<{ id: string }> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('file', file, file.name);
  return api.send('POST', `${shop(slug)}/product-papers`, { body });
}
export const removeProductPaper = (api: Backend, slug: string, paper: string): Promise<unknown> =>
  api.send('DELETE', `${shop(slug)}/product-papers/${encodeURIComponent(paper)}`);

export const getVariantStock = (api: Backend, slug: string, place: VariantPlace): Promise<VariantStock> =>
  api.get(`${variant(slug, place)}/stock`);

/** @throws ApiProblem 409 `out_of_stock` (fewer are free), `state_conflict` (below what is promised) */
export const actOnShelf = (
  api: Backend,
  slug: string,
  place: VariantPlace,
  act: 'sold-out' | 'recount' | 'sold-off-floor' | 'received',
  body: object,
): Promise<unknown> => api.send('POST', `${variant(slug, place)}/stock/${act}`, { body });

export const addBatch = (api: Backend, slug: string, place: VariantPlace, body: object): Promise<unknown> =>
  api.send('POST', `${variant(slug, place)}/batches`, { body });
export const correctBatch = (
  api: Backend,
  slug: string,
  place: VariantPlace,
  batch: string,
  body: object,
): Promise<unknown> =>
  api.send('PUT', `${variant(slug, place)}/batches/${encodeURIComponent(batch)}`, { body });

export const getClosures = async (api: Backend, slug: string): Promise<ShopClosure[]> =>
  (await api.get<{ items: ShopClosure[] }>(`${shop(slug)}/closures`)).items;
export const addClosure = (api: Backend, slug: string, body: object): Promise<unknown> =>
  api.send('POST', `${shop(slug)}/closures`, { body });
export const removeClosure = (api: Backend, slug: string, closure: string): Promise<unknown> =>
  api.send('DELETE', `${shop(slug)}/closures/${encodeURIComponent(closure)}`);
