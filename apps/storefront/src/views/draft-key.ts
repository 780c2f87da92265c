import { textOf } from '../actions/form-text.js';

/** Names the draft of a step on a phone: whose it is, of which shop, of which step. */
export function draftKey(accountId: string, slug: string, step: string): string {
  return `${accountId}:${step === 'start' ? '' : slug}:${step}`;
}

/** Whose form this was, while the API is away and cannot say; used for nothing but finding the draft on their phone. */
export function draftOwner(form: FormData): string {
  return /^[\da-f-]{36}$/.exec(textOf(form, 'draftOf'))?.[0] ?? '';
}
