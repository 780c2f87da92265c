import type { APIContext } from 'astro';
import { isDay } from '#kernel/time';
import { recordAssessment } from '../backend/certificates.js';
import { NEEDED_SUBJECT, SUBJECT, subjectOf } from './certificate-form.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';

const RESULT = ['assessedOn', 'stars', 'score'] as const;
const FIELDS = [...SUBJECT, ...RESULT, 'reportNumber'] as const;
type AssessmentField = (typeof FIELDS)[number];
export type AssessmentForm = FormPage<AssessmentField>;

export const assessmentForm = (): AssessmentForm =>
  emptyForm(Object.fromEntries(FIELDS.map((name) => [name, ''])) as Record<AssessmentField, string>);

/** Records a council's result below three stars; the form again where it was not taken. */
export async function takeAssessment(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  form: FormData,
): Promise<{ id: string } | AssessmentForm> {
  const page = assessmentForm();
  const { values, errors } = page;
  const words = t.certificates.form;
  for (const name of FIELDS) values[name] = textOf(form, name, 300);
  for (const name of [...(values.productSlug === '' ? NEEDED_SUBJECT : []), ...RESULT])
    if (values[name] === '') errors[name] = words.missing;
  if (values.assessedOn !== '' && !isDay(values.assessedOn)) errors.assessedOn = words.notDay;
  if (values.score !== '' && !/^\d{1,3}([.,]\d)?$/.test(values.score)) errors.score = words.notNumber;
  if (hasErrors(page)) return misfilled(page);
  try {
    return await recordAssessment(api, {
      ...subjectOf(values),
      assessedOn: values.assessedOn,
      stars: Number(values.stars),
      score: Number(values.score.replace(',', '.')),
      reportNumber: values.reportNumber,
    });
  } catch (error) {
    const fields = Object.fromEntries(FIELDS.map((name) => [name, name])) as Record<string, AssessmentField>;
    return refused<AssessmentField>(page, error, t, { fields, words: t.certificates.entry.refusals });
  }
}
