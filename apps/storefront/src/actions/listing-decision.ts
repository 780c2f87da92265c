import type { APIContext } from 'astro';
import { ApiProblem } from '../backend/api.js';
import { decideListing, type ListingAct } from '../backend/listing-desk.js';
import { textOf } from './form-text.js';
import { refusalIn } from './shop-door.js';

const ACTS: readonly ListingAct[] = ['check', 'publication', 'return'];

/** A decision that was not taken: which, what was typed, and what is said beside it. */
export interface DecisionState {
  act: ListingAct;
  reasons: string[];
  words: string;
  errors: { reasons?: string; words?: string };
  message: string | null;
  status: number;
}

/** Decides about a product from its page; otherwise what is wrong with the decision. */
export async function takeListingDecision(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  id: string,
  form: FormData,
): Promise<{ done: ListingAct } | DecisionState> {
  const words = t.approval.acts;
  const act = ACTS.find((name) => name === form.get('act')) ?? 'check';
  const version = Number(textOf(form, 'version', 10)) || 1;
  const said = { reasons: form.getAll('reasons').map(String), words: textOf(form, 'words', 2_000) };
  const state: DecisionState = { act, ...said, errors: {}, message: null, status: 422 };
  if (act === 'return' && said.reasons.length === 0) state.errors.reasons = words.errors.reasons;
  if (act === 'return' && said.words === '') state.errors.words = words.errors.words;
  if (Object.keys(state.errors).length > 0) return state;
  try {
    await decideListing(api, id, act, act === 'return' ? { version, ...said } : { version });
    return { done: act };
  } catch (error) {
    state.message = refusalIn(error, words.refusals) ?? words.refused;
    state.status = (error as ApiProblem).status;
    return state;
  }
}
