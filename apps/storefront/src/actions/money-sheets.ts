import type { APIContext } from 'astro';
import { ApiProblem } from '../backend/api.js';
import {
  confirmSheet,
  discardSheet,
  nameSheetColumns,
  sendMoneySheet,
  type SheetKind,
} from '../backend/money-sheets.js';
import { MONEY_SHEETS } from '../paths.js';
import { fileOf } from './form-text.js';
import { refusalIn } from './shop-door.js';

type Context = Pick<APIContext, 'locals'>;

export interface SheetRefused {
  message: string;
  status: number;
}

/** Files of money by the word that stands in their address. */
export const sheetKindOf = Object.fromEntries(
  Object.entries(MONEY_SHEETS).map(([kind, word]) => [word, kind]),
) as Readonly<Record<string, SheetKind | undefined>>;

/** Sends a file to be looked at: its id, or why it was not taken. */
export async function takeSheetFile(
  { locals }: Context,
  slug: string,
  kind: SheetKind,
  form: FormData,
): Promise<{ id: string } | SheetRefused> {
  const file = fileOf(form);
  if (file === null) return { message: locals.t.moneySheets.noFile, status: 422 };
  try {
    return { id: (await sendMoneySheet(locals.api, slug, kind, file)).id };
  } catch (error) {
    return refusedBy(error, locals.t);
  }
}

export type SheetDone = { done: 'da-ghi' | 'da-bo' | 'da-doi' };

/** Names the columns of a file, records its lines, or forgets it. */
export async function decideSheet(
  { locals: { api, t } }: Context,
  slug: string,
  id: string,
  form: FormData,
): Promise<SheetDone | SheetRefused> {
  try {
    switch (form.get('act')) {
      case 'columns':
        await nameSheetColumns(api, slug, id, columnsIn(form));
        return { done: 'da-doi' };
      case 'discard':
        await discardSheet(api, slug, id);
        return { done: 'da-bo' };
      default:
        await confirmSheet(api, slug, id, form.get('all') === 'yes');
        return { done: 'da-ghi' };
    }
  } catch (error) {
    return refusedBy(error, t);
  }
}

const COLUMN = 'cot-';

const columnsIn = (form: FormData): Record<string, number> =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      name.startsWith(COLUMN) && typeof value === 'string' && /^\d{1,2}$/.test(value)
        ? [[name.slice(COLUMN.length), Number(value)]]
        : [],
    ),
  );

/** The API's own sentence about the file or its columns, where it has one. */
function refusedBy(error: unknown, t: App.Locals['t']): SheetRefused {
  const words = t.moneySheets;
  const own = error instanceof ApiProblem ? error.problem.errors?.[0]?.message : undefined;
  const message =
    own ?? refusalIn(error, words.refusals, { validation_failed: words.columnsWrong }, t.seller.refusals);
  if (!(error instanceof ApiProblem)) throw error;
  return { message: message ?? t.seller.refused, status: error.status };
}
