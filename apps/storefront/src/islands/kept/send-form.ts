import { ask, NotSent, type Ask } from './refusals.js';
import type { KeptForm } from './keep.js';

/** A page with its pictures is more than a word, but its HTML alone is a few kilobytes. */
const PATIENCE_MS = 20_000;

/** What came of a form that was answered. */
export interface FormAnswer {
  /** `taken`: saved; `differs`: somebody else saved meanwhile; `refused`: something is wrong in it. */
  came: 'taken' | 'differs' | 'refused';
  /** The page the server would have shown. */
  html: string;
  address: string;
}

/**
 * Posts a kept form as the browser would have, and tells by the answer what came of it: the pages answer a form they took
 * with a redirect or the next thing to type, and one they did not with a refusal that has the form in it as it was typed.
 *
 * @param signIn the path of the page that asks who it is
 * @throws NotSent: no_answer, signed_out
 */
export async function sendForm(
  { action, fields }: Pick<KeptForm, 'action' | 'fields'>,
  signIn: string,
  send: Ask = (...request) => fetch(...request),
): Promise<FormAnswer> {
  const body = new URLSearchParams(fields);
  const answer = await ask(send, action, { method: 'POST', body }, PATIENCE_MS);
  const { status, url: address, redirected } = answer;
  if (status === 401 || (redirected && new URL(address).pathname === signIn)) throw new NotSent('signed_out');
  // After a redirect the form was taken, whatever became of the page that follows.
  if (!redirected && (status >= 500 || status === 408 || status === 429)) throw new NotSent('no_answer');
  const html = await answer.text().catch(() => {
    throw new NotSent('no_answer');
  });
  return {
    came: redirected || status < 400 ? 'taken' : status === 409 ? 'differs' : 'refused',
    html,
    address,
  };
}
