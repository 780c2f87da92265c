import { Inject, Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { asFileProblem, ImageStore, type ReadImage } from '../../../platform/files/index.js';
import { Problem } from '../../../platform/http/problem.js';
import { SellerTransactions } from '../../sellers/index.js';
import type { PictureRow } from './picture.dto.js';
import { lockPictureFile } from './picture-file-lock.js';
import { SellerPicture } from './seller-picture.entity.js';

/** Far above what a shop prepares at a time: twenty products with ten pictures each. */
const MOST_UNUSED = 200;

/** Takes a picture into a shop. Nobody else sees it before a product that shows it is published. */
@Injectable()
export class TakePicture {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    private readonly images: ImageStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The same picture twice is one row, so that sending it again after a lost answer is harmless.
   *
   * @throws Problem unsupported_type, too_large, pictures_full
   */
  async run(principal: Principal, slug: string, sent: Uint8Array): Promise<PictureRow> {
    const image = await this.images.read(sent).catch((error: unknown) => {
      throw asFileProblem(error);
    });
    return this.sellerTransactions.run(principal, slug, 'listings', (tx, { sellerId, accountId }) =>
      this.keep(tx, sellerId, accountId, image),
    );
  }

  private async keep(
    tx: EntityManager,
    sellerId: string,
    accountId: string,
    image: ReadImage,
  ): Promise<PictureRow> {
    const now = this.clock.now();
    // Of two pictures at the limit the second waits here and sees the first.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('pictures of ' || $1, 0))`, [sellerId]);
    const known = await tx.findOneBy(SellerPicture, { sellerId, sha: image.sha });
    if (known === null && (await tx.countBy(SellerPicture, { sellerId, usedAt: IsNull() })) >= MOST_UNUSED)
      throw new Problem('pictures_full');
    await lockPictureFile(tx, image.sha);
    await this.images.keep(image);
    if (known !== null) {
      await tx.update(SellerPicture, { id: known.id }, { uploadedAt: now, updatedAt: now });
      return known;
    }
    const { sha, width, height } = image;
    const picture = { id: uuidv7(now.getTime()), sellerId, sha, width, height, usedAt: null };
    const times = { uploadedAt: now, createdAt: now, updatedAt: now };
    await tx.insert(SellerPicture, { ...picture, ...times, uploadedBy: accountId });
    await recordAudit(tx, [
      {
        at: now,
        actorKind: 'seller',
        action: 'picture.added',
        subjectType: 'seller',
        subjectId: sellerId,
        after: { pictureId: picture.id, sha },
      },
    ]);
    return picture;
  }
}
