import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * VNPAY signs the parameters in the order of their names, each name and value as in a form, with HMAC-SHA512 under the
 * terminal's secret: 128 hex digits.
 */
export function signParameters(parameters: Readonly<Record<string, string>>, secret: string): string {
  return hmac(encoded(parameters), secret);
}

/** The parameters as a query, signed. */
export function signedQuery(parameters: Readonly<Record<string, string>>, secret: string): string {
  return `${encoded(parameters)}&vnp_SecureHash=${signParameters(parameters, secret)}`;
}

/** Whether VNPAY signed that. What it is told of later than today is signed along: nothing is left out but the hash. */
export function isSigned(parameters: Readonly<Record<string, string>>, secret: string): boolean {
  const { vnp_SecureHash: given = '', vnp_SecureHashType: _type, ...rest } = parameters;
  return same(given, signParameters(rest, secret));
}

/** Requests and answers between machines are signed over their values in a written order, with bars between. */
export const signValues = (values: readonly string[], secret: string): string =>
  hmac(values.join('|'), secret);

export const areSigned = (values: readonly string[], given: string, secret: string): boolean =>
  same(given, signValues(values, secret));

function encoded(parameters: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return new URLSearchParams(sorted).toString();
}

const hmac = (text: string, secret: string): string =>
  createHmac('sha512', secret).update(text, 'utf8').digest('hex');

function same(given: string, made: string): boolean {
  const [a, b] = [Buffer.from(given.toLowerCase()), Buffer.from(made)];
  return a.length === b.length && timingSafeEqual(a, b);
}
