import { foldVietnamese } from '#kernel/text';
import { readDataFile } from '../../../platform/data/data-files.js';
import { fieldProblem } from '../../../platform/http/validation.js';

/** NIST SP 800-63B-4: length matters, rules of composition do not. 128 keeps hashing cheap for whoever sends novels. */
const SHORTEST = 10;
const LONGEST = 128;
/** A common word shorter than this says nothing about a password of ten characters. */
const SHORTEST_COMMON = 6;
/** A name shorter than this stands in too many words. */
const SHORTEST_OWN = 6;

/** The form in which a password is hashed and compared: what two keyboards spell differently is one text. */
export const normalisePassword = (typed: string): string => typed.normalize('NFKC');

/**
 * Refuses a new password that is too short or long, among the common ones, or made of what everybody knows of its owner.
 *
 * @param known name, phone in E.164, e-mail address
 * @throws Problem validation_failed, `password`: too_short, too_long, about_owner, too_common
 */
export async function demandGoodPassword(typed: string, known: readonly (string | null)[]): Promise<void> {
  const password = normalisePassword(typed);
  const length = [...password].length;
  if (length < SHORTEST)
    throw refused('too_short', `Mật khẩu cần ít nhất ${SHORTEST} ký tự`, `At least ${SHORTEST} characters`);
  if (length > LONGEST)
    throw refused('too_long', `Mật khẩu dài quá ${LONGEST} ký tự`, `At most ${LONGEST} characters`);
  const plain = fold(password);
  if (known.some((text) => text !== null && isAbout(plain, text)))
    throw refused(
      'about_owner',
      'Mật khẩu không nên chứa tên, số điện thoại hay e-mail của bạn',
      'Contains your own name, phone or e-mail',
    );
  if (isMonotonous(password) || (await isCommon(plain)))
    throw refused(
      'too_common',
      'Mật khẩu này nhiều người dùng nên dễ bị đoán, mời chọn mật khẩu khác',
      'Too common; choose another one',
    );
}

const refused = (code: string, vi: string, en: string): Error => fieldProblem('password', code, vi, en);

const fold = (text: string): string => foldVietnamese(text).replaceAll(' ', '');

/** Whether the password is little more than a name, a number in either spelling, or the part of an address before the @. */
function isAbout(plain: string, known: string): boolean {
  const spellings = [known.replace(/^\+84/, '0'), known.replace(/^\+/, ''), known.split('@')[0] ?? ''];
  return spellings.map(fold).some((own) => own.length >= SHORTEST_OWN && plain.includes(own));
}

/** One or two characters over and over, or a run of digits. */
function isMonotonous(password: string): boolean {
  const runs = ['01234567890123456789', '98765432109876543210'];
  return new Set(password).size <= 2 || runs.some((run) => run.includes(password));
}

let common: Promise<ReadonlySet<string>> | undefined;

/** A common word, also with up to six digits hung on to it or written twice. */
async function isCommon(plain: string): Promise<boolean> {
  common ??= readCommon();
  const words = await common;
  const bare = plain.replace(/\d{1,6}$/, '');
  const half = plain.slice(0, plain.length / 2);
  return (
    words.has(plain) ||
    (bare.length >= SHORTEST_COMMON && words.has(bare)) ||
    (plain === half + half && words.has(half))
  );
}

/** 49,000 words from abroad and those of Vietnam; a few megabytes that only a process in which somebody chooses a password holds. */
async function readCommon(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  const here = readDataFile<{ passwords: string[] }>('programme/common-passwords-vi.json').passwords;
  const words = [...here, ...dictionary['passwords-common']].map(fold);
  return new Set(words.filter((word) => word.length >= SHORTEST_COMMON));
}
