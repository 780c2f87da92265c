import { createHash } from 'node:crypto';

/** What JSON can say. Properties that are `undefined` count as absent. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * The one spelling of a JSON value: object keys in code unit order at every level, no spaces, absent and
 * `undefined` properties alike. Arrays keep their order, which means something. TypeError for what JSON
 * cannot say (bigint, NaN, dates, functions…), so that nothing drops out of a digest silently.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`Not a JSON number: ${value}`);
    return JSON.stringify(value);
  }
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && isPlainObject(value)) {
    const members = Object.keys(value)
      .sort()
      .flatMap((key) => {
        const member = value[key];
        return member === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(member)}`];
      });
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`Not a JSON value: ${typeof value}`);
}

/**
 * A short name for exactly these contents: SHA-256 of the canonical JSON as 43 base64url characters. Serves
 * as the quote token (lines, prices, stars, certificates, fees, discounts the buyer agreed to) and to tell
 * whether a repeated request has the same body. No secret: whoever knows the contents can compute it.
 */
export function contentDigest(value: Json): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('base64url');
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
