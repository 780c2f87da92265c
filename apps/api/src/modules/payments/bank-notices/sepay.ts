import { createHmac, timingSafeEqual } from 'node:crypto';
import { isVnd } from '#kernel/money';
import { SECOND_MS } from '#kernel/time';
import type { BankNotice, BankNoticeAdapter } from './bank-notice.js';

/** A request signed longer ago, or that far ahead, is somebody playing back an old one (SePay: "Secure your webhook endpoint"). */
const DRIFT_MS = 5 * 60 * SECOND_MS;

/** As many digits as a transfer can have (VietQR, field 54). */
const MOST_VND = 9_999_999_999_999;

/** `2026-11-23 14:02:37`, on Vietnamese clocks. */
const LOCAL_TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/;

/**
 * SePay webhooks (developer.sepay.vn, "SePay Webhooks"), signed with HMAC-SHA256: header X-SePay-Timestamp in seconds,
 * X-SePay-Signature `sha256=` and the hex digest of `{timestamp}.{body}` under the secret the dashboard shows once. A
 * notice is sent again up to seven times until it is answered with `{"success": true}`.
 */
export const sepay: BankNoticeAdapter = {
  taken: { success: true },

  verify({ headers, body }, secrets, now) {
    const timestamp = headers['x-sepay-timestamp'] ?? '';
    const [, given] = /^sha256=([0-9a-f]{64})$/i.exec(headers['x-sepay-signature'] ?? '') ?? [];
    if (given === undefined || !/^\d{1,12}$/.test(timestamp)) return 'signature';
    const claimed = Buffer.from(given, 'hex');
    const signed = secrets.some((secret) =>
      timingSafeEqual(claimed, createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest()),
    );
    if (!signed) return 'signature';
    return Math.abs(Number(timestamp) * SECOND_MS - now.getTime()) <= DRIFT_MS ? null : 'time';
  },

  read(body) {
    let told: unknown;
    try {
      told = JSON.parse(body.toString('utf8'));
    } catch {
      return null;
    }
    return typeof told === 'object' && told !== null && !Array.isArray(told)
      ? noticeOf(told as Record<string, unknown>)
      : null;
  },
};

function noticeOf(told: Readonly<Record<string, unknown>>): BankNotice | null {
  const { id, transferType, transferAmount, accountNumber } = told;
  const paidAt = instantOf(told['transactionDate']);
  if (!Number.isSafeInteger(id) || (id as number) <= 0 || paidAt === null) return null;
  if (transferType !== 'in' && transferType !== 'out') return null;
  if (!isVnd(transferAmount) || transferAmount < 1 || transferAmount > MOST_VND) return null;
  if (typeof accountNumber !== 'string') return null;
  return {
    externalId: String(id),
    direction: transferType,
    amountVnd: transferAmount,
    paidAt,
    accountNumber,
    reference: textOf(told['referenceCode']),
    // `content` is what the payer wrote, `description` the whole message of the bank.
    remark: textOf(told['content']) || textOf(told['description']),
  };
}

function instantOf(told: unknown): Date | null {
  const [, day, time] = (typeof told === 'string' ? LOCAL_TIME.exec(told) : null) ?? [];
  const instant = new Date(`${day}T${time}+07:00`);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

const textOf = (told: unknown): string => (typeof told === 'string' ? told.trim() : '');
