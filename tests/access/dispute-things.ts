import { OrderPictures } from '../../apps/api/src/modules/orders/pictures/order-pictures.js';
import { Transactions } from '../../apps/api/src/platform/database/transactions.js';
import { makeOrder } from './authority-things.js';
import type { World } from './world.js';

/** An open dispute about an order of the shop. */
async function makeDispute(world: World) {
  const { orderCode } = await makeOrder(world);
  const [dispute] = await world.database.query<{ id: string; orderId: string; groupId: string }>(
    `INSERT INTO disputes (order_id, seller_id, kind, status, status_changed_at, opened_at, first_reply_by, resolve_by)
     SELECT id, seller_id, 'conduct', 'open', now(), now(), '2026-11-25', '2026-12-07' FROM orders WHERE code = $1
     RETURNING id, order_id AS "orderId", (SELECT order_group_id FROM orders o WHERE o.id = order_id) AS "groupId"`,
    [orderCode],
  );
  if (dispute === undefined) throw new Error('No dispute was opened');
  await world.people.keyOf(dispute.groupId, 'order_group');
  return dispute;
}

/** A picture that its buyer added to a dispute, with its file. */
async function makePicture(world: World): Promise<Record<string, string>> {
  const { id: disputeId, orderId, groupId } = await makeDispute(world);
  const pictureId = await world.app
    .get(Transactions)
    .run('worker', (tx) =>
      world.app
        .get(OrderPictures)
        .add(
          tx,
          { orderId, groupId, subject: 'dispute', subjectId: disputeId },
          { by: 'buyer', bytes: Buffer.from('mẫu'), now: world.clock.now() },
        ),
    );
  return { disputeId, pictureId };
}

/** What addresses of disputes name; part of things.ts. */
export const disputeThings = {
  'a dispute': {
    territorial: true,
    make: async (world: World) => ({ disputeId: (await makeDispute(world)).id }),
  },
  'a picture of a dispute': { territorial: true, make: makePicture },
} as const;
