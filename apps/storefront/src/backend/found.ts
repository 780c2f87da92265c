import type {
  FoundAddressDto,
  FoundGoodsDto,
  FoundGoodsItemDto,
  FoundPartsDto,
  MovedPageDto,
} from '#client/api';
import { orMissing, type Backend } from './api.js';

/** What has pages that search engines keep. */
export type FoundKind = keyof FoundPartsDto;
export type FoundGoods = FoundGoodsItemDto;

/** Where the parts of the sitemap begin, and when each last changed. */
export const getFoundParts = (api: Backend): Promise<FoundPartsDto> => api.get('/found');

export const getFoundAddresses = async (
  api: Backend,
  kind: FoundKind,
  from: string | undefined,
): Promise<FoundAddressDto[]> =>
  (await api.get<{ items: FoundAddressDto[] }>(`/found/pages/${kind}`, { query: { from } })).items;

/** Everything on sale, asked for page by page. */
export async function allGoods(api: Backend): Promise<FoundGoods[]> {
  const all: FoundGoods[] = [];
  let from: string | null | undefined;
  do {
    const page: FoundGoodsDto = await api.get('/found/goods', { query: { from } });
    all.push(...page.items);
    from = page.next;
  } while (from !== null);
  return all;
}

/** Where the page is that once had this slug; null where it is there still, never was, or nobody may open it. */
export const getMovedSlug = async (
  api: Backend,
  kind: 'product' | 'article',
  slug: string,
): Promise<string | null> =>
  (await orMissing(api.get<MovedPageDto>(`/found/moved/${kind}/${encodeURIComponent(slug)}`)))?.slug ?? null;
