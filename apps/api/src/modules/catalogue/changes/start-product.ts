import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Problem } from '../../../platform/http/problem.js';
import { SellerTransactions } from '../../sellers/index.js';
import { usePictures } from '../pictures/use-pictures.js';
import { openChange } from './find-product.js';
import { mergeContent } from './merge-content.js';
import { ProductChange } from './product-change.entity.js';
import { emptyContent, type ContentPart } from './product-content.js';

/** So many products of a shop may wait for their first publication; each is a row somebody would have to clear away. */
const MOST_DRAFTS = 100;

/** What came of a draft that was sent. */
export interface StartedProduct {
  id: string;
  version: number;
}

/** Takes up a product as a shop's draft. The device names the draft, so that one sent again makes no second product. */
@Injectable()
export class StartProduct {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, not_allowed, validation_failed, state_conflict (a closed shop, or drafts enough) */
  async run(
    principal: Principal,
    slug: string,
    draftKey: string,
    part: ContentPart,
  ): Promise<StartedProduct> {
    const now = this.clock.now();
    return this.sellerTransactions.run(principal, slug, 'listings', async (tx, seller) => {
      if (seller.status === 'closed') throw new Problem('state_conflict');
      // A draft and its repetition at once take turns: the second finds what the first made.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [
        `drafts of ${seller.sellerId}`,
      ]);
      const known = await this.find(tx, seller.sellerId, draftKey);
      if (known !== null) return known;
      const [{ drafts } = { drafts: 0 }] = await tx.query<{ drafts: number }[]>(
        `SELECT count(*)::int AS drafts FROM product_changes c JOIN products p ON p.id = c.product_id
         WHERE p.published_at IS NULL AND c.status <> 'withdrawn'`,
      );
      if (drafts >= MOST_DRAFTS) throw new Problem('state_conflict');
      const content = mergeContent(emptyContent, part, now);
      await usePictures(tx, seller.sellerId, content.images.map(({ id }) => id), { now, path: 'content.images' }); // prettier-ignore
      const id = uuidv7(now.getTime());
      // The address is given with the first publication; until then nobody opens it.
      await tx.query(
        `INSERT INTO products (id, seller_id, slug, name, commune_code, description, ships_to,
           publication_status_changed_at, draft_key, created_at, updated_at)
         SELECT $1, $2, $3, '', commune_code, '', 'province', $4, $5, $4, $4 FROM producers WHERE id = $6`,
        [id, seller.sellerId, `nhap-${id}`, now, draftKey, seller.producerId],
      );
      await insertChange(
        tx,
        { productId: id, sellerId: seller.sellerId, accountId: seller.accountId },
        content,
        now,
      );
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'product.started',
          subjectType: 'product',
          subjectId: id,
          after: {},
        },
      ]);
      return { id, version: 1 };
    });
  }

  private async find(tx: EntityManager, sellerId: string, draftKey: string): Promise<StartedProduct | null> {
    const [product] = await tx.query<{ id: string }[]>(
      `SELECT id FROM products WHERE seller_id = $1 AND draft_key = $2`,
      [sellerId, draftKey],
    );
    if (product === undefined) return null;
    const change = await openChange(tx, product.id);
    return { id: product.id, version: change?.version ?? 0 };
  }
}

/** Opens a change; plain SQL, because a shop may not even name the column of its status. Its id. */
export async function insertChange(
  tx: EntityManager,
  { productId, sellerId, accountId }: { productId: string; sellerId: string; accountId: string },
  content: ProductChange['content'],
  now: Date,
): Promise<string> {
  const id = uuidv7(now.getTime());
  await tx.query(
    `INSERT INTO product_changes (id, product_id, seller_id, status_changed_at, content, created_by, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $4, $4)`,
    [id, productId, sellerId, now, JSON.stringify(content), accountId],
  );
  return id;
}
