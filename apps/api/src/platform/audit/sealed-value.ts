import type { DataKey } from '../sealing/data-keys.js';

/** Where a personal value stands in the history; it opens nowhere else. */
export const PLACE_IN_HISTORY = 'audit_records.value';

/** A personal value as `before` and `after` carry it: sealed with the key of whom it is about. */
export interface SealedValue {
  readonly sealed: string;
  /** Whose key opens it: an account, a shop. */
  readonly of: string;
}

/** Seals a personal value for the history. Erasing the person makes it unreadable there too. */
export function sealedForHistory(key: DataKey, value: string): SealedValue {
  return { sealed: key.seal(value, PLACE_IN_HISTORY), of: key.subjectId };
}

export function isSealedValue(value: unknown): value is SealedValue {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 2) return false;
  const { sealed, of } = value as Record<string, unknown>;
  return typeof sealed === 'string' && typeof of === 'string';
}
