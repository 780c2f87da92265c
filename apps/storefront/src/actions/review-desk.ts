import type { APIContext } from 'astro';
import type { HideDto, ShowDto } from '#client/api';
import type { Backend } from '../backend/api.js';
import type { DecisionAct } from '../backend/reviews.js';
import { emptyForm, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';

/** How an officer's decision about a text goes out. */
export type Decide = (
  api: Backend,
  id: string,
  act: DecisionAct,
  body: HideDto | ShowDto,
) => Promise<unknown>;

/** A decision that was not taken, of which review or question. */
export interface DecisionForm extends FormPage<'reason' | 'words'> {
  review: string;
  /** It was about the shop's answer. */
  ofAnswer: boolean;
}

const ACTS: readonly DecisionAct[] = ['hiding', 'answer-hiding', 'answer-showing'];

/** Takes a review or a question off the page, or puts it there: what was done, or the form to show again. */
export async function takeDecision(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  decide: Decide,
  form: FormData,
): Promise<{ done: DecisionAct } | DecisionForm> {
  const act = ACTS.find((known) => known === form.get('act')) ?? 'showing';
  const hides = act === 'hiding' || act === 'answer-hiding';
  const review = textOf(form, 'review', 36);
  const values = { reason: textOf(form, 'reason', 20), words: textOf(form, 'words', 500) };
  const version = Number(textOf(form, 'version', 6));
  const page: DecisionForm = { ...emptyForm(values), review, ofAnswer: act.startsWith('answer-') };
  if (hides && t.reviews.reasons[values.reason] === undefined) {
    page.errors.reason = t.reviews.report.reasonMissing;
    page.status = 422;
    return page;
  }
  const because = {
    reason: values.reason as HideDto['reason'],
    ...(values.words === '' ? {} : { words: values.words }),
  };
  try {
    await decide(api, review, act, hides ? { version, ...because } : { version });
    return { done: act };
  } catch (error) {
    const where = { fields: { reason: 'reason', words: 'words' }, words: t.reviews.desk.refusals } as const;
    return refused(page, error, t, where) as DecisionForm;
  }
}
