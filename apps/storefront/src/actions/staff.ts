import type { APIContext } from 'astro';
import { parsePhone } from '#kernel/phone';
import type { ApiProblem } from '../backend/api.js';
import type { Commune } from '../backend/catalogue.types.js';
import { askForMandate, assist } from '../backend/staff.js';
import { textOf } from './form-text.js';
import { refusalIn } from './shop-door.js';
import { communeOf } from './start-application.js';

type Context = Pick<APIContext, 'locals'>;

/** What staff type about a cooperative that has nothing yet. */
export interface AssistValues {
  ownerName: string;
  ownerPhone: string;
  kind: string;
  legalName: string;
  name: string;
  commune: string;
}
export type AssistErrors = Partial<Record<Exclude<keyof AssistValues, 'commune'> | 'communeCode', string>>;
export interface AssistPage {
  values: AssistValues;
  errors: AssistErrors;
  message: string | null;
  communeChoices: Commune[];
  status: number;
}

const FIELDS = ['ownerName', 'ownerPhone', 'kind', 'legalName', 'name'] as const;

export const emptyAssist = (): AssistPage => ({
  values: { ownerName: '', ownerPhone: '', kind: '', legalName: '', name: '', commune: '' },
  errors: {},
  message: null,
  communeChoices: [],
  status: 200,
});

/** Sends the owner a code; the application's id, or the page to show again. */
export async function takeAssist({ locals }: Context, form: FormData): Promise<{ id: string } | AssistPage> {
  const { api, t } = locals;
  const words = t.staff.assist.errors;
  const page = emptyAssist();
  const { values, errors } = page;
  for (const name of [...FIELDS, 'commune'] as const) values[name] = textOf(form, name, 200);
  page.status = 422;
  for (const name of FIELDS) if (values[name] === '') errors[name] = words[name] ?? '';
  if (!parsePhone(values.ownerPhone)?.vietnamese) errors.ownerPhone = words['ownerPhone'] ?? '';
  if (!(values.kind in t.common.sellerKinds)) errors.kind = words['kind'] ?? '';
  if (values.commune === '') errors.communeCode = words['communeCode'] ?? '';
  try {
    const communeCode = await communeOf(page, form, api, t.onboarding.fields.communeCode);
    if (Object.keys(errors).length > 0 || communeCode === null) return page;
    const { commune: _, ...body } = values;
    return await assist(api, { ...body, communeCode });
  } catch (error) {
    page.message = refusalIn(error, t.staff.refusals) ?? t.staff.refused;
    const { status, problem } = error as ApiProblem;
    page.status = status;
    for (const { path, message } of problem.errors ?? [])
      if (path === 'communeCode' || FIELDS.some((name) => name === path)) errors[path as 'kind'] ??= message;
    if (Object.keys(errors).length > 0) page.message = null;
    return page;
  }
}

export interface AskPage {
  values: { sellerSlug: string; reason: string };
  errors: { sellerSlug?: string; reason?: string };
  message: string | null;
  status: number;
}

/** Asks a shop for its mandate; null when the code is on its way. */
export async function takeAsk({ locals: { api, t } }: Context, form: FormData): Promise<AskPage | null> {
  const values = { sellerSlug: textOf(form, 'sellerSlug', 120), reason: textOf(form, 'reason', 500) };
  const page: AskPage = { values, errors: {}, message: null, status: 422 };
  const words = t.staff.ask;
  if (values.sellerSlug === '') page.errors.sellerSlug = words.errors['sellerSlug'] ?? '';
  if (values.reason === '') page.errors.reason = words.errors['reason'] ?? '';
  if (Object.keys(page.errors).length > 0) return page;
  try {
    await askForMandate(api, values);
    return null;
  } catch (error) {
    page.message = refusalIn(error, words.refusals, t.staff.refusals) ?? t.staff.refused;
    page.status = (error as ApiProblem).status;
    return page;
  }
}
