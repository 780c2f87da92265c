import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Problem } from '../../../platform/http/problem.js';
import { SellerTransactions, type EnteredSeller } from '../../sellers/index.js';
import { usePictures } from '../pictures/use-pictures.js';
import { EDITABLE, staleVersion } from './change-status.js';
import { holdProduct, openChange, type HeldProduct } from './find-product.js';
import { mergeContent } from './merge-content.js';
import { same } from './needs-approval.js';
import { ProductChange } from './product-change.entity.js';
import { emptyContent, type ContentPart, type ProductContent } from './product-content.js';
import { contentOf, readApproved } from './read-approved.js';
import { insertChange } from './start-product.js';

/** Saves parts of a product's description into its change; buyers go on reading what was approved. */
@Injectable()
export class SaveChange {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param version the one the text was begun from; 0 where there was no change yet
   * @returns the version it has now: the same where nothing is said that does not stand there already
   * @throws Problem not_found, not_allowed, validation_failed, stale_version (with both texts), state_conflict (an officer
   *   has it, or the product is withdrawn)
   */
  async run(
    principal: Principal,
    slug: string,
    productId: string,
    { version, content: part }: { version: number; content: ContentPart },
  ): Promise<{ version: number }> {
    const now = this.clock.now();
    return this.sellerTransactions.run(principal, slug, 'listings', async (tx, seller) => {
      const product = await holdProduct(tx, productId);
      const change = await openChange(tx, productId);
      if (change !== null && !EDITABLE.includes(change.status)) throw new Problem('state_conflict');
      const before = change?.content ?? (await this.beginning(tx, productId));
      const content = mergeContent(before, part, now);
      // Sent again because the answer was lost on the way: what it says stands there already.
      if (change !== null && same(content, before)) return { version: change.version };
      if (version !== (change?.version ?? 0))
        throw staleVersion(change ?? { version: 0, content: before }, part);
      await usePictures(tx, seller.sellerId, content.images.map(({ id }) => id), { now, path: 'content.images' }); // prettier-ignore
      return { version: await this.write(tx, seller, product, change, content, now) };
    });
  }

  private async beginning(tx: EntityManager, productId: string): Promise<ProductContent> {
    const approved = await readApproved(tx, productId);
    return approved === null ? emptyContent : contentOf(approved);
  }

  private async write(
    tx: EntityManager,
    { sellerId, accountId }: EnteredSeller,
    { id: productId }: HeldProduct,
    change: ProductChange | null,
    content: ProductContent,
    now: Date,
  ): Promise<number> {
    const version = (change?.version ?? 0) + 1;
    if (change === null) await insertChange(tx, { productId, sellerId, accountId }, content, now);
    else await tx.update(ProductChange, { id: change.id }, { content, version, updatedAt: now });
    await recordAudit(tx, [
      {
        at: now,
        actorKind: 'seller',
        action: 'product.change_saved',
        subjectType: 'product',
        subjectId: productId,
        after: { version },
      },
    ]);
    return version;
  }
}
