import { Inject, Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import { isUuid } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { recordOwnAct } from '../own-act.js';
import { PushSubscription } from '../push/push-subscription.entity.js';
import { OpenSession } from './open-session.js';
import { Session } from './session.entity.js';
import type { SessionListAnswer } from './sign-in.dto.js';

/** Nobody reads further down a list of devices; the newest stand first. */
const LISTED = 100;

/** The devices an account is signed in on. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly openSession: OpenSession,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list({ accountId, sessionId }: Principal): Promise<SessionListAnswer> {
    const live = {
      accountId,
      kind: 'session' as const,
      endedAt: IsNull(),
      expiresAt: MoreThan(this.clock.now()),
    };
    const { sessions, noticed } = await this.transactions.run('account', async (tx) => ({
      sessions: await tx.find(Session, {
        where: live,
        order: { lastSeenAt: 'DESC', id: 'DESC' },
        take: LISTED,
      }),
      noticed: new Set((await tx.findBy(PushSubscription, { accountId })).map((device) => device.sessionId)),
    }));
    return {
      items: sessions.map(({ id, label, createdAt, lastSeenAt }) => ({
        id,
        label,
        current: id === sessionId,
        openedAt: createdAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
        push: noticed.has(id),
      })),
      nextCursor: null,
    };
  }

  /**
   * Ends one session of the account's own, or all others; it is over with the next request that carries it.
   *
   * @throws Problem not_found when it is no open session of this account
   */
  async end(principal: Principal, which: string): Promise<void> {
    const { accountId, sessionId } = principal;
    const now = this.clock.now();
    await this.transactions.run('account', async (tx) => {
      if (which === 'others') {
        await this.openSession.endAll(tx, accountId, { except: sessionId, tokens: false });
      } else {
        const id = which === 'current' ? sessionId : which;
        if (!isUuid(id)) throw new Problem('not_found');
        const own = { id, accountId, kind: 'session' as const, endedAt: IsNull() };
        const { affected } = await tx.update(Session, own, { endedAt: now, updatedAt: now });
        if (affected !== 1) throw new Problem('not_found');
      }
      const after = { sessions: which === 'others' ? 'others' : which === 'current' ? sessionId : which };
      await recordOwnAct(tx, principal, 'session.ended', now, { after });
    });
  }
}
