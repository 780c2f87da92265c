import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { DAY_MS, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { Problem } from '../../../platform/http/problem.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { SellerTransactions } from '../../sellers/index.js';
import type { ConnectDto, ConnectionAnswer, ConnectionsAnswer } from './money.dto.js';

/** So long notices signed with the secret before are still taken: those on their way, and those sent again. */
const PREVIOUS_SECRET_MS = DAY_MS;

const SECRET = 'payment_connections.secret';

type Row = Omit<ConnectionAnswer, 'url' | 'since' | 'lastNoticeAt' | 'lastRefusedAt'> & {
  since: Date;
  lastNoticeAt: Date | null;
  lastRefusedAt: Date | null;
};

/** A shop's connections to services that tell of money on its account. Secrets go in and never come out. */
@Injectable()
export class ConnectionsService {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  list(principal: Principal, slug: string): Promise<ConnectionsAnswer> {
    return this.sellers.run(principal, slug, 'money', async (tx) => {
      const rows = await tx.query<Row[]>(
        `SELECT id, provider, created_at AS since, last_notice_at AS "lastNoticeAt", last_refused_at AS "lastRefusedAt",
           last_refusal AS "lastRefusal" FROM payment_connections WHERE status = 'on' ORDER BY id`,
      );
      return {
        items: rows.map(({ id, provider, since, lastNoticeAt, lastRefusedAt, lastRefusal }) => ({
          id,
          provider,
          url: `${this.environment.publicUrl}/api/v1/webhooks/bank/${provider}/${id}`,
          since: since.toISOString(),
          lastNoticeAt: lastNoticeAt?.toISOString() ?? null,
          lastRefusedAt: lastRefusedAt?.toISOString() ?? null,
          lastRefusal,
        })),
      };
    });
  }

  /** @throws Problem state_conflict (there is one already) */
  async connect(principal: Principal, slug: string, { provider, secret }: ConnectDto): Promise<void> {
    try {
      await this.sellers.run(principal, slug, 'money', async (tx, { sellerId }) => {
        const now = this.clock.now();
        const id = uuidv7(now.getTime());
        await tx.query(
          `INSERT INTO payment_connections (id, seller_id, provider, status, status_changed_at, secret_sealed, created_at,
             updated_at) VALUES ($1, $2, $3, 'on', $4, $5, $4, $4)`,
          [id, sellerId, provider, now, await this.seal(tx, sellerId, secret)],
        );
        await this.record(tx, id, 'payment_connection.opened', { provider });
      });
    } catch (error) {
      if (brokenConstraint(error) === 'payment_connections_open') throw new Problem('state_conflict');
      throw error;
    }
  }

  /** The secret before still opens for a day. @throws Problem not_found */
  changeSecret(principal: Principal, slug: string, id: string, secret: string): Promise<void> {
    return this.sellers.run(principal, slug, 'money', async (tx, { sellerId }) => {
      const now = this.clock.now();
      const changed = await changedRows(
        tx,
        `UPDATE payment_connections SET previous_secret_sealed = secret_sealed, previous_until = $3, secret_sealed = $2,
           updated_at = $4 WHERE id = $1 AND status = 'on' RETURNING id`,
        [id, await this.seal(tx, sellerId, secret), new Date(now.getTime() + PREVIOUS_SECRET_MS), now],
      );
      if (changed.length === 0) throw new Problem('not_found');
      await this.record(tx, id, 'payment_connection.secret_changed');
    });
  }

  /** Its secrets are gone for good. @throws Problem not_found */
  end(principal: Principal, slug: string, id: string): Promise<void> {
    return this.sellers.run(principal, slug, 'money', async (tx) => {
      const ended = await changedRows(
        tx,
        `UPDATE payment_connections SET status = 'off', status_changed_at = $2, secret_sealed = NULL,
           previous_secret_sealed = NULL, previous_until = NULL, updated_at = $2
         WHERE id = $1 AND status = 'on' RETURNING id`,
        [id, this.clock.now()],
      );
      if (ended.length === 0) throw new Problem('not_found');
      await this.record(tx, id, 'payment_connection.ended');
    });
  }

  private async seal(tx: EntityManager, sellerId: string, secret: string): Promise<string> {
    return (await this.dataKeys.of(tx, sellerId)).seal(secret, SECRET);
  }

  private record(tx: EntityManager, subjectId: string, action: string, after?: object): Promise<void> {
    return recordAudit(tx, [
      {
        at: this.clock.now(),
        actorKind: 'seller',
        action,
        subjectType: 'payment_connection',
        subjectId,
        ...(after === undefined ? {} : { after }),
      },
    ]);
  }
}
