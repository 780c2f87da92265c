import { Inject, Injectable } from '@nestjs/common';
import { DAY_MS, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { SellerTransactions } from '../seller-transactions.js';
import { SellerUpload } from './seller-upload.entity.js';
import { UploadKinds } from './upload-kinds.js';
import { UploadParts } from './upload-parts.js';

/** Whoever lost the line in the evening goes on the next morning. */
const KEPT_MS = DAY_MS;

/** Files of a shop that are on their way. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    private readonly transactions: Transactions,
    private readonly kinds: UploadKinds,
    private readonly parts: UploadParts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found (also for another shop's), not_allowed (whoever may not send that kind) */
  async find(principal: Principal, slug: string, id: string): Promise<SellerUpload> {
    const upload = await this.sellerTransactions.run(principal, slug, 'enter', async (tx, { sellerId }) => {
      const found = await tx.findOneBy(SellerUpload, { id, sellerId });
      if (found === null) throw new Problem('not_found');
      return found;
    });
    const { permission } = this.kinds.of(upload.kind);
    await this.sellerTransactions.run(principal, slug, permission, async () => undefined);
    return upload;
  }

  /** Gives up a file that is on its way, or forgets how one ended; what it became stays. @throws Problem not_found, not_allowed */
  async remove(principal: Principal, slug: string, id: string): Promise<void> {
    const { kind, sellerId } = await this.find(principal, slug, id);
    await this.sellerTransactions.run(principal, slug, this.kinds.of(kind).permission, (tx) =>
      tx.delete(SellerUpload, { id, sellerId }),
    );
    await this.parts.remove(sellerId, id);
  }

  /** Forgets uploads that nobody went on with for a day, and takes pieces away that no open one names. Safe to repeat. */
  async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    await this.transactions.run('worker', (tx) =>
      tx.query(`DELETE FROM seller_uploads WHERE updated_at < $1`, [before]),
    );
    // The disk has its own clock. Nobody goes on with an upload whose pieces are older than that.
    const folders = await this.parts.olderThan(new Date(Date.now() - KEPT_MS));
    if (folders.length === 0) return;
    const open = await this.transactions.run('worker', (tx) =>
      tx.query<{ id: string }[]>(
        `SELECT id FROM seller_uploads WHERE id = ANY ($1::uuid[]) AND status = 'open'`,
        [folders.map(({ id }) => id)],
      ),
    );
    const named = new Set(open.map(({ id }) => id));
    for (const { sellerId, id } of folders) if (!named.has(id)) await this.parts.remove(sellerId, id);
  }
}
