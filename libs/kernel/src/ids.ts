import { createHash, randomBytes, randomInt } from 'node:crypto';

/**
 * The 23 characters of codes that people read out and type. Left out are 0, 1 and the letters taken for
 * digits or for each other: I and L (1), O and Q (0), B (8), G (6), S (5), Z (2), U (V); and the vowels A
 * and E, so that no code spells a word.
 */
export const PUBLIC_CODE_ALPHABET = 'CDFHJKMNPRTVWXY23456789';

const PUBLIC_CODE_PATTERN = new RegExp(`^[${PUBLIC_CODE_ALPHABET}]{8,12}$`);

const COUNTER_RANGE = 2 ** 34;
let counter = randomInt(COUNTER_RANGE / 2);

/**
 * Ten bytes whose first 34 free bits rise from call to call (RFC 9562, 6.2, method 1), so that ids of one process
 * stand in the order of their making also within a millisecond: two letters of one moment keep their order. The
 * steps are random, or ids would tell how many were made between them; the last 40 bits are random throughout.
 */
function risingTail(): Uint8Array {
  const tail = randomBytes(10);
  counter = (counter + 1 + (tail.readUInt8(0) & 0x0f)) % COUNTER_RANGE;
  tail.writeUInt16BE(Math.floor(counter / 2 ** 22), 0);
  tail.writeUInt8(Math.floor(counter / 2 ** 16) & 0x3f, 2);
  tail.writeUInt16BE(counter & 0xffff, 3);
  return tail;
}

/**
 * A version 7 UUID (RFC 9562): 48 bits of milliseconds since 1970, then 74 bits that rise within the process, so
 * that keys of one table rise with time. Never a secret: it tells when the row was made.
 *
 * @param nowMs milliseconds since 1970, an integer from 0 to 2^48 − 1
 * @param tail at least 10 bytes; rising and then random unless given
 */
export function uuidv7(nowMs: number = Date.now(), tail: Uint8Array = risingTail()): string {
  if (!Number.isInteger(nowMs) || nowMs < 0 || nowMs >= 2 ** 48) {
    throw new RangeError(`Not a millisecond count a UUID can hold: ${nowMs}`);
  }
  if (tail.length < 10) throw new RangeError('A version 7 UUID needs 10 bytes after its time');
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes.set(tail.subarray(0, 10), 6);
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Whether the text is a UUID of any version in the usual spelling, as PostgreSQL would print it. */
export function isUuid(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/**
 * A code for orders and order groups, drawn evenly from `PUBLIC_CODE_ALPHABET` with crypto randomness: no
 * sequence can be seen in it. Ten characters are 4 × 10¹³ codes; a unique index still catches a repeat.
 *
 * @param length 8 to 12; RangeError otherwise
 */
export function publicCode(length = 10): string {
  if (!Number.isInteger(length) || length < 8 || length > 12) {
    throw new RangeError(`A public code has 8 to 12 characters, not ${length}`);
  }
  return Array.from({ length }, () => PUBLIC_CODE_ALPHABET[randomInt(PUBLIC_CODE_ALPHABET.length)]).join('');
}

/** Whether the text has the form of a public code, exactly: capitals, no spaces. */
export function isPublicCode(text: unknown): text is string {
  return typeof text === 'string' && PUBLIC_CODE_PATTERN.test(text);
}

/** A code as a person typed it (`cdfh-jkmn 23`), in the exact form; null when it cannot be one. */
export function parsePublicCode(typed: string): string | null {
  if (typed.length > 40) return null;
  const code = typed.replace(/[\s-]+/g, '').toUpperCase();
  return isPublicCode(code) ? code : null;
}

/** A bearer secret of 256 random bits as 43 base64url characters (carts, order tokens, sessions). */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether the text has the form `randomSecret` gives; anything else need not be looked up. */
export function isSecret(text: unknown): text is string {
  return typeof text === 'string' && /^[A-Za-z0-9_-]{43}$/.test(text);
}

/**
 * What is stored instead of a secret: SHA-256 as 64 lower-case hex digits. A plain hash is enough because
 * the secret has 256 random bits; guessable values (phone numbers, one-time codes) need a keyed HMAC.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}
