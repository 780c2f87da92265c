import { isEmail } from 'class-validator';
import { isVietnameseMobile, normalizePhone } from '#kernel/phone';
import { fieldProblem } from '../../platform/http/validation.js';
import type { Problem } from '../../platform/http/problem.js';

/** A phone number or an e-mail address by which a person is reached and known. */
export interface Contact {
  readonly kind: 'phone' | 'email';
  /** E.164, or the address in lower case. */
  readonly value: string;
}

const BAD_PHONE = (): Problem =>
  fieldProblem(
    'phone',
    'bad_phone',
    'Số điện thoại di động chưa đúng',
    'Not a mobile phone number we can reach',
  );
const BAD_EMAIL = (): Problem =>
  fieldProblem('email', 'bad_email', 'Địa chỉ e-mail chưa đúng', 'Not a valid e-mail address');

/**
 * Reads the phone number or the e-mail address of a form, whichever was filled in. Accounts take Vietnamese mobiles
 * only: codes go there at the floor's cost.
 *
 * @throws Problem validation_failed beside the field
 */
export function readContact({ phone, email }: { phone?: string; email?: string }): Contact {
  if (phone !== undefined && phone.trim() !== '') {
    const e164 = normalizePhone(phone);
    if (e164 === null || !isVietnameseMobile(e164)) throw BAD_PHONE();
    return { kind: 'phone', value: e164 };
  }
  const address = email?.trim().toLowerCase() ?? '';
  if (address === '')
    throw fieldProblem('phone', 'required', 'Mời nhập số điện thoại', 'A phone number is required');
  if (address.length > 254 || !isEmail(address)) throw BAD_EMAIL();
  return { kind: 'email', value: address };
}
