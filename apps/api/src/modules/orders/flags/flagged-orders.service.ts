import { Inject, Injectable } from '@nestjs/common';
import { isPublicCode } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { valuesFor } from '../../../platform/database/shaped-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { readCursor } from '../../../platform/http/cursor.js';
import { foundText } from '../../../platform/http/found-text.js';
import { Problem } from '../../../platform/http/problem.js';
import type { Officer } from '../../identity/index.js';
import { SellerTransactions } from '../../sellers/index.js';
import { OrderContacts } from '../order-contacts.js';
import type { OrderGroup } from '../order-group.entity.js';
import type {
  BuyerContactAnswer,
  FlaggedOrdersQueryDto,
  OwnFlaggedOrdersQueryDto,
} from './flagged-orders.dto.js';
import { flaggedOrders, FLAGS_CURSOR } from './flagged-orders.sql.js';

const PAGE_SIZE = 24;

interface FlaggedContact extends Pick<OrderGroup, 'contactSealed' | 'contactClear'> {
  id: string;
}

/** Open orders with goods that left the floor: for the officers who act, and for the shop that is to send them. */
@Injectable()
export class FlaggedOrdersService {
  constructor(
    private readonly transactions: Transactions,
    private readonly sellers: SellerTransactions,
    private readonly contacts: OrderContacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Of the officer's communes. @throws Problem invalid_cursor */
  list({ communes }: Officer, query: FlaggedOrdersQueryDto): Promise<string> {
    return this.transactions.run('officer', (tx) => page(tx, { ...query, communes }));
  }

  /** Of the shop. @throws Problem invalid_cursor, not_found, not_allowed */
  ofShop(principal: Principal, slug: string, query: OwnFlaggedOrdersQueryDto): Promise<string> {
    return this.sellers.run(principal, slug, 'orders', (tx) => page(tx, { ...query }));
  }

  /**
   * Whom to call about a flagged order; who asked and why is history before it is told.
   *
   * @throws Problem not_found: no such order in the officer's communes, nothing flagged in it, or no longer kept
   */
  async contact({ communes }: Officer, orderCode: string, reason: string): Promise<BuyerContactAnswer> {
    if (!isPublicCode(orderCode)) throw new Problem('not_found');
    const now = this.clock.now();
    return this.transactions.run('officer', async (tx) => {
      const [order] = await tx.query<{ id: string }[]>(
        `SELECT o.id FROM orders o JOIN sellers s ON s.id = o.seller_id JOIN producers p ON p.id = s.producer_id
         WHERE o.code = $1 AND ($2::varchar[] IS NULL OR p.commune_code = ANY ($2))`,
        [orderCode, communes],
      );
      if (order === undefined) throw new Problem('not_found');
      const [group] = await tx.query<FlaggedContact[]>(
        `SELECT order_group_id AS id, contact_sealed AS "contactSealed", contact_clear AS "contactClear"
         FROM flagged_contact($1)`,
        [order.id],
      );
      const contact = group === undefined ? null : await this.contacts.open(tx, group);
      if (contact === null) throw new Problem('not_found');
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'officer',
          action: 'order.contact_read',
          subjectType: 'order',
          subjectId: order.id,
          after: { reason },
        },
      ]);
      const { name, phone, email } = contact;
      return { name, phone, email };
    });
  }
}

async function page(
  tx: EntityManager,
  { cursor, limit = PAGE_SIZE, ...filters }: FlaggedOrdersQueryDto & { communes?: readonly string[] | null },
): Promise<string> {
  const place =
    cursor === undefined ? null : readCursor(FLAGS_CURSOR, { key: 'instant', id: 'uuid' }, cursor);
  const [row] = await runStatement<{ body: string }>(
    tx,
    flaggedOrders,
    valuesFor(flaggedOrders, { ...filters, limit, ...place }),
  );
  return foundText(row ?? null);
}
