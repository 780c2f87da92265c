import { expect } from 'vitest';
import { depositMoves } from '../../../apps/api/src/modules/orders/deposits/deposit-status.js';
import { disputeMoves } from '../../../apps/api/src/modules/orders/disputes/dispute-status.js';
import { goAheadMoves } from '../../../apps/api/src/modules/orders/go-ahead/go-ahead-status.js';
import { orderMoves } from '../../../apps/api/src/modules/orders/order-status.js';
import { parcelMoves } from '../../../apps/api/src/modules/orders/parcels/parcel-status.js';
import { returnMoves } from '../../../apps/api/src/modules/orders/returns/return-status.js';
import { paymentMoves } from '../../../apps/api/src/modules/payments/index.js';
import { CheckLedger } from '../../../apps/api/src/modules/settlement/ledger/check-ledger.js';
import { PostLedger } from '../../../apps/api/src/modules/settlement/ledger/post-ledger.js';
import { expectStockInOrder } from '../ledger.js';
import type { SmallProduct } from '../small-floor.js';
import type { SmallShop } from '../small-shop.js';

const drawn = (moves: readonly { from: string; to: string }[]): string[] =>
  moves.map(({ from, to }) => `${from} → ${to}`);
const LEGAL: Readonly<Record<string, readonly string[]>> = {
  order: ['→ placed', ...drawn(orderMoves)],
  fulfillment: ['→ packing', ...drawn(parcelMoves)],
  return: ['→ requested', ...drawn(returnMoves)],
  dispute: ['→ open', ...drawn(disputeMoves)],
  go_ahead: ['→ asked', ...drawn(goAheadMoves)],
  deposit: ['→ asked', ...drawn(depositMoves)],
  payment: Object.entries(paymentMoves).flatMap(([from, targets]) => targets.map((to) => `${from} → ${to}`)),
};

/** What never is, as queries that find nothing. */
const NEVER: Readonly<Record<string, string>> = {
  'a status is not what the last event says': `
    WITH moved AS (SELECT e.*, lead(to_status) OVER w AS after FROM order_events e
      WINDOW w AS (PARTITION BY axis, subject_id ORDER BY occurred_at, id)),
    now AS (SELECT 'order' AS axis, id, status FROM orders UNION ALL SELECT 'fulfillment', id, status FROM fulfillments
      UNION ALL SELECT 'payment', id, status FROM payments UNION ALL SELECT 'return', id, status FROM order_returns
      UNION ALL SELECT 'dispute', id, status FROM disputes UNION ALL SELECT 'go_ahead', order_id, status FROM go_aheads
      UNION ALL SELECT 'deposit', id, CASE WHEN deposit_paid_at IS NULL THEN 'asked' ELSE 'paid' END FROM payments)
    SELECT m.axis, m.from_status, m.to_status, n.status FROM moved m JOIN now n ON n.axis = m.axis AND n.id = m.subject_id
    WHERE m.after IS NULL AND m.to_status <> n.status`,
  'an order is where its payment or parcels do not let it be': `
    SELECT o.code, o.status, p.method, p.status AS payment FROM orders o JOIN payments p ON p.payable_id = o.id
    WHERE o.status = 'completed' AND p.status IN ('pending', 'expired', 'failed')
      OR o.status = 'confirmed' AND p.status IN ('expired', 'failed')
      OR o.status IN ('confirmed', 'completed') AND p.deposit_vnd IS NOT NULL AND p.deposit_paid_at IS NULL
      OR o.status <> 'cancelled' AND p.deposit_paid_at IS NOT NULL AND p.received_vnd < p.deposit_vnd
      OR o.status = 'cancelled' AND (p.status = 'pending' OR p.received_vnd <> p.refunds_vnd)
      OR o.status = 'completed' AND EXISTS (SELECT FROM order_lines l WHERE l.order_id = o.id AND l.quantity <> (
        SELECT coalesce(sum(x.quantity), 0) FROM fulfillment_lines x JOIN fulfillments f ON f.id = x.fulfillment_id
        WHERE x.order_line_id = l.id AND f.arrived_at IS NOT NULL))`,
  'more goes back than came': `SELECT id FROM payments WHERE refunds_vnd > received_vnd`,
  'what a return is worth is not what is owed for it': `
    SELECT r.id FROM order_returns r JOIN payments p ON p.payable_id = r.order_id WHERE r.status = 'settled'
      AND r.refund_vnd <> (SELECT coalesce(sum(f.amount_vnd), 0) FROM refunds f
        WHERE f.payment_id = p.id AND f.idempotency_key = 'return-' || r.id)`,
  'what a dispute ended with is not what is owed for it': `
    SELECT d.id, d.status, d.outcome FROM disputes d JOIN payments p ON p.payable_id = d.order_id
    WHERE (CASE WHEN d.outcome = 'refund' THEN d.outcome_vnd ELSE 0 END) <> (SELECT coalesce(sum(f.amount_vnd), 0) FROM refunds f
        WHERE f.payment_id = p.id AND f.idempotency_key = 'dispute-' || d.id)
      OR (d.outcome IS NOT NULL) <> (d.status IN ('settled', 'decided'))`,
  'a parcel left before the buyer’s word was there': `
    SELECT f.id FROM fulfillments f JOIN order_events e ON e.subject_id = f.id AND e.to_status = 'handed_over'
    WHERE (SELECT g.to_status FROM order_events g WHERE g.axis = 'go_ahead' AND g.order_id = f.order_id
      AND (g.occurred_at, g.id) < (e.occurred_at, e.id) ORDER BY g.occurred_at DESC, g.id DESC LIMIT 1) = 'asked'`,
  'something unsent left the shop, or stayed in an order that was over': `
    SELECT f.id FROM fulfillments f JOIN fulfillment_lines x ON x.fulfillment_id = f.id WHERE f.status = 'unsent'
      AND (f.handed_over_at IS NOT NULL OR f.unsent_reason IS NULL OR x.refused_quantity <> x.quantity)`,
};

