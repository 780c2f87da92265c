import type { APIContext } from 'astro';
import { formatPhone } from '#kernel/phone';
import { getAddresses, getMe } from '../backend/account.js';
import type { SavedAddress } from '../backend/account.types.js';
import type { Commune } from '../backend/catalogue.types.js';
import { emptyCheckout, type CheckoutValues } from './checkout-form.js';

/** Which saved address the checkout is to be filled with: `/dat-hang?dia-chi=…`. */
export const ADDRESS_PARAMETER = 'dia-chi';

type Context = Pick<APIContext, 'locals' | 'url'>;

/** What the checkout of somebody signed in begins with. */
export interface SavedContact {
  addresses: SavedAddress[];
  /** The one the form is filled with; null when there is none. */
  chosen: SavedAddress | null;
  values: CheckoutValues;
}

/** Null for a guest, and while the API cannot say who it is: then the form is simply empty. */
export async function savedContact(
  { locals, url }: Context,
  communes: readonly Commune[],
): Promise<SavedContact | null> {
  const { api } = locals;
  if (!api.session.claims) return null;
  const [addresses, me] = await Promise.all([
    getAddresses(api).catch(() => null),
    getMe(api).catch(() => null),
  ]);
  if (addresses === null || me === null) return null;
  const wanted = url.searchParams.get(ADDRESS_PARAMETER);
  const chosen = addresses.find(({ id }) => id === wanted) ?? addresses[0] ?? null;
  const values = { ...emptyCheckout(), email: me.email ?? '' };
  if (chosen === null)
    return { addresses, chosen, values: { ...values, name: me.name, phone: shown(me.phone) } };
  return { addresses, chosen, values: { ...values, ...filledWith(chosen, communes) } };
}

/** The fields of the form as if the address had been typed. */
export function filledWith(address: SavedAddress, communes: readonly Commune[]): Partial<CheckoutValues> {
  const person = { name: address.name, phone: shown(address.phone) };
  if (address.communeCode === null) {
    const { provinceCode: province, ward, line: otherLine } = address;
    return { ...person, way: 'other', province, ward: ward ?? '', otherLine };
  }
  const commune = communes.find(({ code }) => code === address.communeCode);
  return {
    ...person,
    way: 'ship',
    commune: commune?.name ?? address.commune ?? '',
    communeCode: address.communeCode,
    line: address.line,
  };
}

const shown = (phone: string | null): string => (phone === null ? '' : formatPhone(phone));
