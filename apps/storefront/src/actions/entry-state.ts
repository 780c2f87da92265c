import type { APIContext } from 'astro';
import type { Contact } from '../backend/account.js';
import type { Factor } from '../backend/account.types.js';

const ENTRY = 'floor_entry';
/** As long as the API keeps the second half of a sign-in open. */
const KEPT_SECONDS = 15 * 60;

/**
 * Where somebody is between the first and the last step of an act that takes a code. It lies in a cookie of their own browser, so
 * that a reload or a step back asks for no second code; whoever changes it changes only what they themselves see.
 */
export type EntryState =
  | { step: 'code'; to: Contact; ticket: string }
  | { step: 'second-factor'; challenge: string; factors: readonly Factor[] }
  | { step: 'account'; to: Contact; proof: string }
  /** A number or address that is to become the account's. */
  | { step: 'new-contact'; to: Contact; ticket: string }
  | { step: 'fresh'; to: Contact; ticket: string };

type Context = Pick<APIContext, 'cookies' | 'locals'>;

export function rememberEntry({ cookies, locals }: Context, state: EntryState): void {
  cookies.set(ENTRY, Buffer.from(JSON.stringify(state)).toString('base64url'), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: locals.door.publicOrigin.startsWith('https:'),
    maxAge: KEPT_SECONDS,
  });
}

export function forgetEntry({ cookies }: Context): void {
  cookies.delete(ENTRY, { path: '/' });
}

/** The state, if the browser is at that step. */
export function entryAt<Step extends EntryState['step']>(
  { cookies }: Context,
  step: Step,
): Extract<EntryState, { step: Step }> | null {
  const value = cookies.get(ENTRY)?.value;
  if (value === undefined || value.length > 2_000) return null;
  try {
    const state = JSON.parse(Buffer.from(value, 'base64url').toString()) as unknown;
    return isState(state) && state.step === step ? (state as Extract<EntryState, { step: Step }>) : null;
  } catch {
    return null;
  }
}

function isState(value: unknown): value is EntryState {
  if (typeof value !== 'object' || value === null) return false;
  const { step, to, ticket, proof, challenge, factors } = value as Record<string, unknown>;
  const isText = (text: unknown): boolean => typeof text === 'string' && text.length <= 300;
  if (step === 'second-factor') return isText(challenge) && Array.isArray(factors);
  if (step === 'account') return isContact(to) && isText(proof);
  return ['code', 'new-contact', 'fresh'].includes(String(step)) && isContact(to) && isText(ticket);
}

function isContact(value: unknown): value is Contact {
  if (typeof value !== 'object' || value === null) return false;
  const { phone, email } = value as Record<string, unknown>;
  return typeof phone === 'string' || typeof email === 'string';
}
