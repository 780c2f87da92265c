import { Inject, Injectable } from '@nestjs/common';
import { join } from 'node:path';
import { uuidv7 } from '#kernel/ids';
import { DAY_MS, type Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { asFileProblem, ImageStore } from '../../../platform/files/index.js';
import { SealedFiles } from '../../../platform/files/sealed-files.js';
import { Problem } from '../../../platform/http/problem.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { findGroupOf } from '../order-access.js';
import type { OrderBuyer } from '../order-buyer.js';
import { lockOrder } from '../shop-orders/lock-order.js';

/** Pictures of one order that wait for their return: two returns' worth. */
const MOST_WAITING = 10;
/** A picture that no return took is left this long. */
const UNUSED_DAYS = 1;
/**
 * Pictures of goods a buyer wants to give back, sealed with the purchase's key: `returns/<purchase>/<picture>`. They go
 * with it when the law no longer keeps the purchase's people.
 */
@Injectable()
export class ReturnPhotos {
  private readonly files: SealedFiles;

  constructor(
    private readonly transactions: Transactions,
    private readonly images: ImageStore,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) { dataDir }: Environment,
  ) {
    this.files = new SealedFiles(join(dataDir, 'returns'), 'order_return_photos.file');
  }

  /**
   * Takes a picture in, as every picture is taken in: decoded elsewhere, made small, nothing of place or device left.
   *
   * @throws Problem sign_in_required, not_found, unsupported_type, too_large, state_conflict (nothing of it came, or enough
   *   pictures wait)
   */
  async add(orderCode: string, buyer: OrderBuyer, sent: Uint8Array): Promise<{ id: string }> {
    // Nobody's picture is read before it is known whose order it is for.
    await this.transactions.run('worker', (tx) => findGroupOf(tx, { orderCode }, buyer, this.clock.now()));
    const { bytes, width, height } = await this.images.read(sent).catch((error: unknown) => {
      throw asFileProblem(error);
    });
    const now = this.clock.now();
    const id = uuidv7(now.getTime());
    let written: string | null = null;
    try {
      await this.transactions.run('worker', async (tx) => {
        const group = await findGroupOf(tx, { orderCode }, buyer, now);
        const order = await lockOrder(tx, { orderCode });
        await this.demandRoom(tx, order.id);
        const key = await this.dataKeys.of(tx, group.id);
        await this.files.write(key, id, bytes);
        written = group.id;
        await tx.query(
          `INSERT INTO order_return_photos (id, order_id, bytes, width, height, created_at, updated_at)
           VALUES ($1, $2, $3, $4, $5, $6, $6)`,
          [id, order.id, bytes.length, width, height, now],
        );
      });
    } catch (error) {
      if (written !== null) await this.files.remove(written, id);
      throw error;
    }
    return { id };
  }

  /** To whoever bought. @throws Problem sign_in_required, not_found */
  async ofBuyer(orderCode: string, buyer: OrderBuyer, photoId: string): Promise<Buffer> {
    return this.transactions.run('buyer', async (tx) => {
      await findGroupOf(tx, { orderCode }, buyer, this.clock.now());
      return this.read(tx, orderCode, photoId);
    });
  }

  /** In the transaction of whoever may see that order: its shop, an officer. @throws Problem not_found */
  async read(tx: EntityManager, orderCode: string, photoId: string): Promise<Buffer> {
    const [photo] = await tx.query<{ groupId: string }[]>(
      `SELECT o.order_group_id AS "groupId" FROM order_return_photos p JOIN orders o ON o.id = p.order_id
       JOIN order_groups g ON g.id = o.order_group_id
       WHERE p.id = $1 AND o.code = $2 AND g.contact_erased_at IS NULL`,
      [photoId, orderCode],
    );
    const key = photo === undefined ? null : await this.dataKeys.find(tx, photo.groupId);
    if (key === null) throw new Problem('not_found');
    return this.files.read(key, photoId).catch((error: unknown) => {
      if ((error as { code?: string }).code === 'ENOENT') throw new Problem('not_found');
      throw error;
    });
  }

  /**
   * Takes away pictures no return took, those of purchases whose people were forgotten, and files no row names. Safe to
   * repeat.
   */
  async sweep(): Promise<void> {
    const unused = new Date(this.clock.now().getTime() - UNUSED_DAYS * DAY_MS);
    const gone = await this.transactions.run('worker', (tx) =>
      changedRows<{ id: string; groupId: string }>(
        tx,
        `DELETE FROM order_return_photos p USING orders o, order_groups g
         WHERE o.id = p.order_id AND g.id = o.order_group_id
           AND (p.return_id IS NULL AND p.created_at < $1 OR g.contact_erased_at IS NOT NULL)
         RETURNING p.id, g.id AS "groupId"`,
        [unused],
      ),
    );
    for (const { id, groupId } of gone) await this.files.remove(groupId, id);
    await this.files.sweep((ids) =>
      this.transactions.run('worker', (tx) =>
        tx.query(`SELECT id FROM order_return_photos WHERE id = ANY ($1::uuid[])`, [ids]),
      ),
    );
  }

  private async demandRoom(tx: EntityManager, orderId: string): Promise<void> {
    const [room] = await tx.query<{ came: boolean; waiting: number }[]>(
      `SELECT EXISTS (SELECT FROM fulfillments WHERE order_id = $1 AND arrived_at IS NOT NULL) AS came,
         (SELECT count(*)::int FROM order_return_photos WHERE order_id = $1 AND return_id IS NULL) AS waiting`,
      [orderId],
    );
    if (room?.came !== true || room.waiting >= MOST_WAITING) throw new Problem('state_conflict');
  }
}
