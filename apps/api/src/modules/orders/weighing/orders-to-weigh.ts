import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/access.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { valuesFor } from '../../../platform/database/shaped-statement.js';
import { readCursor } from '../../../platform/http/cursor.js';
import { foundText } from '../../../platform/http/found-text.js';
import { SellerTransactions } from '../../sellers/index.js';
import { ordersToWeigh, TO_WEIGH_CURSOR } from './orders-to-weigh.sql.js';
import type { OrdersToWeighQueryDto } from './weighing.dto.js';

const PAGE_SIZE = 24;

/** What of a shop waits for the scales. */
@Injectable()
export class OrdersToWeigh {
  constructor(private readonly sellers: SellerTransactions) {}

  /** The page as JSON text. @throws Problem not_found, not_allowed, invalid_cursor */
  list(
    principal: Principal,
    slug: string,
    { limit = PAGE_SIZE, cursor }: OrdersToWeighQueryDto,
  ): Promise<string> {
    return this.sellers.run(principal, slug, 'orders', async (tx) => {
      const place =
        cursor === undefined ? null : readCursor(TO_WEIGH_CURSOR, { key: 'instant', id: 'uuid' }, cursor);
      const values = valuesFor(ordersToWeigh, { limit, ...place });
      const [row] = await runStatement<{ body: string }>(tx, ordersToWeigh, values);
      return foundText(row ?? null);
    });
  }
}
