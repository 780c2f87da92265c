import type { APIContext } from 'astro';
import { addClosure, removeClosure } from '../backend/listings.js';
import { dayOf } from './application-form.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';

export type ClosureField = 'fromOn' | 'untilOn' | 'reason' | 'note';

export const emptyClosure = (): FormPage<ClosureField> =>
  emptyForm({ fromOn: '', untilOn: '', reason: '', note: '' });

/** Closes a shop for some days, or opens it again on them. */
export async function takeClosure(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  slug: string,
  form: FormData,
): Promise<'da-luu' | 'da-bo' | FormPage<ClosureField>> {
  const page = emptyClosure();
  const words = { ...t.seller.refusals, ...t.closures.refusals };
  try {
    if (form.get('act') === 'remove') {
      await removeClosure(api, slug, textOf(form, 'closure', 40));
      return 'da-bo';
    }
    const { values, errors } = page;
    for (const name of ['fromOn', 'untilOn', 'reason', 'note'] as const)
      values[name] = textOf(form, name, 200);
    const fromOn = dayOf(values.fromOn);
    // One day off is written once.
    const untilOn = values.untilOn === '' ? fromOn : dayOf(values.untilOn);
    if (fromOn === null) errors.fromOn = t.listing.wrong.day;
    if (values.untilOn !== '' && untilOn === null) errors.untilOn = t.listing.wrong.day;
    if (values.reason === '') errors.reason = t.listing.wrong.choose;
    if (hasErrors(page)) return misfilled(page);
    await addClosure(api, slug, { fromOn, untilOn, reason: values.reason, note: values.note });
    return 'da-luu';
  } catch (error) {
    const fields = { fromOn: 'fromOn', untilOn: 'untilOn', reason: 'reason', note: 'note' } as const;
    return refused(page, error, t, { fields, words });
  }
}
