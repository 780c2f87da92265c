import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ImageNotFound, ImageStore, type DerivedImage } from '../../../platform/files/index.js';
import { Problem } from '../../../platform/http/problem.js';
import { SellerTransactions } from '../../sellers/index.js';
import { readPictureFile, type PictureRow } from './picture.dto.js';
import { SellerPicture } from './seller-picture.entity.js';

/** The newest pictures, which is what somebody choosing one looks for. */
const LISTED = 100;

/** The pictures of a shop, from its own side. */
@Injectable()
export class PicturesService {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    private readonly images: ImageStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The last hundred that were sent, newest first. */
  async list(principal: Principal, slug: string): Promise<PictureRow[]> {
    return this.sellerTransactions.run(principal, slug, 'listings', (tx, { sellerId }) =>
      tx.find(SellerPicture, {
        where: { sellerId },
        order: { uploadedAt: 'DESC', id: 'DESC' },
        take: LISTED,
      }),
    );
  }

  /** @throws Problem not_found (also for a picture of another shop) */
  async file(principal: Principal, slug: string, id: string, file: string): Promise<DerivedImage> {
    const asked = readPictureFile(file);
    if (asked === null) throw new Problem('not_found');
    const sha = await this.sellerTransactions.run(principal, slug, 'listings', async (tx, { sellerId }) => {
      const picture = await tx.findOneBy(SellerPicture, { id, sellerId });
      if (picture === null) throw new Problem('not_found');
      return picture.sha;
    });
    try {
      return await this.images.derive(sha, asked.width, asked.format);
    } catch (error) {
      throw error instanceof ImageNotFound ? new Problem('not_found') : error;
    }
  }

  /** Takes back a picture that nothing has shown yet. @throws Problem not_found, state_conflict (something shows it) */
  async remove(principal: Principal, slug: string, id: string): Promise<void> {
    const now = this.clock.now();
    await this.sellerTransactions.run(principal, slug, 'listings', async (tx, { sellerId }) => {
      if (!(await tx.existsBy(SellerPicture, { id, sellerId }))) throw new Problem('not_found');
      // Row-level security lets a shop delete only what was never used.
      const { affected } = await tx.delete(SellerPicture, { id, sellerId });
      if (affected !== 1) throw new Problem('state_conflict');
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'picture.removed',
          subjectType: 'seller',
          subjectId: sellerId,
          before: { pictureId: id },
        },
      ]);
    });
  }
}
