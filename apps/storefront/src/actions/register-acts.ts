import type { APIContext } from 'astro';
import type { ApiProblem } from '../backend/api.js';
import {
  confirmImport,
  linkShop,
  previewImport,
  recordCount,
  recordStatus,
  takeBackCount,
  takeBackStatus,
  undoImport,
  unlinkShop,
} from '../backend/register.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { fileOf, textOf } from './form-text.js';
import { refusalIn } from './shop-door.js';

const FIELDS = ['status', 'fromOn', 'members', 'workers', 'countedOn', 'sellerSlug', 'statusId'] as const;
export type ActField = (typeof FIELDS)[number];

/** What an officer records beside the facts of an entry. */
const ACTS = ['status', 'count', 'link', 'unlink', 'take-status', 'take-count'] as const;
export type RegisterAct = (typeof ACTS)[number];

/** An act that was not taken: which, what was typed, and what is said beside it. */
export type ActPage = FormPage<ActField> & { act: RegisterAct };

const NEEDED: Readonly<Record<RegisterAct, readonly ActField[]>> = {
  status: ['status', 'fromOn'],
  count: ['members', 'workers', 'countedOn'],
  link: ['sellerSlug'],
  unlink: [],
  'take-status': ['statusId'],
  'take-count': ['countedOn'],
};

type Context = Pick<APIContext, 'locals'>;

export async function takeRegisterAct(
  { locals: { api, t } }: Context,
  id: string,
  form: FormData,
): Promise<{ done: RegisterAct } | ActPage> {
  const act = ACTS.find((name) => name === form.get('act')) ?? 'status';
  const values = Object.fromEntries(FIELDS.map((name) => [name, textOf(form, name, 200)])) as Record<
    ActField,
    string
  >;
  const page: ActPage = { ...emptyForm(values), act };
  for (const name of NEEDED[act]) if (values[name] === '') page.errors[name] = t.register.form.missing;
  if (act === 'count')
    for (const name of ['members', 'workers'] as const)
      if (values[name] !== '' && !/^\d{1,6}$/.test(values[name]))
        page.errors[name] = t.register.form.notNumber;
  if (hasErrors(page)) return { ...misfilled(page), act };
  const { status, fromOn, members, workers, countedOn, sellerSlug, statusId } = values;
  const run: Readonly<Record<RegisterAct, () => Promise<unknown>>> = {
    status: () => recordStatus(api, id, { status, fromOn }),
    count: () => recordCount(api, id, countedOn, { members: Number(members), workers: Number(workers) }),
    link: () => linkShop(api, id, sellerSlug),
    unlink: () => unlinkShop(api, id),
    'take-status': () => takeBackStatus(api, id, statusId),
    'take-count': () => takeBackCount(api, id, countedOn),
  };
  try {
    await run[act]();
    return { done: act };
  } catch (error) {
    const fields = Object.fromEntries(FIELDS.map((name) => [name, name])) as Record<string, ActField>;
    return { ...refused(page, error, t, { fields, words: t.register.entry.refusals }), act };
  }
}

/** Sends the file to be looked at: the import, or what is said at the field. */
export async function takeImportFile(
  { locals: { api, t } }: Context,
  form: FormData,
): Promise<{ id: string } | { message: string; status: number }> {
  const words = t.register.imports;
  const file = fileOf(form);
  if (file === null) return { message: words.noFile, status: 422 };
  try {
    return { id: (await previewImport(api, file)).id };
  } catch (error) {
    const sentence = refusalIn(error, { too_large: words.tooLarge }, t.errors.problems) ?? t.errors.problem;
    const { status, problem } = error as ApiProblem;
    return { message: problem.errors?.[0]?.message ?? sentence, status };
  }
}

/** Takes an import into the register, or back out of it. */
export async function decideImport(
  { locals: { api, t } }: Context,
  id: string,
  form: FormData,
): Promise<{ done: 'nhap' | 'hoan-tac' } | { message: string; status: number }> {
  const words = t.register.imports;
  const act = form.get('act');
  const isUndo = act === 'undo';
  try {
    if (isUndo) await undoImport(api, id);
    else await confirmImport(api, id, act === 'good' ? 'good' : 'all');
    return { done: isUndo ? 'hoan-tac' : 'nhap' };
  } catch (error) {
    const own = isUndo ? { ...words.refusals, state_conflict: words.undoRefused } : words.refusals;
    const message = refusalIn(error, own, t.errors.problems) ?? t.errors.problem;
    return { message, status: (error as ApiProblem).status };
  }
}
