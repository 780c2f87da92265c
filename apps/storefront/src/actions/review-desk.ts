import type { APIContext } from 'astro';
import { decideReview } from '../backend/reviews.js';
import { emptyForm, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';

/** A decision that was not taken, of which review. */
export interface DecisionForm extends FormPage<'reason' | 'words'> {
  review: string;
}

/** Takes a review off the page, or puts it there: what was done, or the form to show again. */
export async function takeReviewDecision(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  form: FormData,
): Promise<{ done: 'hiding' | 'showing' } | DecisionForm> {
  const act = form.get('act') === 'hiding' ? 'hiding' : 'showing';
  const review = textOf(form, 'review', 36);
  const values = { reason: textOf(form, 'reason', 20), words: textOf(form, 'words', 500) };
  const version = Number(textOf(form, 'version', 6));
  const page: DecisionForm = { ...emptyForm(values), review };
  if (act === 'hiding' && t.reviews.reasons[values.reason] === undefined) {
    page.errors.reason = t.reviews.report.reasonMissing;
    page.status = 422;
    return page;
  }
  type Hiding = Parameters<typeof decideReview>[3] & { reason?: unknown };
  const because = {
    reason: values.reason as 'other',
    ...(values.words === '' ? {} : { words: values.words }),
  };
  try {
    const body: Hiding = { version, ...(act === 'hiding' ? because : {}) };
    await decideReview(api, review, act, body);
    return { done: act };
  } catch (error) {
    const where = { fields: { reason: 'reason', words: 'words' }, words: t.reviews.desk.refusals } as const;
    return refused(page, error, t, where) as DecisionForm;
  }
}
