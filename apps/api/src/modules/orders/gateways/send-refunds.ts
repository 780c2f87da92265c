import { Inject, Injectable, Logger } from '@nestjs/common';
import { HOUR_MS, type Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { GatewayRefused, GatewayUnavailable, type RefundState } from '../../payments/index.js';
import { GatewayCalls, known, type Call } from './gateway-calls.js';
import { MoveRefund } from './move-refund.js';
import { dueRefunds, type DueRefund } from './refunds.sql.js';

/** A refund on its way that nobody told the end of is asked about this often. */
const ASKED_AGAIN_HOURS = 1;

/**
 * Gives back through a gateway what came in through it. The gateway is asked first and its answer written down after:
 * whoever dies in between asks again under the same key and is told of the same refund.
 */
@Injectable()
export class SendRefunds {
  private readonly logger = new Logger('orders');

  constructor(
    private readonly transactions: Transactions,
    private readonly calls: GatewayCalls,
    private readonly moveRefund: MoveRefund,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many refunds moved. Safe to repeat and to run twice at once. */
  async run(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - ASKED_AGAIN_HOURS * HOUR_MS);
    const due = await this.transactions.run('worker', async (tx) => {
      const rows = await runStatement<DueRefund>(tx, dueRefunds, [before]);
      const calls: { refund: DueRefund; call: Call }[] = [];
      for (const refund of rows) calls.push({ refund, call: await this.calls.of(tx, refund) });
      return calls;
    });
    let moved = 0;
    for (const { refund, call } of due) if (await this.send(refund, call)) moved += 1;
    return moved;
  }

  private async send(refund: DueRefund, call: Call): Promise<boolean> {
    const now = this.clock.now();
    const state = await this.ask(refund, call, now);
    if (state === null) return false;
    const moved = await this.transactions.run('worker', (tx) =>
      this.moveRefund.run(tx, refund.refundId, refund.externalAccount, state, this.clock.now()),
    );
    return moved === 'moved';
  }

  /** What the gateway did; null where nobody knows, and the next sweep asks again. */
  private async ask(refund: DueRefund, call: Call, now: Date): Promise<RefundState | null> {
    const { refundId, refundVnd, externalId, externalPaymentId, gateway, orderCode } = refund;
    if (externalId === null || externalPaymentId === null)
      throw new Error(`Session ${refund.id} was not paid`);
    try {
      const request = {
        refundId,
        session: known(call.request, externalId),
        externalPaymentId,
        amountVnd: refundVnd,
        externalId: refund.refundExternalId,
        alone: refund.alone,
        askedAt: now,
      };
      return refund.refundStatus === 'sent'
        ? await call.gateway.readRefund(call.account, request)
        : await call.gateway.refund(call.account, request);
    } catch (error) {
      if (error instanceof GatewayRefused) {
        this.logger.error(`${gateway} refuses to give back for order ${orderCode}: ${error.message}`);
        return { status: 'failed', externalId: `refused-${refundId}` };
      }
      if (!(error instanceof GatewayUnavailable)) throw error;
      this.logger.warn(`${gateway} gave nothing back for order ${orderCode} yet: ${error.message}`);
      return null;
    }
  }
}
