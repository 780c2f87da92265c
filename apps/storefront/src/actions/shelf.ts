import type { APIContext } from 'astro';
import { formatInteger } from '#kernel/money';
import type { ApiProblem } from '../backend/api.js';
import { actOnShelf, addBatch, correctBatch, type VariantPlace } from '../backend/listings.js';
import type { Words } from '../i18n/vi.js';
import { dayOf } from './application-form.js';
import { textOf } from './form-text.js';
import { wholeOf } from './listing-numbers.js';
import { refusalIn } from './shop-door.js';

const ACTS = ['sold-out', 'recount', 'sold-off-floor', 'received', 'batch', 'fix-batch'] as const;
export type ShelfAct = (typeof ACTS)[number];

/** What a shelf's page shows again when an act was not done. */
export interface ShelfPage {
  act: ShelfAct;
  /** Of a batch that is put right: which one. */
  batch: string;
  /** What the device calls this tap: pressed again it counts once. */
  key: string;
  values: Record<string, string>;
  errors: Record<string, string>;
  message: string | null;
  status: number;
}

/** Says what is on a shelf, or takes a batch in; what was done, or the page to show again. */
export async function takeShelfAct(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  place: VariantPlace & { slug: string },
  form: FormData,
): Promise<ShelfAct | ShelfPage> {
  const act = ACTS.find((one) => one === form.get('act')) ?? 'recount';
  const key = textOf(form, 'key', 64);
  const batch = textOf(form, 'batch', 40);
  const page: ShelfPage = { act, batch, key, values: {}, errors: {}, message: null, status: 422 };
  const body = act === 'batch' || act === 'fix-batch' ? batchOf(page, form, t) : piecesOf(page, form, t);
  if (Object.keys(page.errors).length > 0) return page;
  const { slug } = place;
  try {
    if (act === 'batch') await addBatch(api, slug, place, { ...body, key, onShelf: form.has('onShelf') });
    else if (act === 'fix-batch') await correctBatch(api, slug, place, batch, body);
    else await actOnShelf(api, slug, place, act, { ...body, key });
    return act;
  } catch (error) {
    return refusedShelf(page, error, t);
  }
}

function piecesOf(page: ShelfPage, form: FormData, t: Words): object {
  if (page.act === 'sold-out') return {};
  const typed = textOf(form, 'pieces', 20);
  page.values['pieces'] = typed;
  const count = wholeOf(typed);
  if (count === null) page.errors['pieces'] = typed === '' ? t.shelf.missing : t.listing.wrong.number;
  return page.act === 'recount' ? { onHand: count } : { quantity: count };
}

function batchOf(page: ShelfPage, form: FormData, t: Words): object {
  const { values, errors } = page;
  for (const name of ['code', 'madeOn', 'expiresOn', 'quantity']) values[name] = textOf(form, name, 60);
  values['onShelf'] = form.has('onShelf') ? 'on' : '';
  const { code = '', madeOn = '', expiresOn = '', quantity = '' } = values;
  const count = wholeOf(quantity);
  if (code === '') errors['code'] = t.listing.wrong.needed;
  if (dayOf(madeOn) === null) errors['madeOn'] = t.listing.wrong.day;
  if (expiresOn !== '' && dayOf(expiresOn) === null) errors['expiresOn'] = t.listing.wrong.day;
  if (count === null) errors['quantity'] = quantity === '' ? t.shelf.missing : t.listing.wrong.number;
  return { code, madeOn: dayOf(madeOn), expiresOn: dayOf(expiresOn), quantity: count };
}

function refusedShelf(page: ShelfPage, error: unknown, t: Words): ShelfPage {
  const sentence = refusalIn(error, t.shelf.refusals, t.seller.refusals) ?? t.seller.refused;
  const { status, problem } = error as ApiProblem;
  const { reserved, available } = problem as { reserved?: number; available?: number };
  for (const { path, message } of problem.errors ?? [])
    page.errors[
      path === 'onHand' || (path === 'quantity' && page.act !== 'batch' && page.act !== 'fix-batch')
        ? 'pieces'
        : path
    ] ??= message;
  if (problem.code === 'state_conflict' && reserved !== undefined)
    page.errors['pieces'] = t.shelf.belowReserved(formatInteger(reserved));
  if (problem.code === 'out_of_stock' && available !== undefined)
    page.errors['pieces'] = t.shelf.tooMany(formatInteger(available));
  if (Object.keys(page.errors).length === 0) page.message = sentence;
  return { ...page, status };
}
