import { randomUUID } from 'node:crypto';
import type { APIContext } from 'astro';
import { ApiProblem } from '../backend/api.js';
import { askForReturn } from '../backend/buying.js';
import type { AskedReturn, Order } from '../backend/buying.types.js';
import { takeOrderPictures } from './order-pictures.js';
import { textOf } from './form-text.js';

/** As many as go with one return. */
const MOST_PHOTOS = 5;
const FIELD = 'so-';

/** The field in which so many pieces of a variant are written. */
export const returnField = (variantId: string): string => `${FIELD}${variantId}`;

/** What stands in the form, as typed. */
export interface ReturnValues {
  key: string;
  reason: string;
  words: string;
  bankBin: string;
  accountNumber: string;
  accountName: string;
  /** Pieces by variant. */
  pieces: Readonly<Record<string, string>>;
  /** Pictures that were taken in, by id. */
  photos: readonly string[];
}

/** A form that comes back: with pictures taken in, or with what is wrong. */
export interface ReturnPage {
  values: ReturnValues;
  errors: Readonly<Record<string, string | undefined>>;
  message: string | null;
  status: number;
}

/** The form before anybody wrote into it; of an order of one thing all of it is meant. */
export function freshReturn({ lines }: Pick<Order, 'lines'>): ReturnPage {
  const may = lines.filter(({ returnable }) => returnable > 0);
  const [only] = may;
  const pieces = may.length === 1 && only !== undefined ? { [only.variantId]: String(only.returnable) } : {};
  const empty = { reason: '', words: '', bankBin: '', accountNumber: '', accountName: '' };
  const values = { key: randomUUID(), ...empty, pieces, photos: [] };
  return { values, errors: {}, message: null, status: 200 };
}

/** Takes the pictures in and, unless only they were sent, asks for the return; null where it was asked for. */
export async function takeReturn(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  { order, token }: { order: Order; token: string | undefined },
  form: FormData,
): Promise<ReturnPage | null> {
  const read = valuesOf(form, order);
  const { photos, fault } = await takePhotos({ api, t, order, token }, form, read.photos);
  const values = { ...read, photos };
  const page = (errors: ReturnPage['errors'], status: number, message: string | null = null): ReturnPage => ({
    values,
    errors: { ...(fault === null ? {} : { photos: fault }), ...errors },
    message,
    status,
  });
  if (form.get('intent') === 'photos') return page({}, fault === null ? 200 : 422);
  const errors = errorsOf(values, order, t.returns);
  if (fault !== null || Object.keys(errors).length > 0) return page(errors, 422);
  try {
    await askForReturn(api, order.code, token, bodyOf(values));
    return null;
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status >= 500) throw error;
    if (error.code === 'state_conflict') return page({}, 409, t.returns.late);
    const said = (error.problem.errors ?? []).map(({ path, message }) => [fieldOf(path), message] as const);
    return page(Object.fromEntries(said), error.status, said.length === 0 ? t.errors.problem : null);
  }
}

interface Place {
  api: APIContext['locals']['api'];
  t: APIContext['locals']['t'];
  order: Order;
  token: string | undefined;
}

const takePhotos = (
  { api, t, order, token }: Place,
  form: FormData,
  kept: readonly string[],
): Promise<{ photos: string[]; fault: string | null }> =>
  takeOrderPictures(api, { code: order.code, token, of: 'return-photos' }, form, kept, {
    most: MOST_PHOTOS,
    words: { many: t.returns.photosMany, late: t.returns.late },
  });

function valuesOf(form: FormData, { lines }: Order): ReturnValues {
  const photos = form.getAll('photo').filter((id): id is string => typeof id === 'string');
  return {
    key: textOf(form, 'key', 64),
    reason: textOf(form, 'reason', 30),
    words: textOf(form, 'words', 1_000),
    bankBin: textOf(form, 'bankBin', 6),
    accountNumber: textOf(form, 'accountNumber', 40).replaceAll(/[\s.-]/g, ''),
    accountName: textOf(form, 'accountName', 70),
    pieces: Object.fromEntries(
      lines.map(({ variantId }) => [variantId, textOf(form, returnField(variantId), 5)]),
    ),
    photos: photos.filter((id) => /^[\da-f-]{36}$/.test(id)).slice(0, MOST_PHOTOS),
  };
}

function errorsOf(
  values: ReturnValues,
  { lines, payment }: Order,
  words: Place['t']['returns'],
): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { variantId, returnable } of lines) {
    const typed = values.pieces[variantId] ?? '';
    if (!/^\d{0,3}$/.test(typed) || Number(typed) > returnable)
      errors[returnField(variantId)] = words.whichWrong;
  }
  const first = lines.find(({ returnable }) => returnable > 0);
  if (first !== undefined && Object.keys(errors).length === 0 && bodyOf(values).lines.length === 0)
    errors[returnField(first.variantId)] = words.whichMissing;
  if (words.reasons[values.reason] === undefined) errors['reason'] = words.reasonMissing;
  if (values.words === '') errors['words'] = words.wordsMissing;
  if (values.photos.length === 0) errors['photos'] = words.photosMissing;
  const account = [values.bankBin, values.accountNumber, values.accountName];
  const some = account.some((field) => field !== '');
  if (account.includes('') && (some || payment.method === 'cod')) errors['bankBin'] = words.accountMissing;
  return errors;
}

function bodyOf(values: ReturnValues): AskedReturn {
  const { key, reason, words, photos, bankBin, accountNumber, accountName } = values;
  return {
    key,
    reason: reason as AskedReturn['reason'],
    words,
    photos: [...photos],
    lines: Object.entries(values.pieces)
      .map(([variantId, typed]) => ({ variantId, quantity: Number(typed) }))
      .filter(({ quantity }) => quantity > 0),
    ...(bankBin === '' ? {} : { refundAccount: { bankBin, accountNumber, accountName } }),
  };
}

/** Where the API's fields stand in the form. */
const fieldOf = (path: string): string => {
  if (path.startsWith('lines')) return 'reason';
  if (path === 'refundAccount') return 'bankBin';
  return path.replace('refundAccount.', '').replace(/^photos.*$/, 'photos');
};
