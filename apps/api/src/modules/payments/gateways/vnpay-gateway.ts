import { randomUUID } from 'node:crypto';
import { isIP } from 'node:net';
import { vietnamStamp } from '#kernel/time';
import type { VnpayService } from '../../../platform/config/payment-services.js';
import {
  GatewayRefused,
  GatewayUnavailable,
  type Gateway,
  type GatewayAccount,
  type KnownSession,
  type OpenedSession,
  type RefundRequest,
  type RefundState,
  type SessionRequest,
  type SessionState,
} from './gateway.js';
import { areSigned, signedQuery, signValues } from './vnpay-signature.js';

const VERSION = '2.1.0';
/** Of the machine that asks, where VNPAY wants no more than some address: nobody else's business. */
const ASKED_FROM = '127.0.0.1';

/** As VNPAY takes one, 7 to 45 characters; the machine's own where it is none. */
function addressAt(address: string | null): string {
  const plain = (address ?? '').replace(/^::ffff:(?=[\d.]+$)/i, '').replace(/%.*$/, '');
  return isIP(plain) !== 0 && plain.length >= 7 ? plain.toLowerCase() : ASKED_FROM;
}

/** VNPAY counts in hundredths of a đồng. */
const hundredths = (amountVnd: number): string => String(amountVnd * 100);

/** The reference of a payment there: letters and digits only, never used twice. */
export const transactionReference = (sessionId: string): string => sessionId.replaceAll('-', '');

/** VNPAY numbers its transactions with up to fifteen digits. */
const NUMBER = /^[1-9]\d{0,14}$/;

type Answer = Readonly<Record<string, string>>;

const QUERY_SIGNED = [
  'vnp_ResponseId', 'vnp_Command', 'vnp_ResponseCode', 'vnp_Message', 'vnp_TmnCode', 'vnp_TxnRef', 'vnp_Amount',
  'vnp_BankCode', 'vnp_PayDate', 'vnp_TransactionNo', 'vnp_TransactionType', 'vnp_TransactionStatus', 'vnp_OrderInfo',
  'vnp_PromotionCode', 'vnp_PromotionAmount',
]; // prettier-ignore
const REFUND_SIGNED = QUERY_SIGNED.slice(0, -2);

/** Wallets and bank apps through VNPAY: a signed address, answered by a signed notice (IPN). */
export class VnpayGateway implements Gateway {
  constructor(
    private readonly service: VnpayService,
    private readonly timeoutSeconds: number,
  ) {}

  /** Nothing is asked of VNPAY: whoever has the secret can write the address, the same one for the same buyer. */
  async createSession(account: GatewayAccount, request: SessionRequest): Promise<OpenedSession> {
    const externalId = transactionReference(request.sessionId);
    const query = signedQuery(
      {
        vnp_Version: VERSION,
        vnp_Command: 'pay',
        vnp_TmnCode: account.externalAccount,
        vnp_Amount: hundredths(request.amountVnd),
        vnp_CurrCode: 'VND',
        vnp_TxnRef: externalId,
        vnp_OrderInfo: `Thanh toan don hang ${request.orderCode}`,
        vnp_OrderType: 'other',
        vnp_Locale: request.language === 'en' ? 'en' : 'vn',
        vnp_ReturnUrl: request.returnUrl,
        vnp_IpAddr: addressAt(request.buyerAddress),
        vnp_CreateDate: vietnamStamp(request.createdAt),
        vnp_ExpireDate: vietnamStamp(request.expiresAt),
      },
      secretOf(account),
    );
    return { externalId, checkoutUrl: `${this.service.payUrl}?${query}`, namesBuyer: true };
  }

  /** There is no call for it: the address dies at its own hour, and whoever asks before learns that it is open. */
  expireSession(account: GatewayAccount, session: KnownSession, now: Date): Promise<SessionState> {
    return this.readSession(account, session, now);
  }

  async readSession(account: GatewayAccount, session: KnownSession, now: Date): Promise<SessionState> {
    const unpaid: SessionState = { status: session.expiresAt <= now ? 'expired' : 'open' };
    const answer = await this.query(account, session.externalId, session.createdAt, now);
    // 91: VNPAY never heard of it, because nobody has opened the page.
    if (answer['vnp_ResponseCode'] === '91') return unpaid;
    if (answer['vnp_ResponseCode'] !== '00')
      throw new GatewayUnavailable(`code ${answer['vnp_ResponseCode']}`);
    const status = answer['vnp_TransactionStatus'];
    if (status === '02') return { status: 'failed' };
    if (status !== '00') return unpaid;
    return {
      status: 'paid',
      externalPaymentId: answer['vnp_TransactionNo'] ?? '',
      amountVnd: Number(answer['vnp_Amount']) / 100,
    };
  }

