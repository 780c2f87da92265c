import { CarrierRefused, CarrierUnavailable } from './carrier.js';

/** What came back, whatever it is. */
export type Told = Readonly<Record<string, unknown>>;

export interface CarrierCall {
  url: string;
  method: 'GET' | 'POST';
  headers: Readonly<Record<string, string>>;
  body?: object;
  timeoutSeconds: number;
}

/**
 * Asks a carrier; the answer as an object with its status. A token that is not taken is refused, and everything that is no
 * readable answer is unknown.
 */
export async function callCarrier(call: CarrierCall): Promise<{ status: number; told: Told }> {
  const { url, method, headers, body, timeoutSeconds } = call;
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutSeconds * 1000),
  }).catch(() => {
    throw new CarrierUnavailable('no answer');
  });
  const { status } = response;
  if (status >= 500 || (status >= 300 && status < 400) || status === 429) {
    await response.body?.cancel();
    throw new CarrierUnavailable(`status ${status}`);
  }
  const told: unknown = await response.json().catch(() => null);
  if (status === 401 || status === 403)
    throw new CarrierRefused(wordsOf(told) ?? 'Mã truy cập (token) không còn dùng được');
  if (typeof told !== 'object' || told === null) throw new CarrierUnavailable('an answer that is none');
  return { status, told: told as Told };
}

/** A carrier's own words, for the shop: one line, short enough to be shown. */
export function wordsOf(told: unknown): string | null {
  const words = field(told, 'message') ?? field(told, 'msg');
  if (typeof words !== 'string') return null;
  const plain = words.replaceAll(/[\p{C}<>]/gu, ' ').trim();
  return plain === '' ? null : plain.slice(0, 200);
}

export const field = (told: unknown, name: string): unknown =>
  typeof told === 'object' && told !== null ? (told as Record<string, unknown>)[name] : undefined;

export const textOf = (told: unknown, name: string): string => {
  const value = field(told, name);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** Whole đồng; null where none are told. */
export function vndOf(told: unknown, name: string): number | null {
  const value = field(told, name);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? Math.round(number) : null;
}

/** `+84912345678`, or a shop's as it wrote it → `0912345678`, as carriers take them. */
export const domesticPhone = (phone: string): string => phone.replace(/^\+84/, '0').replaceAll(/\D/g, '');
