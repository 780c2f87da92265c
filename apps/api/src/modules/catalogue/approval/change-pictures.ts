import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../platform/database/transactions.js';
import { ImageNotFound, ImageStore, type DerivedImage } from '../../../platform/files/index.js';
import { Problem } from '../../../platform/http/problem.js';
import type { Officer } from '../../identity/index.js';
import { readApproved } from '../changes/read-approved.js';
import { readPictureFile } from '../pictures/picture.dto.js';
import { SellerPicture } from '../pictures/seller-picture.entity.js';
import { findChange } from './find-change.js';

/** Pictures that officers decide about: those of a change and those its product shows now. */
@Injectable()
export class ChangePictures {
  constructor(
    private readonly transactions: Transactions,
    private readonly images: ImageStore,
  ) {}

  /** @throws Problem not_found, also for a picture that stands in neither */
  async file(officer: Officer, changeId: string, pictureId: string, file: string): Promise<DerivedImage> {
    const asked = readPictureFile(file);
    if (asked === null) throw new Problem('not_found');
    const sha = await this.transactions.run('officer', async (tx) => {
      const { change } = await findChange(tx, officer, changeId);
      const approved = await readApproved(tx, change.productId);
      const shown = [...change.content.images, ...(approved?.images ?? [])];
      if (!shown.some(({ id }) => id === pictureId)) throw new Problem('not_found');
      return (await tx.findOneBy(SellerPicture, { id: pictureId, sellerId: change.sellerId }))?.sha;
    });
    if (sha === undefined) throw new Problem('not_found');
    try {
      return await this.images.derive(sha, asked.width, asked.format);
    } catch (error) {
      throw error instanceof ImageNotFound ? new Problem('not_found') : error;
    }
  }
}
