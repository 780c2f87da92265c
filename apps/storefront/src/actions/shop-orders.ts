import type { APIContext } from 'astro';
import { carrierNames, type CarrierCode } from '#kernel/carriers';
import { formatVnd } from '#kernel/money';
import type { Pieces, ShopOrder } from '../backend/shop-orders.js';
import { actOnShopOrder } from '../backend/shop-orders.js';
import type { ApiProblem } from '../backend/api.js';
import { textOf } from './form-text.js';
import { refusalIn } from './shop-door.js';
import { vietnamInstant } from './vietnam-instant.js';

/** What is said of an act on an order that was not done, or that only asked something. */
export interface RefusedAct {
  message: string;
  status: number;
  /** The parcel whose form was sent back, and which of its forms. */
  parcel: string;
  form: 'hand-over' | 'ride' | 'arrive' | 'ship' | 'waive' | 'other';
  /** What was typed, by field, and what is wrong with it. */
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
}

/** Where the API's fields stand in the forms. */
const FIELDS: Readonly<Record<string, string>> = {
  'ride.kind': 'rideKind',
  'ride.line': 'rideLine',
  'ride.leavesFrom': 'leavesFrom',
  'ride.leavesAt': 'leavesAt',
  'ride.arrivesTo': 'arrivesTo',
  'ride.arrivesAt': 'arrivesAt',
  'ride.driverPhone': 'driverPhone',
  carrier: 'carrier',
  trackingCode: 'trackingCode',
  pickupCode: 'pickupCode',
  withoutCode: 'withoutCode',
  words: 'waiverWords',
};

/** And in the form of a shipment, whose carrier is chosen. */
const SHIPMENT_FIELDS: Readonly<Record<string, string>> = {
  carrier: 'shipCarrier',
  grams: 'grams',
  lengthCm: 'lengthCm',
  widthCm: 'widthCm',
  heightCm: 'heightCm',
};

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
  const sentBack = { parcel: textOf(form, 'parcel', 40), form: formOf(form), values: valuesOf(form) };
  if (act === null) return { ...sentBack, message: t.shopOrders.wrongNumber, status: 422, errors: {} };
  try {
    const answer = await actOnShopOrder(api, slug, code, act.path, act.body);
    if (form.get('intent') !== 'quote') return null;
    const carrier = carrierNames[textOf(form, 'shipCarrier', 20) as CarrierCode];
    const { feeVnd } = answer as { feeVnd: number };
    return { ...sentBack, message: t.shipments.quoted(carrier, formatVnd(feeVnd)), status: 200, errors: {} };
  } catch (error) {
    const why = (error as { problem?: { reason?: string } }).problem?.reason ?? '';
    const message =
      t.shopOrders.refusals[why] ??
      refusalIn(error, t.shopOrders.refusals, t.carriers.refusals, t.seller.refusals, t.errors.problems) ??
      t.errors.problem;
    const { status, problem } = error as ApiProblem;
    const wrong = (problem.errors ?? []).flatMap(({ path, message: words }) => {
      const field = (sentBack.form === 'ship' ? SHIPMENT_FIELDS : FIELDS)[path];
      return field === undefined ? [] : [[field, words] as const];
    });
    // One field that is wrong says itself what is wrong with it.
    const [only] = wrong;
    const said = wrong.length === 1 && only !== undefined ? only[1] : message;
    return { ...sentBack, message: said, status, errors: Object.fromEntries(wrong) };
  }
}

function formOf(form: FormData): RefusedAct['form'] {
  if (form.has('rideKind')) return 'ride';
  if (form.has('shipCarrier')) return 'ship';
  const intent = form.get('intent');
  return intent === 'hand-over' || intent === 'arrive' || intent === 'waive' ? intent : 'other';
}

/** What was typed into fields that are shown again; a code is typed anew. */
const valuesOf = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...Object.values(FIELDS), ...Object.values(SHIPMENT_FIELDS)]
      .filter((name) => name !== 'pickupCode')
      .map((name) => [name, textOf(form, name, 120)]),
  );

function actOf(form: FormData, pieces: Pieces[]): { path: string; body: object | null } | null {
  const parcel = `parcels/${encodeURIComponent(textOf(form, 'parcel', 40))}`;
  const back = `returns/${encodeURIComponent(textOf(form, 'return', 40))}`;
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
      return {
        path: `${parcel}/arrival`,
        body: { ...some('refused'), ...filled(form, 'pickupCode', 'withoutCode') },
      };
    case 'quote':
      return { path: `${parcel}/shipment-quotes`, body: shipmentOf(form) };
    case 'ship':
      return { path: `${parcel}/shipment`, body: shipmentOf(form) };
    case 'unship':
      return { path: `${parcel}/shipment`, body: null };
    case 'not-fetched':
      return { path: `${parcel}/non-collection`, body: {} };
    case 'take-back':
      return { path: `${parcel}/return`, body: some('writtenOff') };
    case 'return-agree':
      return { path: `${back}/agreement`, body: { goods: 'back' } };
    case 'return-keep':
      return { path: `${back}/agreement`, body: { goods: 'kept' } };
    case 'return-decline':
      return {
        path: `${back}/refusal`,
        body: { reason: textOf(form, 'reason', 30), ...filled(form, 'words') },
      };
    case 'return-back':
      return { path: `${back}/arrival`, body: some('writtenOff') };
    case 'money-came':
      return {
        path: 'receipts',
        body: { key: textOf(form, 'key', 64), amountVnd: Number(textOf(form, 'amount', 13)) },
      };
    case 'end-rest':
      return {
        path: 'parcels/unsent',
        body: { reason: textOf(form, 'reason', 30), ...filled(form, 'words') },
      };
    case 'call': {
      const tries = Number(textOf(form, 'tries', 4));
      return { path: 'calls', body: { outcome: textOf(form, 'outcome', 20), tries } };
    }
    case 'waive':
      return { path: 'go-ahead-waiver', body: { words: textOf(form, 'waiverWords', 300) } };
    case 'cancel':
      return { path: 'cancellation', body: { reason: textOf(form, 'reason', 30), ...filled(form, 'words') } };
    default:
      return null;
  }
}

/** Numbers as they were typed where they are none, so that the API says so. */
function shipmentOf(form: FormData): object {
  const number = (name: string): number | string => {
    const typed = textOf(form, name, 7).replaceAll('.', '');
    return /^\d+$/.test(typed) ? Number(typed) : typed;
  };
  return {
    carrier: textOf(form, 'shipCarrier', 20),
    grams: number('grams'),
    lengthCm: number('lengthCm'),
    widthCm: number('widthCm'),
    heightCm: number('heightCm'),
  };
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
