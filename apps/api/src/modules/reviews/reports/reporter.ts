import { isEmail } from 'class-validator';
import { isVietnameseMobile, normalizePhone } from '#kernel/phone';
import { fieldProblem } from '../../../platform/http/validation.js';

/** How a guest is reached with the answer. */
export interface GuestContact {
  kind: 'phone' | 'email';
  /** E.164, or the address in lower case. */
  value: string;
}

/** What a guest's contact is hashed from, so that one person has one open report of a subject. */
export const contactText = ({ kind, value }: GuestContact): string => `${kind}:${value}`;

/** Null where nothing was left. @throws Problem validation_failed at `contact` */
export function readGuestContact(typed: string | undefined): GuestContact | null {
  const text = typed?.trim() ?? '';
  if (text === '') return null;
  if (text.includes('@')) {
    const value = text.toLowerCase();
    if (isEmail(value)) return { kind: 'email', value };
  } else {
    const value = normalizePhone(text);
    if (value !== null && isVietnameseMobile(value)) return { kind: 'phone', value };
  }
  throw fieldProblem(
    'contact',
    'bad_contact',
    'Số điện thoại di động hoặc địa chỉ e-mail chưa đúng',
    'Not a mobile phone number or e-mail address we can reach',
  );
}
