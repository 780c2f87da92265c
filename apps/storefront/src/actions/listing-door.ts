import type { AstroGlobal } from 'astro';
import { getShopProduct } from '../backend/listings.js';
import type { ShopProduct } from '../backend/listings.types.js';
import { orMissing } from '../backend/api.js';
import type { ShopHome } from '../backend/shops.types.js';
import { enterShop } from './shop-door.js';

type Context = Pick<AstroGlobal, 'locals' | 'url' | 'redirect' | 'params' | 'response'>;

/** A shop as its product pages are entered: null where it is nobody's the visitor knows, and whether products are theirs to write. */
export interface ListingDoor {
  shop: Pick<ShopHome, 'slug' | 'name' | 'capacity' | 'status'> | null;
  mine: boolean;
}

/** Enters a shop's product pages, or those of its orders or money; says 404 and 403 where there is nothing to see. */
export async function enterListings(
  context: Context,
  permission: 'listings' | 'orders' | 'money' = 'listings',
): Promise<ListingDoor | Response> {
  const shop = await enterShop(context);
  if (shop instanceof Response) return shop;
  const mine = shop?.permissions.includes(permission) ?? false;
  if (!mine) context.response.status = shop === null ? 404 : 403;
  return { shop, mine };
}

/** The product in the address; null, and 404, where the shop has none such. */
export async function enterProduct(
  context: Context,
): Promise<(ListingDoor & { product: ShopProduct | null }) | Response> {
  const door = await enterListings(context);
  if (door instanceof Response) return door;
  const { slug = '', id = '' } = context.params;
  const known = door.mine && /^[\da-f-]{36}$/i.test(id);
  const product = known ? await orMissing(getShopProduct(context.locals.api, slug, id)) : null;
  if (door.mine && product === null) context.response.status = 404;
  return { ...door, product };
}

/** What a shop goes on writing: its open change, or what buyers read. */
export const contentOf = ({ change, approved }: ShopProduct) => change?.content ?? approved;

/** Whether an officer has it, so that nothing can be written in it. */
export const isLocked = ({ change, publicationStatus }: ShopProduct): boolean =>
  publicationStatus === 'withdrawn' || change?.status === 'submitted' || change?.status === 'checked';
