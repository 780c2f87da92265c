import { join } from 'node:path';
import { SealedFiles } from '../../apps/api/src/platform/files/sealed-files.js';
import { makeOrder } from './authority-things.js';
import type { World } from './world.js';

/** A return a buyer asks a shop for, of an order that was delivered. */
export async function makeReturn(world: World): Promise<Record<string, string>> {
  const { orderCode, lineId } = await makeOrder(world);
  const [made] = await world.database.query<{ id: string }>(
    `WITH o AS (UPDATE orders SET status = 'confirmed' WHERE code = $1 RETURNING id)
     INSERT INTO fulfillments (order_id, status, status_changed_at, handed_over_at, arrived_at)
     SELECT id, 'delivered', now(), now(), now() FROM o RETURNING id`,
    [orderCode],
  );
  await world.database.query(
    `INSERT INTO fulfillment_lines (fulfillment_id, order_line_id, quantity) VALUES ($1, $2, 1)`,
    [made?.id, lineId],
  );
  const [back] = await world.database.query<{ id: string }>(
    `INSERT INTO order_returns (order_id, number, key, status, status_changed_at, reason, answer_by)
     SELECT id, 1, 'mau-0001', 'requested', now(), 'damaged', now() FROM orders WHERE code = $1 RETURNING id`,
    [orderCode],
  );
  await world.database.query(
    `INSERT INTO order_return_lines (return_id, order_line_id, quantity) VALUES ($1, $2, 1)`,
    [back?.id, lineId],
  );
  return { code: orderCode, returnId: back?.id ?? '' };
}

/** A picture that was sent with it, with its sealed file. */
export async function makeReturnPhoto(world: World): Promise<Record<string, string>> {
  const { code = '', returnId } = await makeReturn(world);
  const [photo] = await world.database.query<{ id: string; groupId: string }>(
    `INSERT INTO order_pictures (order_id, order_group_id, subject, subject_id, added_by, bytes, added_at)
     SELECT id, order_group_id, 'return', $2, 'buyer', 1, now() FROM orders WHERE code = $1
     RETURNING id, order_group_id AS "groupId"`,
    [code, returnId],
  );
  const { id = '', groupId = '' } = photo ?? {};
  const key = await world.people.keyOf(groupId, 'order_group');
  const files = new SealedFiles(join(world.database.dataDir, 'order-pictures'), 'order_pictures.file');
  await files.write(key, id, Buffer.from('mẫu'));
  return { code, photoId: id };
}
