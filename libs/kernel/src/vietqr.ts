import { toBankText } from '#kernel/text';

/**
 * VietQR payment codes: the NAPAS profile of the EMVCo merchant-presented QR specification. Every field is a
 * two-digit id, a two-digit length in characters and the value; the whole is ASCII and ends in a checksum.
 */

const NAPAS_AID = 'A000000727';
const SERVICE_CODES = { account: 'QRIBFTTA', card: 'QRIBFTTC' } as const;
const CURRENCY_VND = '704';

/** Some banking apps cut the remark after this many characters, so nothing longer is sent. */
export const MAX_PURPOSE_LENGTH = 25;
const MAX_ACCOUNT_LENGTH = 19;
const MAX_AMOUNT_DIGITS = 13;
const MAX_BILL_NUMBER_LENGTH = 25;

/** What a VietQR says. Without `amountVnd` it is static (reusable), with it dynamic (one payment). */
export interface VietQr {
  /** Six-digit bank identification number. */
  bin: string;
  /** Account (or card) number, 1–19 letters and digits. */
  account: string;
  /** Transfer to an account (the default) or to a card. */
  service?: 'account' | 'card' | undefined;
  /** Whole đồng, 1 to 13 digits, more than 0. */
  amountVnd?: number | undefined;
  /** Remark of the transfer, at most 25 characters once folded to ASCII. */
  purpose?: string | undefined;
  /** Bill number (field 62.01), letters and digits. */
  billNumber?: string | undefined;
}

/** What a scanned payload was found to say. */
export interface ParsedVietQr extends VietQr {
  initiation: 'static' | 'dynamic';
  service: 'account' | 'card';
}

/** The payload or the values meant for one break the specification; the message says which and how. */
export class VietQrError extends Error {
  override readonly name = 'VietQrError';
}

/**
 * The payload to draw as a QR code. The purpose is folded to ASCII letters, digits and spaces first:
 * lengths count characters and checksums bytes, so anything beyond ASCII would be read differently by
 * different banks. Throws VietQrError.
 */
export function buildVietQr(qr: VietQr): string {
  check(/^\d{6}$/.test(qr.bin), 'the bank identification number has 6 digits');
  check(
    new RegExp(`^[A-Za-z0-9]{1,${MAX_ACCOUNT_LENGTH}}$`).test(qr.account),
    `the account number has 1 to ${MAX_ACCOUNT_LENGTH} letters and digits`,
  );
  const beneficiary = field('00', qr.bin) + field('01', qr.account);
  const merchant =
    field('00', NAPAS_AID) + field('01', beneficiary) + field('02', SERVICE_CODES[qr.service ?? 'account']);
  const amount = qr.amountVnd === undefined ? '' : amountDigits(qr.amountVnd);
  const body = [
    field('00', '01'),
    field('01', amount ? '12' : '11'),
    field('38', merchant),
    field('53', CURRENCY_VND),
    amount && field('54', amount),
    field('58', 'VN'),
    additionalData(qr),
    '6304',
  ].join('');
  return body + crc16(body);
}

function additionalData(qr: VietQr): string {
  const bill = qr.billNumber ?? '';
  check(
    /^[A-Za-z0-9]*$/.test(bill) && bill.length <= MAX_BILL_NUMBER_LENGTH,
    `the bill number has at most ${MAX_BILL_NUMBER_LENGTH} letters and digits`,
  );
  const purpose = toBankText(qr.purpose ?? '');
  check(purpose.length <= MAX_PURPOSE_LENGTH, `the purpose has at most ${MAX_PURPOSE_LENGTH} characters`);
  const data = (bill && field('01', bill)) + (purpose && field('08', purpose));
  return data && field('62', data);
}

function amountDigits(amountVnd: number): string {
  const digits = String(amountVnd);
  check(
    Number.isSafeInteger(amountVnd) && amountVnd > 0 && digits.length <= MAX_AMOUNT_DIGITS,
    `the amount is whole đồng of 1 to ${MAX_AMOUNT_DIGITS} digits, more than 0`,
  );
  return digits;
}

/**
 * Reads a payload back, refusing with VietQrError whatever is not an intact VietQR in đồng: broken lengths,
 * repeated fields, a wrong checksum, another network, another currency. Fields it does not know are ignored,
 * as the EMVCo specification asks.
 */
export function parseVietQr(payload: string): ParsedVietQr {
  check(/^[\x20-\x7e]{1,512}$/.test(payload), 'the payload is printable ASCII of at most 512 characters');
  check(payload.slice(-8, -4) === '6304', 'the payload ends in a checksum field');
  const found = payload.slice(-4);
  const expected = crc16(payload.slice(0, -4));
  check(found === expected, `the checksum is ${found}, computed ${expected}`);

  const fields = readFields(payload);
  check(fields.get('00') === '01', 'field 00 is 01');
  const initiation = { '11': 'static', '12': 'dynamic' }[fields.get('01') ?? ''];
  check(initiation === 'static' || initiation === 'dynamic', 'field 01 is 11 or 12');
  check(fields.get('53') === CURRENCY_VND, 'the currency is 704, đồng');
  check(fields.get('58') === 'VN', 'the country is VN');

  const merchant = readFields(required(fields, '38'));
  check(merchant.get('00') === NAPAS_AID, `the application is ${NAPAS_AID}`);
  const beneficiary = readFields(required(merchant, '01'));
  const additional = readFields(fields.get('62') ?? '');
  const service = required(merchant, '02');
  check(service === SERVICE_CODES.account || service === SERVICE_CODES.card, 'the service is a transfer');
  const bin = required(beneficiary, '00');
  check(/^\d{6}$/.test(bin), 'the bank identification number has 6 digits');
  return {
    initiation,
    bin,
    account: required(beneficiary, '01'),
    service: service === SERVICE_CODES.card ? 'card' : 'account',
    amountVnd: readAmount(fields.get('54')),
    purpose: additional.get('08'),
    billNumber: additional.get('01'),
  };
}

function readAmount(digits: string | undefined): number | undefined {
  if (digits === undefined) return undefined;
  check(/^[1-9]\d{0,12}$/.test(digits), 'the amount is whole đồng without separators');
  return Number(digits);
}

function readFields(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (let at = 0; at < text.length;) {
    const header = text.slice(at, at + 4);
    check(/^\d{4}$/.test(header), `a field begins at ${at} with id and length`);
    const id = header.slice(0, 2);
    const value = text.slice(at + 4, at + 4 + Number(header.slice(2)));
    check(value.length === Number(header.slice(2)), `field ${id} is as long as it says`);
    check(!fields.has(id), `field ${id} stands once`);
    fields.set(id, value);
    at += 4 + value.length;
  }
  return fields;
}

function required(fields: Map<string, string>, id: string): string {
  const value = fields.get(id);
  check(value !== undefined && value !== '', `field ${id} is present`);
  return value;
}

function field(id: string, value: string): string {
  check(value.length <= 99, `field ${id} has at most 99 characters`);
  return id + String(value.length).padStart(2, '0') + value;
}

function check(condition: boolean, expectation: string): asserts condition {
  if (!condition) throw new VietQrError(`Not a VietQR: expected that ${expectation}`);
}

/**
 * CRC-16/CCITT-FALSE over the bytes of an ASCII text, as four capital hex digits: polynomial 0x1021, start
 * 0xFFFF, nothing reflected, no final xor. Its check value for `123456789` is `29B1`.
 */
export function crc16(ascii: string): string {
  let crc = 0xffff;
  for (let i = 0; i < ascii.length; i += 1) {
    crc ^= (ascii.charCodeAt(i) & 0xff) << 8;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
    }
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
