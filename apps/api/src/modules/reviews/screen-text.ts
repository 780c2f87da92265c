import { screenText } from '../catalogue/index.js';
import { Problem } from '../../platform/http/problem.js';
import { fieldProblem } from '../../platform/http/validation.js';

/** Numbers that are called: nine digits or more behind 0 or +84, however they are parted. */
const PHONE = /(?:\+?84|0)(?:[\s.\-()]*\d){8,10}/;
const MAIL = /[^\s@]+@[^\s@]+\.[a-z]{2,}/i;
const LINK =
  /https?:|www\.|\b(?:zalo|facebook|fb|shopee|lazada|tiktok)\s*\.\s*(?:me|com|vn)\b|\b[\w-]+\.(?:com|vn|net|org|shop|store)\b/i;

/**
 * What strangers write for all to read: no way to reach anybody stands in it, whoever writes (Law 91/2025; and what is
 * sold past the floor has no rights). Words that an advertisement may not use are marked for an officer.
 *
 * @param path the field that is told what is wrong
 * @returns phrases that an officer looks at before anybody reads the text
 * @throws Problem validation_failed (`contact_details`)
 */
export function screenPublicText(path: string, text: string): string[] {
  const plain = text.normalize('NFKC');
  if (PHONE.test(plain) || MAIL.test(plain) || LINK.test(plain)) throw contactDetails(path);
  return [...new Set(screenText(text).map(({ phrase }) => phrase.slice(0, 80)))].slice(0, 20);
}

const contactDetails = (path: string): Problem =>
  fieldProblem(
    path,
    'contact_details',
    'Bỏ số điện thoại, thư điện tử và đường dẫn: ai cũng đọc được chỗ này',
    'Leave out phone numbers, e-mail addresses and links: everybody can read this',
  );
