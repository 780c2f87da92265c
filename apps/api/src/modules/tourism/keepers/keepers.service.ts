import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { AccountNames, Recipients, type Officer } from '../../identity/index.js';
import { findPointForOfficer } from '../points/find-point.js';
import type { GrantKeeperDto, KeepersAnswer } from './keepers.dto.js';
import { PointKeeper } from './point-keeper.entity.js';

/** Who keeps a point: says from their own phone what stands on its shelf. */
@Injectable()
export class KeepersService {
  constructor(
    private readonly transactions: Transactions,
    private readonly recipients: Recipients,
    private readonly names: AccountNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In the order in which they were charged. @throws Problem not_found */
  async list(officer: Officer, slug: string): Promise<KeepersAnswer> {
    return this.transactions.run('officer', async (tx) => {
      const point = await findPointForOfficer(tx, officer, slug);
      const rows = await tx.query<{ id: string; accountId: string; since: Date }[]>(
        `SELECT id, account_id AS "accountId", created_at AS since FROM point_keepers
         WHERE tourism_point_id = $1 AND ended_at IS NULL ORDER BY created_at, id`,
        [point.id],
      );
      const names = await this.names.find(
        tx,
        rows.map(({ accountId }) => accountId),
      );
      // Whoever was erased keeps nothing.
      const items = rows.flatMap(({ id, accountId, since }) => {
        const name = names.get(accountId);
        return name === undefined ? [] : [{ id, name, since: since.toISOString() }];
      });
      return { items, nextCursor: null };
    });
  }

  /** @throws Problem not_found, validation_failed (nobody with that number), not_allowed (oneself), state_conflict (keeps it already), rate_limited */
  async grant(officer: Officer, slug: string, { phone }: GrantKeeperDto): Promise<void> {
    await this.recipients.demandLookUp({ phone }, officer.accountId);
    const now = this.clock.now();
    const id = uuidv7(now.getTime());
    try {
      await this.transactions.run('officer', async (tx) => {
        const point = await findPointForOfficer(tx, officer, slug);
        const accountId = await this.recipients.find(tx, { phone }, officer.accountId);
        await tx.insert(PointKeeper, {
          id,
          tourismPointId: point.id,
          accountId,
          grantedBy: officer.accountId,
          createdAt: now,
          updatedAt: now,
        });
        await record(tx, 'point_keeper.granted', point.id, { keeperId: id, accountId }, now);
      });
    } catch (error) {
      throw brokenConstraint(error) === 'point_keepers_open' ? new Problem('state_conflict') : error;
    }
  }

  /** @throws Problem not_found, also when it has ended already */
  async end(officer: Officer, slug: string, keeperId: string): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const point = await findPointForOfficer(tx, officer, slug);
      const [rows] = await tx.query<[{ accountId: string }[], number]>(
        `UPDATE point_keepers SET ended_at = $3, ended_by = $4, updated_at = $3
         WHERE id = $1 AND tourism_point_id = $2 AND ended_at IS NULL RETURNING account_id AS "accountId"`,
        [keeperId, point.id, now, officer.accountId],
      );
      const [ended] = rows;
      if (ended === undefined) throw new Problem('not_found');
      await record(tx, 'point_keeper.ended', point.id, { keeperId, ...ended }, now);
    });
  }
}

function record(tx: EntityManager, action: string, pointId: string, after: object, at: Date): Promise<void> {
  return recordAudit(tx, [
    { at, actorKind: 'officer', action, subjectType: 'tourism_point', subjectId: pointId, after },
  ]);
}
