import type { APIContext } from 'astro';
import { askVisit } from '../backend/visits.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';

export type VisitField = 'day' | 'people' | 'name' | 'phone' | 'words';

const MOST_PEOPLE = 200;

export const emptyVisit = (): FormPage<VisitField> =>
  emptyForm({ day: '', people: '2', name: '', phone: '', words: '' });

/** Asks a point for a visit: where whoever asked comes back to it, or the form to show again. */
export async function takeVisit(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  point: string,
  sent: FormData,
): Promise<{ id: string; token: string } | FormPage<VisitField>> {
  const page = emptyForm<VisitField>({
    day: textOf(sent, 'day', 10),
    people: textOf(sent, 'people', 3),
    name: textOf(sent, 'name', 120),
    phone: textOf(sent, 'phone', 30),
    words: textOf(sent, 'words', 500),
  });
  const { missing, refusals } = t.visits;
  for (const name of ['day', 'name', 'phone'] as const)
    if (page.values[name] === '') page.errors[name] = missing[name];
  const { words, ...rest } = page.values;
  const people = Number(rest.people);
  if (!/^\d+$/.test(rest.people) || people < 1 || people > MOST_PEOPLE) page.errors.people = missing.people;
  if (hasErrors(page)) return misfilled(page);
  try {
    return await askVisit(api, point, { ...rest, people, ...(words === '' ? {} : { words }) });
  } catch (error) {
    const fields = { day: 'day', people: 'people', name: 'name', phone: 'phone', words: 'words' } as const;
    return refused(page, error, t, { fields, words: refusals });
  }
}
