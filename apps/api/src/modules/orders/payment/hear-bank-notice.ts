import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import {
  bankNoticeAdapter,
  type BankNotice,
  type NoticeRefusal,
  type NoticeRequest,
} from '../../payments/index.js';
import { SettlePayment } from './settle-payment.js';

interface Connection {
  sellerId: string;
  accountNumber: string | null;
  secretSealed: string;
  previousSecretSealed: string | null;
  previousUntil: Date | null;
}

const CONNECTION = `
  SELECT c.seller_id AS "sellerId", s.bank_account_number AS "accountNumber", c.secret_sealed AS "secretSealed",
    c.previous_secret_sealed AS "previousSecretSealed", c.previous_until AS "previousUntil"
  FROM payment_connections c JOIN sellers s ON s.id = c.seller_id
  WHERE c.id = $1 AND c.provider = $2 AND c.status = 'on'`;

/** How services and people write one account number. */
const bare = (accountNumber: string): string => accountNumber.replace(/[^0-9A-Za-z]/g, '').toUpperCase();

/** A bank's notice from outside: whose it is tells the address, that it is true its signature. */
@Injectable()
export class HearBankNotice {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    private readonly settle: SettlePayment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What the service wants to hear. Money that goes out, or that is on another account of the shop, is taken and changes
   * nothing.
   *
   * @throws Problem not_found (no such connection, or it is off), bad_credentials (not signed by the shop's secret, or not
   *   lately), validation_failed (not what the service's documentation says)
   */
  async run(provider: string, connectionId: string, request: NoticeRequest): Promise<object> {
    const adapter = bankNoticeAdapter(provider);
    if (adapter === null) throw new Problem('not_found');
    const { connection, secrets } = await this.open(provider, connectionId);
    const refusal = adapter.verify(request, secrets, this.clock.now());
    if (refusal !== null) {
      await this.note(connectionId, refusal);
      throw new Problem('bad_credentials');
    }
    const notice = adapter.read(request.body);
    if (notice === null) {
      await this.note(connectionId, 'content');
      throw new Problem('validation_failed');
    }
    if (connection.accountNumber === null || bare(notice.accountNumber) !== bare(connection.accountNumber))
      await this.note(connectionId, 'account');
    else await this.take(connectionId, connection.sellerId, notice);
    return adapter.taken;
  }

  private async open(
    provider: string,
    connectionId: string,
  ): Promise<{ connection: Connection; secrets: string[] }> {
    return this.transactions.run('worker', async (tx) => {
      const [connection] = await tx.query<Connection[]>(CONNECTION, [connectionId, provider]);
      if (connection === undefined) throw new Problem('not_found');
      const key = await this.dataKeys.of(tx, connection.sellerId);
      const { secretSealed, previousSecretSealed, previousUntil } = connection;
      const previous =
        previousUntil !== null && previousUntil > this.clock.now() ? previousSecretSealed : null;
      const secrets = [secretSealed, ...(previous === null ? [] : [previous])];
      return { connection, secrets: secrets.map((one) => key.open(one, 'payment_connections.secret')) };
    });
  }

  private async take(connectionId: string, sellerId: string, notice: BankNotice): Promise<void> {
    await this.transactions.run('worker', async (tx) => {
      // Somebody who ends the connection waits for us, or we see that it has ended.
      const on = await tx.query<unknown[]>(
        `SELECT 1 FROM payment_connections WHERE id = $1 AND status = 'on' FOR SHARE`,
        [connectionId],
      );
      if (on.length === 0) throw new Problem('not_found');
      if (notice.direction === 'in')
        await this.settle.run(tx, {
          pays: { sellerId },
          source: 'bank',
          account: connectionId,
          externalId: notice.externalId,
          amountVnd: notice.amountVnd,
          paidAt: notice.paidAt,
          reference: notice.reference,
          remark: notice.remark,
          audience: 'worker',
          actor: 'gateway',
        });
    });
    // Apart from it: twenty notices of one shop at once do not wait for one row.
    await this.transactions.run('worker', (tx) =>
      tx.query(
        `UPDATE payment_connections SET last_notice_at = $2, updated_at = $2
         WHERE id = $1 AND (last_notice_at IS NULL OR last_notice_at < $2)`,
        [connectionId, this.clock.now()],
      ),
    );
  }

  private async note(connectionId: string, refusal: NoticeRefusal): Promise<void> {
    await this.transactions.run('worker', (tx) =>
      tx.query(
        `UPDATE payment_connections SET last_refused_at = $2, last_refusal = $3, updated_at = $2 WHERE id = $1`,
        [connectionId, this.clock.now(), refusal],
      ),
    );
  }
}
