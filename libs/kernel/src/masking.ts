import { formatPhone } from '#kernel/phone';

/** A number of which only the ends can be recognised by whoever knows it: `091••••678`. Anything else is hidden whole. */
export function maskPhone(phone: string): string {
  const digits = formatPhone(phone).replaceAll(' ', '');
  return digits.length < 8
    ? '•••'
    : `${digits.slice(0, 3)}${'•'.repeat(digits.length - 6)}${digits.slice(-3)}`;
}

/** `b•••@example.vn`: the first letter and the provider. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return at < 1 ? '•••' : `${email.slice(0, 1)}•••${email.slice(at)}`;
}
