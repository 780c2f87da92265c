import type { APIContext } from 'astro';
import { isDay } from '#kernel/time';
import type { ApiProblem } from '../backend/api.js';
import { chooseColumns, confirmAnnex, sendAnnex, undoAnnex } from '../backend/annexes.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { fileOf, textOf } from './form-text.js';
import { refusalIn } from './shop-door.js';

const DECISION = ['decisionNumber', 'decisionDate', 'issuedBy'] as const;
const FIELDS = [...DECISION, 'file'] as const;
export type AnnexField = (typeof FIELDS)[number];
export type AnnexForm = FormPage<AnnexField>;

type Context = Pick<APIContext, 'locals'>;

export const annexForm = (): AnnexForm =>
  emptyForm({ decisionNumber: '', decisionDate: '', issuedBy: '', file: '' });

/** Sends the file with its decision to be looked at: the import, or the form again with what is wrong. */
export async function takeAnnexFile(
  { locals: { api, t } }: Context,
  form: FormData,
): Promise<{ id: string } | AnnexForm> {
  const page = annexForm();
  for (const name of DECISION) page.values[name] = textOf(form, name, 300);
  for (const name of DECISION) if (page.values[name] === '') page.errors[name] = t.certificates.form.missing;
  const { decisionNumber, decisionDate, issuedBy } = page.values;
  if (decisionDate !== '' && !isDay(decisionDate)) page.errors.decisionDate = t.certificates.form.notDay;
  const file = fileOf(form);
  if (file === null) page.errors.file = t.annexes.noFile;
  if (hasErrors(page) || file === null) return misfilled(page);
  try {
    return await sendAnnex(api, { decisionNumber, decisionDate, issuedBy }, file);
  } catch (error) {
    const fields = Object.fromEntries(FIELDS.map((name) => [name, name])) as Record<string, AnnexField>;
    return refused<AnnexField>(page, error, t, { fields, words: t.annexes.refusals });
  }
}

export type AnnexDone = { done: 'doc' | 'ghi' | 'hoan-tac' };

/** Chooses its columns, takes it into the register, or back out of it. */
export async function decideAnnex(
  { locals: { api, t } }: Context,
  id: string,
  form: FormData,
): Promise<AnnexDone | { message: string; status: number }> {
  const words = t.annexes;
  const act = form.get('act');
  try {
    if (act === 'undo') await undoAnnex(api, id);
    else if (act === 'columns') await chooseColumns(api, id, chosenColumns(form));
    else await confirmAnnex(api, id, act === 'good' ? 'good' : 'all');
    return { done: act === 'undo' ? 'hoan-tac' : act === 'columns' ? 'doc' : 'ghi' };
  } catch (error) {
    const own = act === 'undo' ? { ...words.refusals, state_conflict: words.undoRefused } : words.refusals;
    const message =
      refusalIn(error, { validation_failed: words.columns.twice, ...own }, t.errors.problems) ??
      t.errors.problem;
    return { message, status: (error as ApiProblem).status };
  }
}

const COLUMN = 'cot-';

function chosenColumns(form: FormData): { column: string; at: number }[] {
  return [...form].flatMap(([name, value]) =>
    name.startsWith(COLUMN) && typeof value === 'string' && /^\d{1,3}$/.test(value)
      ? [{ column: name.slice(COLUMN.length), at: Number(value) }]
      : [],
  );
}
