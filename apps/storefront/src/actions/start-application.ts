import type { APIContext } from 'astro';
import { ApiProblem } from '../backend/api.js';
import type { Commune } from '../backend/catalogue.types.js';
import { startApplication } from '../backend/shops.js';
import { findCommune } from './find-commune.js';
import { textOf } from './form-text.js';
import { refusalIn } from './shop-door.js';

/** The four answers a shop begins with, as typed. */
export interface StartValues {
  kind: string;
  legalName: string;
  name: string;
  commune: string;
}
export interface StartPage {
  values: StartValues;
  errors: Partial<Record<'kind' | 'legalName' | 'name' | 'communeCode', string>>;
  message: string | null;
  communeChoices: Commune[];
  status: number;
}

export const emptyStart = (): StartPage => ({
  values: { kind: '', legalName: '', name: '', commune: '' },
  errors: {},
  message: null,
  communeChoices: [],
  status: 200,
});

/** Begins an application; the new shop's address, or the page to show again. */
export async function takeStart(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  form: FormData,
): Promise<{ slug: string } | StartPage> {
  const page = emptyStart();
  const { values, errors } = page;
  for (const name of ['kind', 'legalName', 'name', 'commune'] as const)
    values[name] = textOf(form, name, 200);
  const words = t.onboarding.fields;
  page.status = 422;
  if (!(values.kind in t.common.sellerKinds)) errors.kind = words.kind.missing;
  if (values.legalName === '') errors.legalName = words.legalName.missing;
  if (values.name === '') errors.name = words.name.missing;
  if (values.commune === '') errors.communeCode = words.communeCode.missing;
  try {
    const communeCode = await communeOf(page, form, api, words.communeCode);
    if (Object.keys(errors).length > 0 || communeCode === null) return page;
    const { kind, legalName, name } = values;
    return await startApplication(api, { kind, legalName, name, communeCode });
  } catch (error) {
    const sentence = refusalIn(error, t.seller.refusals);
    const { status, problem } = error as ApiProblem;
    page.status = status;
    for (const { path, message } of problem.errors ?? [])
      if (path === 'kind' || path === 'legalName' || path === 'name' || path === 'communeCode')
        errors[path] ??= message;
    if (status === 401) page.message = t.onboarding.signInAgain;
    else if (Object.keys(errors).length === 0) page.message = sentence ?? t.seller.refused;
    return page;
  }
}

/** What the typed commune means; says so on the page where that is not clear. */
export async function communeOf(
  page: { values: { commune: string }; errors: { communeCode?: string }; communeChoices: Commune[] },
  form: FormData,
  api: App.Locals['api'],
  words: { unknown: string; several: string },
): Promise<string | null> {
  const { commune: typed } = page.values;
  if (typed === '') return null;
  const picked = textOf(form, 'communeFor') === typed ? textOf(form, 'communePicked', 5) : '';
  const found = await findCommune(api, typed, picked);
  if (found.kind === 'one') {
    page.values.commune = found.commune.name;
    return found.commune.code;
  }
  page.communeChoices = found.kind === 'several' ? found.communes : [];
  page.errors.communeCode = found.kind === 'several' ? words.several : words.unknown;
  return null;
}
