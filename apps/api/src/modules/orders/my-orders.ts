import { Injectable } from '@nestjs/common';
import type { Statement } from '../../platform/database/reader.js';
import { runStatement } from '../../platform/database/run-statement.js';
import { Transactions } from '../../platform/database/transactions.js';
import { cursorSql, instantKeySql, readCursor } from '../../platform/http/cursor.js';
import { STAGES } from './parcels/buyer-progress.js';
import type { MyOrdersQueryDto } from './my-orders.dto.js';

const MY_ORDERS_CURSOR = 'my-order-groups';
const PAGE_SIZE = 24;

/** Purchases of account $1, newest first: limit $2, and after which place ($3, $4) the page begins. */
const myOrderGroups: Statement = {
  name: 'orders-of-account',
  text: `
  WITH cut AS (SELECT g.id, g.code, g.placed_at, g.total_vnd FROM order_groups g
    WHERE g.account_id = $1 AND ($3::timestamptz IS NULL OR (g.placed_at, g.id) < ($3::timestamptz, $4::uuid))
    ORDER BY g.placed_at DESC, g.id DESC LIMIT $2::int + 1),
  page AS (SELECT cut.*, row_number() OVER (ORDER BY placed_at DESC, id DESC) AS position FROM cut)
  SELECT json_build_object(
    'items', (SELECT coalesce(json_agg(json_build_object('code', p.code, 'placedAt', to_char(p.placed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'totalVnd', p.total_vnd, 'orders', (
          SELECT json_agg(json_build_object('code', o.code, 'seller', json_build_object('slug', s.slug, 'name', s.name),
            'status', o.status, 'payment', json_build_object('method', y.method, 'status', y.status,
              'depositDue', y.deposit_vnd IS NOT NULL AND y.deposit_paid_at IS NULL),
            'fulfillment', CASE WHEN o.status = 'confirmed' THEN (SELECT json_build_object('status', f.status) FROM fulfillments f
              WHERE f.order_id = o.id ORDER BY array_position('{${STAGES.join()}}', f.status::text) LIMIT 1) END,
            'totalVnd', o.total_vnd,
            'firstLine', (SELECT l.product_name FROM order_lines l WHERE l.order_id = o.id ORDER BY l.created_at, l.id LIMIT 1),
            'lines', (SELECT count(*) FROM order_lines l WHERE l.order_id = o.id)) ORDER BY o.created_at, o.id)
          FROM orders o JOIN shop_sellers s ON s.id = o.seller_id JOIN payments y ON y.payable_id = o.id
          WHERE o.order_group_id = p.id)) ORDER BY p.position), '[]')
      FROM page p WHERE p.position <= $2::int),
    'nextCursor', (SELECT ${cursorSql(MY_ORDERS_CURSOR, instantKeySql('page.placed_at'), 'page.id::text')} FROM page
      WHERE position = $2::int AND EXISTS (SELECT FROM page WHERE position > $2::int)))::text AS body`,
};

/** What somebody bought while signed in. */
@Injectable()
export class MyOrders {
  constructor(private readonly transactions: Transactions) {}

  /** The page as JSON text. `invalid_cursor`. */
  async list(accountId: string, { limit = PAGE_SIZE, cursor }: MyOrdersQueryDto): Promise<string> {
    const place =
      cursor === undefined ? null : readCursor(MY_ORDERS_CURSOR, { key: 'instant', id: 'uuid' }, cursor);
    const [row] = await this.transactions.run('buyer', (tx) =>
      runStatement<{ body: string }>(tx, myOrderGroups, [
        accountId,
        limit,
        place?.key ?? null,
        place?.id ?? null,
      ]),
    );
    if (row === undefined) throw new Error('A list always has a row');
    return row.body;
  }
}
