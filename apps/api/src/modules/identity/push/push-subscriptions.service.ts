import { Inject, Injectable } from '@nestjs/common';
import { isUuid, uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { PushService } from '../../../platform/mail/push-service.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { recordOwnAct } from '../own-act.js';
import type { PushAnswer, PushSubscriptionDto } from './push.dto.js';
import { PushSubscription } from './push-subscription.entity.js';

/** Which devices of an account take notices. */
@Injectable()
export class PushSubscriptions {
  constructor(
    private readonly transactions: Transactions,
    private readonly service: PushService,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async ofDevice({ accountId, sessionId }: Principal): Promise<PushAnswer> {
    const subscribed = await this.transactions.run('account', (tx) =>
      tx.existsBy(PushSubscription, { accountId, sessionId }),
    );
    return { publicKey: this.service.publicKey, subscribed };
  }

  /**
   * This device takes notices from now on; a browser that changed its address sends it again.
   *
   * @throws Problem not_allowed (a program is no device), not_found (not offered), validation_failed (no push service)
   */
  async subscribe(principal: Principal, { endpoint, keys }: PushSubscriptionDto): Promise<void> {
    const { accountId, sessionId } = principal;
    if (principal.kind !== 'session') throw new Problem('not_allowed');
    if (this.service.publicKey === null) throw new Problem('not_found');
    if (!this.service.takes(endpoint))
      throw fieldProblem(
        'endpoint',
        'unknown_push_service',
        'Sàn không gửi thông báo qua dịch vụ này',
        'Not the address of a push service the floor knows',
      );
    const now = this.clock.now();
    await this.transactions.run('account', async (tx) => {
      const key = await this.dataKeys.of(tx, accountId);
      const { p256dh, auth } = keys;
      const address = JSON.stringify({ endpoint, keys: { p256dh, auth } });
      const addressSealed = key.seal(address, 'push_subscriptions.address_sealed');
      await tx.query(
        `INSERT INTO push_subscriptions (id, account_id, session_id, address_sealed, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $5)
         ON CONFLICT (session_id) DO UPDATE SET address_sealed = excluded.address_sealed, updated_at = excluded.updated_at`,
        [uuidv7(now.getTime()), accountId, sessionId, addressSealed, now],
      );
      await recordOwnAct(tx, principal, 'push.subscribed', now, { after: { sessionId } });
    });
  }

  /**
   * A device of the account, its own (`current`) or another one, takes none any more.
   *
   * @throws Problem not_found when it is no device of this account that does
   */
  async unsubscribe(principal: Principal, which: string): Promise<void> {
    const { accountId } = principal;
    const sessionId = which === 'current' ? principal.sessionId : which;
    if (!isUuid(sessionId)) throw new Problem('not_found');
    const now = this.clock.now();
    await this.transactions.run('account', async (tx) => {
      const { affected } = await tx.delete(PushSubscription, { accountId, sessionId });
      if (affected !== 1) throw new Problem('not_found');
      await recordOwnAct(tx, principal, 'push.unsubscribed', now, { before: { sessionId } });
    });
  }
}
