import type { APIContext } from 'astro';
import { formatInteger } from '#kernel/money';
import { decideCodTerms, type CodTerms } from '../backend/cod-terms.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';
import { dongOf, wholeOf } from './listing-numbers.js';

/** The numbers of the form, in their order on the page. */
export const codFields = [
  'smallVnd',
  'unknownVnd',
  'refusalsAllowed',
  'askFromVnd',
  'askUnknownFromVnd',
  'askRefusals',
] as const;
type CodField = (typeof codFields)[number];
export type CodPage = FormPage<CodField | 'reason' | 'version'>;

/** The form as the terms stand. `version` goes with it. */
export const codForm = (terms: CodTerms): CodPage =>
  emptyForm({
    smallVnd: formatInteger(terms.smallVnd),
    unknownVnd: formatInteger(terms.unknownVnd),
    refusalsAllowed: formatInteger(terms.refusalsAllowed),
    askFromVnd: formatInteger(terms.askFromVnd),
    askUnknownFromVnd: formatInteger(terms.askUnknownFromVnd),
    askRefusals: formatInteger(terms.askRefusals),
    reason: '',
    version: terms.version ?? '',
  });

/** Decides anew; null once it is done, or the page to show again. */
export async function takeCodTerms(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  form: FormData,
): Promise<CodPage | null> {
  const page: CodPage = emptyForm({
    smallVnd: textOf(form, 'smallVnd', 20),
    unknownVnd: textOf(form, 'unknownVnd', 20),
    refusalsAllowed: textOf(form, 'refusalsAllowed', 20),
    askFromVnd: textOf(form, 'askFromVnd', 20),
    askUnknownFromVnd: textOf(form, 'askUnknownFromVnd', 20),
    askRefusals: textOf(form, 'askRefusals', 20),
    reason: textOf(form, 'reason', 600),
    version: textOf(form, 'version', 36),
  });
  const { values, errors } = page;
  const number = (field: CodField): number => {
    const read = field.endsWith('Vnd') ? dongOf(values[field]) : wholeOf(values[field]);
    if (read === null) errors[field] = field.endsWith('Vnd') ? t.cod.wrongMoney : t.cod.wrongCount;
    return read ?? 0;
  };
  const body = {
    version: values.version === '' ? null : values.version,
    smallVnd: number('smallVnd'),
    unknownVnd: number('unknownVnd'),
    refusalsAllowed: number('refusalsAllowed'),
    askFromVnd: number('askFromVnd'),
    askUnknownFromVnd: number('askUnknownFromVnd'),
    askRefusals: number('askRefusals'),
    reason: values.reason,
  };
  if (values.reason.length < 5) errors.reason = t.cod.wrongReason;
  if (hasErrors(page)) return misfilled(page);
  try {
    await decideCodTerms(api, body);
    return null;
  } catch (error) {
    const fields = Object.fromEntries([...codFields, 'reason' as const].map((field) => [field, field]));
    return refused(page, error, t, { fields, words: t.cod.refusals });
  }
}
