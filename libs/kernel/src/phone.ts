/**
 * Telephone numbers of buyers. Inside the floor a number is always E.164 (`+84912345678`), so that the same
 * person typed differently is the same text.
 */

/** A number in E.164 and whether it is a Vietnamese mobile; others can be reached by card or wallet only. */
export interface Phone {
  e164: string;
  vietnamese: boolean;
}

const MAX_TYPED_LENGTH = 30;

/**
 * Reads what a person typed: a Vietnamese mobile as `0[35789]` and eight digits (the ten-digit plan in force
 * since 15/9/2018) or the same with `+84`; any other country as E.164 with `+` and 7 to 15 digits. Spaces,
 * dots, hyphens and brackets between the digits are ignored. Null for everything else, also for Vietnamese
 * landlines, which take no message.
 */
export function parsePhone(typed: string): Phone | null {
  if (typed.length > MAX_TYPED_LENGTH || !/^\s*\(?\+?\d[\d\s().-]*$/.test(typed)) return null;
  const compact = typed.replace(/[\s().-]/g, '');
  const mobile = /^(?:0|\+84)([35789]\d{8})$/.exec(compact)?.[1];
  if (mobile !== undefined) return { e164: `+84${mobile}`, vietnamese: true };
  if (!/^\+[1-9]\d{6,14}$/.test(compact) || compact.startsWith('+84')) return null;
  return { e164: compact, vietnamese: false };
}

/** The E.164 form of what was typed, or null when it is no number the floor takes. */
export function normalizePhone(typed: string): string | null {
  return parsePhone(typed)?.e164 ?? null;
}

/** Whether a number in E.164 is a Vietnamese mobile. */
export function isVietnameseMobile(e164: string): boolean {
  return /^\+84[35789]\d{8}$/.test(e164);
}

/**
 * A number as people in Vietnam read it: `0912 345 678`, a landline of Cà Mau `0290 3831 234`. Foreign
 * numbers stay in E.164; anything else comes back as it is.
 */
export function formatPhone(phone: string): string {
  const national = phone.replace(/^\+84(?=\d{9,10}$)/, '0');
  const mobile = /^(0[35789]\d{2})(\d{3})(\d{3})$/.exec(national);
  if (mobile) return mobile.slice(1).join(' ');
  const landline = /^(02\d{2})(\d{3,4})(\d{3,4})$/.exec(national);
  return landline ? landline.slice(1).join(' ') : phone;
}
