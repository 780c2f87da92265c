import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import { DAY_MS, type Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import {
  asFileProblem,
  ImageNotFound,
  ImageStore,
  type DerivedImage,
} from '../../../platform/files/index.js';
import { Problem } from '../../../platform/http/problem.js';
import { lockPictureFile } from '../../catalogue/index.js';
import { findGroupOf, type OrderBuyer } from '../../orders/index.js';
import { MOST_WAITING_PHOTOS } from './review-rules.js';

/** A picture that no review took is left this long. */
const UNUSED_DAYS = 1;

/** Pictures that buyers show beside what they say. They wait unseen until a review that is shown has them. */
@Injectable()
export class ReviewPhotos {
  constructor(
    private readonly transactions: Transactions,
    private readonly images: ImageStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Takes a picture in as every picture is taken in: decoded elsewhere, made small, nothing of place or device left.
   *
   * @throws Problem sign_in_required, not_found, unsupported_type, too_large, state_conflict (nothing of the order came, or
   *   enough pictures wait)
   */
  async add(orderCode: string, buyer: OrderBuyer, sent: Uint8Array): Promise<{ id: string }> {
    const now = this.clock.now();
    // Nobody's picture is read before it is known whose order it is for.
    await this.transactions.run('worker', (tx) => findGroupOf(tx, { orderCode }, buyer, now));
    const image = await this.images.read(sent).catch((error: unknown) => {
      throw asFileProblem(error);
    });
    const id = uuidv7(now.getTime());
    await this.transactions.run('worker', async (tx) => {
      await findGroupOf(tx, { orderCode }, buyer, now);
      const orderId = await this.demandRoom(tx, orderCode);
      await lockPictureFile(tx, image.sha);
      await this.images.keep(image);
      await tx.query(
        `INSERT INTO review_photos (id, order_id, sha, width, height, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6)`,
        [id, orderId, image.sha, image.width, image.height, now],
      );
    });
    return { id };
  }

  /** A picture of theirs, whether anybody else sees it or not. @throws Problem sign_in_required, not_found */
  async ofBuyer(orderCode: string, buyer: OrderBuyer, photoId: string): Promise<DerivedImage> {
    const sha = await this.transactions.run('buyer', async (tx) => {
      await findGroupOf(tx, { orderCode }, buyer, this.clock.now());
      const [photo] = await tx.query<{ sha: string }[]>(
        `SELECT p.sha FROM review_photos p JOIN orders o ON o.id = p.order_id WHERE p.id = $1 AND o.code = $2`,
        [photoId, orderCode],
      );
      return photo?.sha;
    });
    return this.derive(sha);
  }

  /** In small, for a page. @throws Problem not_found */
  async derive(sha: string | undefined): Promise<DerivedImage> {
    if (sha === undefined) throw new Problem('not_found');
    try {
      return await this.images.derive(sha, 320, 'jpg');
    } catch (error) {
      throw error instanceof ImageNotFound ? new Problem('not_found') : error;
    }
  }

  /** Lets go of pictures no review took; their files go with the sweep of all pictures. Safe to repeat. */
  async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - UNUSED_DAYS * DAY_MS);
    await this.transactions.run('worker', (tx) =>
      tx.query(`DELETE FROM review_photos WHERE review_id IS NULL AND created_at < $1`, [before]),
    );
  }

  private async demandRoom(tx: EntityManager, orderCode: string): Promise<string> {
    // Of two pictures at the limit the second waits here and counts the first.
    const [order] = await tx.query<{ id: string }[]>(
      `SELECT id FROM orders WHERE code = $1 FOR NO KEY UPDATE`,
      [orderCode],
    );
    if (order === undefined) throw new Problem('not_found');
    const [room] = await tx.query<{ came: boolean; waiting: number }[]>(
      `SELECT EXISTS (SELECT FROM fulfillments WHERE order_id = $1 AND arrived_at IS NOT NULL) AS came,
         (SELECT count(*)::int FROM review_photos WHERE order_id = $1 AND review_id IS NULL) AS waiting`,
      [order.id],
    );
    if (room?.came !== true || room.waiting >= MOST_WAITING_PHOTOS) throw new Problem('state_conflict');
    return order.id;
  }
}
