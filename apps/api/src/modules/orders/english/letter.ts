import { formatPhone } from '#kernel/phone';
import type { NoticeWords } from '../events/buyer-notice.js';

/** Whom a letter is for, and where the purchase is. */
interface Reader {
  name: string;
  link: string;
  shopPhone: string;
}

/** The usual letter of an order: whom it is for, what happened, whom to ask. */
export function letter(
  { name, link, shopPhone }: Reader,
  { subject, lines, short }: { subject: string; lines: readonly string[]; short: string },
): NoticeWords {
  const ask = `Questions for the seller: ${formatPhone(shopPhone)}. Your order: ${link}`;
  return {
    subject,
    text: [`Dear ${name},`, '', ...lines, '', ask, ''].join('\n'),
    short: `${short} ${link}`,
  };
}
