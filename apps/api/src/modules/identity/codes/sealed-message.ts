import type { Keyring } from '../../../platform/sealing/keyring.js';
import type { Contact } from '../contact.js';

/** A code's message on its way. In the database it stands sealed, and only until it was sent. */
export interface CodeMessage {
  readonly to: Contact;
  readonly code: string;
  readonly text: string;
}

const placeOf = (codeId: string): string => `one_time_codes.message:${codeId}`;

export function sealMessage(keyring: Keyring, codeId: string, message: CodeMessage): string {
  return keyring.sealPassing(JSON.stringify(message), placeOf(codeId));
}

/** @throws NotSealedHere */
export function openMessage(keyring: Keyring, codeId: string, sealed: string): CodeMessage {
  return JSON.parse(keyring.openPassing(sealed, placeOf(codeId))) as CodeMessage;
}
