import { isSealedValue, type SealedValue } from '../../../platform/audit/sealed-value.js';

/**
 * A value of the history as it is shown. `plain` as it was recorded, `opened` a personal value read with its owner's key,
 * `sealed` one that was not opened for this list, `erased` one whose owner had everything about them erased, `none` that
 * there was nothing.
 */
export interface ShownValue {
  state: 'none' | 'plain' | 'opened' | 'sealed' | 'erased';
  /** Null where there is nothing to read. */
  text: string | null;
}

export interface ShownChange {
  /** Dotted, as the record has it: `duty.role`. */
  field: string;
  before: ShownValue;
  after: ShownValue;
}

const NOTHING: ShownValue = { state: 'none', text: null };
/** A text that somebody sealed and nobody said for whom: never to be shown as it stands. */
const SEALED_TEXT = /^v1\.[A-Za-z0-9_-]{38,}$/;

/** What a record changed, field by field, in the order in which they were recorded. */
export function changesOf(
  before: unknown,
  after: unknown,
  open: (value: SealedValue) => ShownValue,
): ShownChange[] {
  const [was, is] = [fieldsOf(before, open), fieldsOf(after, open)];
  const fields = [...new Set([...was.keys(), ...is.keys()])];
  return fields.map((field) => ({
    field,
    before: was.get(field) ?? NOTHING,
    after: is.get(field) ?? NOTHING,
  }));
}

/** Every sealed value in it, to fetch their keys in one go. */
export function sealedValuesIn(value: unknown): SealedValue[] {
  if (isSealedValue(value)) return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(sealedValuesIn);
}

function fieldsOf(
  value: unknown,
  open: (value: SealedValue) => ShownValue,
  path = '',
): Map<string, ShownValue> {
  if (isSealedValue(value)) return new Map([[path, open(value)]]);
  // A list of things is told thing by thing, a list of words in one line.
  const isLine = Array.isArray(value) && value.every((item) => typeof item !== 'object');
  if (isLine || typeof value !== 'object' || value === null)
    return path === '' ? new Map() : new Map([[path, shown(value)]]);
  return new Map(
    Object.entries(value).flatMap(([name, inner]) => [
      ...fieldsOf(inner, open, path === '' ? name : `${path}.${name}`),
    ]),
  );
}

function shown(value: unknown): ShownValue {
  if (value === null || value === undefined) return NOTHING;
  if (typeof value === 'string' && SEALED_TEXT.test(value)) return { state: 'sealed', text: null };
  if (Array.isArray(value)) return { state: 'plain', text: value.map(String).join(', ') };
  return { state: 'plain', text: typeof value === 'string' ? value : JSON.stringify(value) };
}