  async refund(account: GatewayAccount, request: RefundRequest): Promise<RefundState> {
    const { session, refundId, amountVnd, askedAt } = request;
    // Numbers of requests are used once a day; asked again with the same one, VNPAY says so and gives nothing back twice.
    const requestId = transactionReference(refundId);
    const values = {
      vnp_RequestId: requestId,
      vnp_Version: VERSION,
      vnp_Command: 'refund',
      vnp_TmnCode: account.externalAccount,
      vnp_TransactionType: amountVnd === session.amountVnd ? '02' : '03',
      vnp_TxnRef: session.externalId,
      vnp_Amount: hundredths(amountVnd),
      vnp_TransactionNo: request.externalPaymentId,
      vnp_TransactionDate: vietnamStamp(session.createdAt),
      vnp_CreateBy: 'san-ocop',
      vnp_CreateDate: vietnamStamp(askedAt),
      vnp_IpAddr: ASKED_FROM,
      vnp_OrderInfo: `Hoan tien don hang ${session.orderCode}`,
    };
    const answer = await this.post(account, values, REFUND_SIGNED);
    const code = answer['vnp_ResponseCode'] ?? '';
    if (code === '94') return { status: 'sent', externalId: requestId };
    if (code === '00') {
      const done = answer['vnp_TransactionStatus'] === '00';
      return { status: done ? 'done' : 'sent', externalId: ownNumber(answer, request) ?? requestId };
    }
    if (code === '99') throw new GatewayUnavailable('code 99');
    throw new GatewayRefused(`code ${code}`);
  }

  /**
   * A payment that was given back is shown as that refund (type 02 of all, 03 of a part), under the refund's own number. The
   * number is asked for; what is shown under another one is another refund, and tells nothing of this one. A refund whose
   * number nobody was told, because its answer was lost, is known by its amount while it is the only one.
   */
  async readRefund(account: GatewayAccount, request: RefundRequest): Promise<RefundState> {
    const { session, amountVnd, askedAt, externalId } = request;
    const known = externalId !== null && NUMBER.test(externalId) ? externalId : null;
    const answer = await this.query(account, session.externalId, session.createdAt, askedAt, known);
    const isRefund = answer['vnp_TransactionType'] === '02' || answer['vnp_TransactionType'] === '03';
    const shown = ownNumber(answer, request);
    const isThis = known === null ? request.alone : shown === known || (shown === null && request.alone);
    const told = isThis && isRefund && answer['vnp_ResponseCode'] === '00';
    const same = told && answer['vnp_Amount'] === hundredths(amountVnd);
    const ends: Readonly<Record<string, RefundState['status']>> = { '00': 'done', '09': 'failed' };
    const status = (same ? ends[answer['vnp_TransactionStatus'] ?? ''] : undefined) ?? 'sent';
    return {
      status,
      externalId: (same ? shown : null) ?? externalId ?? transactionReference(request.refundId),
    };
  }

  /** A question about a payment that never was: whoever may ask it is told 91, and anybody else that it is not signed. */
  async checkAccount(account: GatewayAccount, now: Date): Promise<boolean> {
    const reference = transactionReference(randomUUID());
    try {
      return (await this.query(account, reference, now, now))['vnp_ResponseCode'] === '91';
    } catch (error) {
      if (error instanceof GatewayRefused) return false;
      throw error;
    }
  }

  /** @param number of the refund that is asked about, beside what is signed; null for the payment */
  private query(
    account: GatewayAccount,
    reference: string,
    paidOn: Date,
    now: Date,
    number: string | null = null,
  ): Promise<Answer> {
    const values = {
      vnp_RequestId: transactionReference(randomUUID()),
      vnp_Version: VERSION,
      vnp_Command: 'querydr',
      vnp_TmnCode: account.externalAccount,
      vnp_TxnRef: reference,
      vnp_TransactionDate: vietnamStamp(paidOn),
      vnp_CreateDate: vietnamStamp(now),
      vnp_IpAddr: ASKED_FROM,
      vnp_OrderInfo: 'Hoi ket qua thanh toan',
    };
    const unsigned: Record<string, string> = number === null ? {} : { vnp_TransactionNo: number };
    return this.post(account, values, QUERY_SIGNED, unsigned);
  }

  private async post(
    account: GatewayAccount,
    values: Readonly<Record<string, string>>,
    signed: readonly string[],
    unsigned: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const secret = secretOf(account);
    const response = await fetch(this.service.apiUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...values,
        ...unsigned,
        vnp_SecureHash: signValues(Object.values(values), secret),
      }),
      redirect: 'manual',
      signal: AbortSignal.timeout(this.timeoutSeconds * 1000),
    }).catch(() => {
      throw new GatewayUnavailable('no answer');
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new GatewayUnavailable(`status ${response.status}`);
    }
    const answer = asAnswer(await response.json().catch(() => null));
    const code = answer['vnp_ResponseCode'] ?? '';
    // A wrong signature or an unknown terminal: there is nothing that could be signed for us.
    if (code === '97' || code === '02') throw new GatewayRefused(`code ${code}`);
    const given = answer['vnp_SecureHash'] ?? '';
    if (!areSigned(signed.map((name) => answer[name] ?? ''), given, secret)) throw new GatewayUnavailable('an answer VNPAY did not sign'); // prettier-ignore
    return answer;
  }
}

/** The number VNPAY gave the refund itself; null where it only repeats that of the payment. */
function ownNumber(answer: Answer, { externalPaymentId }: RefundRequest): string | null {
  const number = answer['vnp_TransactionNo'] ?? '';
  return NUMBER.test(number) && number !== externalPaymentId ? number : null;
}

function asAnswer(body: unknown): Answer {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value ?? '')]));
}

function secretOf({ secret }: GatewayAccount): string {
  if (secret === null) throw new Error('An account at VNPAY has a secret');
  return secret;
}
