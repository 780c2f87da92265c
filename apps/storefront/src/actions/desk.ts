import type { APIContext } from 'astro';
import type { ApiProblem } from '../backend/api.js';
import { decide, openSealed, type Act } from '../backend/desk.js';
import { steps } from './application-steps.js';
import { textOf } from './form-text.js';
import { refusalIn } from './shop-door.js';

/** A decision that was not taken: which, what was typed, and what is said beside it. */
export interface ActState {
  act: string;
  values: { reason: string; words: string; when: string; authority: string; items: Record<string, string> };
  errors: Partial<Record<'reason' | 'words' | 'when' | 'authority' | 'items', string>>;
  message: string | null;
  status: number;
}

const acts = ['approve', 'additions', 'refuse', 'suspend', 'lift', 'close', 'reveal'] as const;
/** Every decision against somebody, and every look at what is sealed, says why. */
const ASKS_REASON: ReadonlySet<string> = new Set(['refuse', 'suspend', 'close']);

/** Takes one decision from the page of a shop, or opens what is sealed for one look; otherwise what is wrong. */
export async function takeDecision(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  slug: string,
  form: FormData,
): Promise<{ done: Act } | { opened: Record<string, string> } | ActState> {
  const words = t.desk.acts;
  const act = acts.find((name) => name === form.get('act')) ?? 'approve';
  const items = Object.fromEntries(
    steps
      .map((step) => [step, textOf(form, `item-${step}`, 1_000)] as const)
      .filter(([, text]) => text !== ''),
  );
  const values = {
    reason: textOf(form, 'reason', 60),
    words: textOf(form, 'words', 2_000),
    when: textOf(form, 'when', 20),
    authority: textOf(form, 'authority', 300),
    items,
  };
  const state: ActState = { act, values, errors: {}, message: null, status: 422 };
  const { errors } = state;
  if (ASKS_REASON.has(act) && values.reason === '') errors.reason = words.errors['reason'] ?? '';
  if (ASKS_REASON.has(act) && values.words === '') errors.words = words.errors['words'] ?? '';
  if (act === 'reveal' && values.words === '') errors.words = words.errors['words'] ?? '';
  if (act === 'additions' && Object.keys(items).length === 0) errors.items = words.errors['items'] ?? '';
  if (act === 'suspend' && values.when === '') errors.when = words.errors['when'] ?? '';
  if (act === 'suspend' && values.when === 'at_once' && values.authority === '')
    errors.authority = words.errors['authority'] ?? '';
  if (Object.keys(errors).length > 0) return state;
  try {
    if (act === 'reveal') return { opened: await openSealed(api, slug, values.words) };
    await decide(api, slug, act, values);
    return { done: act };
  } catch (error) {
    state.message = refusalIn(error, words.refusals) ?? words.refused;
    state.status = (error as ApiProblem).status;
    return state;
  }
}