/** Nothing that must never be: on every axis only allowed moves, each from where the last one led, and sums that agree. */
export async function expectLegal(
  { database, app }: Pick<SmallShop, 'database' | 'app'>,
  goods: SmallProduct,
  onHand: number,
): Promise<void> {
  const moves = await database.query<{ axis: string; move: string }>(
    `SELECT DISTINCT axis, concat_ws(' ', from_status, '→', to_status) AS move FROM order_events`,
  );
  for (const { axis, move } of moves) expect(LEGAL[axis], `${axis}: ${move}`).toContain(move);
  for (const [what, sql] of Object.entries(NEVER)) expect(await database.query(sql), what).toEqual([]);
  const [shelf] = await database.query<{ onHand: number; expected: number }>(
    `SELECT s.on_hand AS "onHand", ($2::int - coalesce(sum(x.quantity) FILTER (WHERE f.status NOT IN ('packing', 'unsent')), 0)
       + coalesce(sum(x.returned_quantity), 0) + (SELECT coalesce(sum(b.restocked_quantity), 0) FROM order_return_lines b
         JOIN order_lines o ON o.id = b.order_line_id WHERE o.variant_id = s.variant_id))::int AS expected
     FROM stock_levels s LEFT JOIN order_lines l ON l.variant_id = s.variant_id
     LEFT JOIN fulfillment_lines x ON x.order_line_id = l.id LEFT JOIN fulfillments f ON f.id = x.fulfillment_id
     WHERE s.variant_id = $1 GROUP BY s.variant_id, s.on_hand`,
    [goods.variantId, onHand],
  );
  expect(shelf?.onHand, 'the shelf is not what left it and came back').toBe(shelf?.expected);
  await expectStockInOrder(database, app);
  await app.get(PostLedger).run();
  expect(await app.get(CheckLedger).run(), 'the ledger disagrees').toEqual([]);
}
