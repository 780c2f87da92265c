import { Inject, Injectable } from '@nestjs/common';
import { DAY_MS, type Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { ImageStore } from '../../../platform/files/index.js';
import { lockPictureFile } from './picture-file-lock.js';

/** A draft that nobody came back to for so long is given up; its pictures can be taken again. */
const KEPT_UNUSED_DAYS = 60;
/** A file no row names is left this long: a row may still be on its way to it. */
const KEPT_ORPHAN_DAYS = 2;

/** Forgets pictures that nothing has ever shown, and takes away files that no shop, product or review names any more. */
@Injectable()
export class SweepPictures {
  constructor(
    private readonly transactions: Transactions,
    private readonly images: ImageStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many files went. Safe to repeat, and to run twice at once. */
  async run(): Promise<number> {
    const now = this.clock.now();
    await this.transactions.run('worker', (tx) =>
      tx.query(`DELETE FROM seller_pictures WHERE used_at IS NULL AND uploaded_at < $1`, [
        new Date(now.getTime() - KEPT_UNUSED_DAYS * DAY_MS),
      ]),
    );
    let removed = 0;
    // The disk has its own clock.
    for await (const sha of this.images.keptBefore(new Date(Date.now() - KEPT_ORPHAN_DAYS * DAY_MS)))
      if (await this.removeUnlessNamed(sha)) removed += 1;
    return removed;
  }

  private async removeUnlessNamed(sha: string): Promise<boolean> {
    return this.transactions.run('worker', async (tx) => {
      await lockPictureFile(tx, sha);
      const named = await tx.query<unknown[]>(
        `SELECT 1 FROM seller_pictures WHERE sha = $1 UNION ALL SELECT 1 FROM product_images WHERE sha = $1
         UNION ALL SELECT 1 FROM review_photos WHERE sha = $1
         UNION ALL SELECT 1 FROM point_pictures WHERE sha = $1
         UNION ALL SELECT 1 FROM point_photos WHERE sha = $1 AND taken_down_at IS NULL LIMIT 1`,
        [sha],
      );
      if (named.length > 0) return false;
      await this.images.remove(sha);
      return true;
    });
  }
}
