import type { APIContext } from 'astro';
import type { Pieces, ShopOrder } from '../backend/shop-orders.js';
import { actOnShopOrder } from '../backend/shop-orders.js';
import { textOf } from './form-text.js';
import { refusalIn } from './shop-door.js';
import { vietnamInstant } from './vietnam-instant.js';

/** What went wrong with an act on an order. */
export interface RefusedAct {
  message: string;
  status: number;
}

const FIELD = 'so-';

/** The field in which so many pieces of a line are written. */
export const piecesField = (lineId: string): string => `${FIELD}${lineId}`;

/** Does what a form of an order asks for; null where it was done. */
export async function takeOrderAct(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  slug: string,
  code: string,
  form: FormData,
): Promise<RefusedAct | null> {
  const pieces = piecesOf(form);
  const act = pieces === null ? null : actOf(form, pieces);
  if (act === null) return { message: t.shopOrders.wrongNumber, status: 422 };
  try {
    await actOnShopOrder(api, slug, code, act.path, act.body);
    return null;
  } catch (error) {
    const message =
      refusalIn(error, t.shopOrders.refusals, t.seller.refusals, t.errors.problems) ?? t.errors.problem;
    return { message, status: (error as { status: number }).status };
  }
}

function actOf(form: FormData, pieces: Pieces[]): { path: string; body: object } | null {
  const parcel = `parcels/${encodeURIComponent(textOf(form, 'parcel', 40))}`;
  const some = (name: string): object => (pieces.length === 0 ? {} : { [name]: pieces });
  switch (form.get('intent')) {
    case 'confirm':
      return { path: 'confirmation', body: {} };
    case 'pack':
      return { path: 'parcels', body: { key: textOf(form, 'key', 64), ...some('lines') } };
    case 'hand-over':
      return {
        path: `${parcel}/hand-over`,
        body: { ...filled(form, 'carrier', 'trackingCode'), ...rideOf(form) },
      };
    case 'arrive':
      return { path: `${parcel}/arrival`, body: some('refused') };
    case 'take-back':
      return { path: `${parcel}/return`, body: some('writtenOff') };
    case 'cancel':
      return { path: 'cancellation', body: { reason: textOf(form, 'reason', 30), ...filled(form, 'words') } };
    default:
      return null;
  }
}

/** The coach or boat, where the form is of one; times as they were typed where they are none, so that the API says so. */
function rideOf(form: FormData): object {
  if (!form.has('rideKind')) return {};
  const instant = (name: string): string => {
    const typed = textOf(form, name, 30);
    return vietnamInstant(typed) ?? typed;
  };
  const arrivesAt = instant('arrivesAt');
  const ride = {
    kind: textOf(form, 'rideKind', 10),
    line: textOf(form, 'rideLine', 60),
    ...filled(form, 'leavesFrom', 'arrivesTo', 'driverPhone'),
    leavesAt: instant('leavesAt'),
    ...(arrivesAt === '' ? {} : { arrivesAt }),
  };
  return { ride };
}

/** Fields that somebody wrote something into. */
function filled(form: FormData, ...names: string[]): object {
  const entries = names.map((name) => [name, textOf(form, name, 300)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

/** Lines with a number above nought; null where something is written that is no number of pieces. */
function piecesOf(form: FormData): Pieces[] | null {
  const typed = [...form.keys()]
    .filter((name) => name.startsWith(FIELD))
    .map((name) => ({ lineId: name.slice(FIELD.length), value: textOf(form, name, 5) }));
  if (typed.some(({ value }) => !/^\d{0,3}$/.test(value))) return null;
  return typed
    .map(({ lineId, value }) => ({ lineId, quantity: Number(value) }))
    .filter(({ quantity }) => quantity > 0);
}

/** The parcel the order's next step is about. */
export const parcelOf = ({
  step,
  parcels,
}: Pick<ShopOrder, 'step'> & { parcels: readonly { id: string; status: string }[] }): string => {
  const status = { hand_over: 'packing', deliver: 'handed_over', take_back: 'refused' }[step as string];
  return parcels.find((parcel) => parcel.status === status)?.id ?? '';
};
