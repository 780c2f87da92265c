import { json, type Reply } from '../gateways/double-http.ts';

/** A shipment as a carrier keeps it. */
export interface Booked {
  carrier: 'ghn' | 'ghtk' | 'viettel_post';
  /** The carrier's own code of it. */
  code: string;
  /** What the shop calls it. */
  clientCode: string;
  /** What it says it collects. */
  cod: number;
  status: string;
  asked: Record<string, unknown>;
}

/** What the double does with the next call; `lost` is done and never answered. */
export type CarrierBehaviour = 'ok' | 'fail' | 'lost' | 'garbled';

/** What all three of them know. */
export const book = { orders: [] as Booked[], faults: [] as string[], next: [] as CarrierBehaviour[] };

export const TOKEN = 'ma-truy-cap-thu-0123456789';
export const FEE = 31_000;

/** Something no right caller does: kept, so that a test can say there was none of it. */
export function wrong(what: string, status: number, body: unknown): Reply {
  book.faults.push(what);
  return json(status, body);
}

type Rule = (value: unknown) => boolean;
export const text =
  (pattern = /\S/): Rule =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
export const whole =
  (min: number, max: number): Rule =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
export const only =
  (...values: unknown[]): Rule =>
  (value) =>
    values.includes(value);

export const listOf =
  (rules: Record<string, Rule>): Rule =>
  (value) =>
    Array.isArray(value) && value.length > 0 && value.every((one) => firstWrong(one, rules) === null);

/** The first field that is missing, is of another kind, or is not in the documents. */
export function firstWrong(
  value: unknown,
  rules: Record<string, Rule>,
  optional: readonly string[] = [],
): string | null {
  if (typeof value !== 'object' || value === null) return 'body';
  const fields = value as Record<string, unknown>;
  const unknown = Object.keys(fields).find((name) => rules[name] === undefined);
  if (unknown !== undefined) return unknown;
  return (
    Object.entries(rules).find(
      ([name, rule]) => !(optional.includes(name) && fields[name] === undefined) && !rule(fields[name]),
    )?.[0] ?? null
  );
}

export const PHONE = /^0\d{9,10}$/;
/** Communes as they are called since 1 July 2025. */
export const COMMUNE = /^(Xã|Phường|Đặc khu) \S/;
/** What any of them knows no such place of. */
export const NOWHERE = 'Xã Không Có';
