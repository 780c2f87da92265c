import { Inject, Injectable } from '@nestjs/common';
import { holds } from '#kernel/permissions';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { AccountNames } from '../accounts/account-names.js';
import { officerOf } from '../officer.js';
import type { DeskDto, DeskItemDto } from './desk.dto.js';
import { deskQueues, queueStatement, type DeskQueue, type QueueRow } from './desk-queues.sql.js';

/** What a desk shows of all queues together: a screen and a half. */
const MOST_URGENT = 30;

/** What waits for an officer: only queues of their permissions, only pieces of their communes. */
@Injectable()
export class DeskService {
  constructor(
    private readonly transactions: Transactions,
    private readonly names: AccountNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async read(principal: Principal): Promise<DeskDto> {
    const now = this.clock.now();
    const seen = deskQueues.filter(({ permission }) => holds(principal.duties, permission));
    return this.transactions.run('officer', async (tx) => {
      const rows: { queue: DeskQueue; row: QueueRow }[] = [];
      for (const queue of seen) {
        const { communes, accountId } = officerOf(principal, queue.permission);
        const [row] = await tx.query<QueueRow[]>(queueStatement(queue), [
          now,
          communes,
          accountId,
          MOST_URGENT,
        ]);
        if (row !== undefined) rows.push({ queue, row });
      }
      const people = rows.flatMap(({ row }) =>
        row.items.flatMap(({ accountId, takenBy }) => [accountId, takenBy]),
      );
      const names = await this.names.find(tx, people);
      const items = rows.flatMap(({ queue, row }) =>
        row.items.map((item) => itemView(queue, item, names, now)),
      );
      return {
        queues: rows.map(({ queue, row: { count, late, mine, dueAt } }) => ({
          queue: queue.name,
          count,
          late,
          mine,
          dueAt,
        })),
        items: items.sort(byUrgency).slice(0, MOST_URGENT),
      };
    });
  }
}

function itemView(
  { name }: DeskQueue,
  { since, dueAt, takenBy, ...item }: QueueRow['items'][number],
  names: ReadonlyMap<string, string>,
  now: Date,
): DeskItemDto {
  const due = dueAt === null ? null : new Date(dueAt);
  return {
    ...item,
    queue: name,
    title: item.title ?? (item.accountId === null ? null : (names.get(item.accountId) ?? null)),
    since: new Date(since),
    dueAt: due,
    late: due !== null && due < now,
    takenBy: takenBy === null ? null : { id: takenBy, name: names.get(takenBy) ?? null },
  };
}

/** The earliest deadline first; what has none comes after, the oldest first. */
function byUrgency(one: DeskItemDto, other: DeskItemDto): number {
  const due = (one.dueAt?.getTime() ?? Infinity) - (other.dueAt?.getTime() ?? Infinity);
  return Number.isNaN(due) || due === 0 ? one.since.getTime() - other.since.getTime() : due;
}
