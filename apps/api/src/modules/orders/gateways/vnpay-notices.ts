import { Inject, Injectable, Logger } from '@nestjs/common';
import { isUuid, uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { isSigned, type GatewayAccount } from '../../payments/index.js';
import { GatewayCalls } from './gateway-calls.js';
import { endSession, findSession, writeNotice, type SessionFacts } from './sessions.sql.js';
import { SettleSession } from './settle-session.js';

/** What VNPAY wants to hear; anything but 00 and 02 it tells again later. */
const ANSWERS = {
  '00': 'Confirm Success',
  '01': 'Order not found',
  '02': 'Order already confirmed',
  '04': 'Invalid amount',
  '97': 'Invalid signature',
  '99': 'Unknown error',
} as const;
type Code = keyof typeof ANSWERS;
export type VnpayAnswer = { RspCode: Code; Message: string };

type Told = Readonly<Record<string, string>>;

/**
 * VNPAY's notice of a payment (IPN): a signed query. Whose secret signs it follows from the reference in it; nothing
 * else of it is believed before the signature was checked.
 */
@Injectable()
export class VnpayNotices {
  private readonly logger = new Logger('orders');

  constructor(
    private readonly transactions: Transactions,
    private readonly calls: GatewayCalls,
    private readonly settleSession: SettleSession,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Never throws: VNPAY reads nothing but its own codes. */
  async run(query: URLSearchParams): Promise<VnpayAnswer> {
    let code: Code;
    try {
      code = await this.take(query);
    } catch (error) {
      this.logger.error(`VNPAY's notice failed: ${String(error)}`);
      code = '99';
    }
    return { RspCode: code, Message: ANSWERS[code] };
  }

  private async take(query: URLSearchParams): Promise<Code> {
    const told: Told = Object.fromEntries(query);
    // A name that stands there twice could be signed in one reading and mean another.
    if ([...query].length !== Object.keys(told).length) return '97';
    const found = await this.find(told['vnp_TxnRef'] ?? '');
    if (found === null) return '01';
    const { session, account } = found;
    if (account.secret === null || !isSigned(told, account.secret)) return '97';
    if (told['vnp_TmnCode'] !== session.externalAccount) return '01';
    if (told['vnp_Amount'] !== String(session.amountVnd * 100)) return '04';
    return told['vnp_ResponseCode'] === '00' && told['vnp_TransactionStatus'] === '00'
      ? this.paid(session, told)
      : this.notPaid(session, told);
  }

  private async paid(session: SessionFacts, told: Told): Promise<Code> {
    const outcome = await this.settleSession.run(
      session.id,
      {
        externalId: told['vnp_TxnRef'] ?? '',
        externalPaymentId: told['vnp_TransactionNo'] ?? '',
        amountVnd: session.amountVnd,
        paidAt: this.clock.now(),
      },
      noticeOf(told),
    );
    if (outcome === 'refused') return '99';
    return outcome === 'repeated' ? '02' : '00';
  }

  /** The buyer gave up or the bank said no: the page is over, and another one may be opened. */
  private async notPaid(session: SessionFacts, told: Told): Promise<Code> {
    return this.transactions.run('worker', async (tx) => {
      const now = this.clock.now();
      const { gateway, eventId, kind } = noticeOf(told);
      const written = [uuidv7(now.getTime()), gateway, eventId, kind, session.id, now];
      if ((await runStatement(tx, writeNotice, written)).length === 0) return '02';
      await runStatement(tx, endSession, [session.id, 'failed', now]);
      return '00';
    });
  }

  private async find(reference: string): Promise<{ session: SessionFacts; account: GatewayAccount } | null> {
    const id = reference.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    if (!isUuid(id)) return null;
    return this.transactions.run('worker', async (tx) => {
      const [session] = await runStatement<SessionFacts>(tx, findSession, [id]);
      if (session === undefined || session.gateway !== 'vnpay') return null;
      return { session, account: (await this.calls.of(tx, session)).account };
    });
  }
}

/** VNPAY numbers its transactions, not its notices: the same end of the same transaction is the same event. */
function noticeOf(told: Told): { gateway: 'vnpay'; eventId: string; kind: string } {
  const end = `${told['vnp_ResponseCode'] ?? ''}.${told['vnp_TransactionStatus'] ?? ''}`;
  return {
    gateway: 'vnpay',
    eventId: `${told['vnp_TxnRef'] ?? ''}.${told['vnp_TransactionNo'] ?? ''}.${end}`.slice(0, 200),
    kind: `ipn ${end}`.slice(0, 80),
  };
}
