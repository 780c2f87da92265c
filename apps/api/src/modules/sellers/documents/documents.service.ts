import { Inject, Injectable } from '@nestjs/common';
import { isUuid, uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { readPaper } from '../../../platform/files/index.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { PAPERS } from '../application/application-state.js';
import { SellerTransactions } from '../seller-transactions.js';
import { DocumentStore } from './document-store.js';
import { SellerDocument } from './seller-document.entity.js';

/** Far above what an application needs: two sides of two papers, and a few pages. */
const MOST_DOCUMENTS = 12;
/** The papers of an application, from the seller's side. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    private readonly store: DocumentStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(principal: Principal, slug: string): Promise<{ id: string; kind: string; uploadedAt: Date }[]> {
    return this.sellerTransactions.run(principal, slug, 'shop', async (tx, { sellerId }) => {
      const documents = await tx.find(SellerDocument, { where: { sellerId }, order: { id: 'ASC' } });
      return documents.map(({ id, kind, uploadedAt }) => ({ id, kind, uploadedAt }));
    });
  }

  /**
   * @param id of the paper, where the same one may come again; nothing happens the second time
   * @throws Problem unsupported_type, too_large, state_conflict (no draft, or papers enough), validation_failed (kind)
   */
  async add(
    principal: Principal,
    slug: string,
    kind: string,
    sent: Buffer,
    id = uuidv7(this.clock.now().getTime()),
  ): Promise<{ id: string }> {
    demandPaperKind(kind, 'kind');
    const { format, bytes } = await readPaper(sent);
    const now = this.clock.now();
    let written: string | null = null;
    try {
      await this.sellerTransactions.run(principal, slug, 'shop', async (tx, { sellerId, accountId }) => {
        await tx.query(`SELECT 1 FROM sellers WHERE id = $1 FOR UPDATE`, [sellerId]);
        if (await tx.existsBy(SellerDocument, { id, sellerId })) return;
        const [state] = await tx.query<{ status: string; papers: number }[]>(
          `SELECT s.status, (SELECT count(*)::int FROM seller_documents WHERE seller_id = s.id) AS papers
           FROM sellers s WHERE s.id = $1`,
          [sellerId],
        );
        if (state?.status !== 'draft' || state.papers >= MOST_DOCUMENTS) throw new Problem('state_conflict');
        // The file first: a row without its file would be a paper that cannot be read.
        await this.store.write(await this.dataKeys.of(tx, sellerId), id, bytes);
        written = sellerId;
        await tx.insert(SellerDocument, {
          id,
          sellerId,
          kind,
          format,
          bytes: bytes.length,
          uploadedBy: accountId,
          uploadedAt: now,
          createdAt: now,
          updatedAt: now,
        });
        await recordAudit(tx, [
          {
            at: now,
            actorKind: 'seller',
            action: 'document.added',
            subjectType: 'seller',
            subjectId: sellerId,
            after: { documentId: id, kind },
          },
        ]);
      });
    } catch (error) {
      if (written !== null) await this.store.remove(written, id);
      throw error;
    }
    return { id };
  }

  /**
   * A paper in clear, for people of the shop; staff under a mandate help with sending papers and have no need to read
   * them. Who opened it is history before it is sent.
   *
   * @throws Problem not_found (also for a paper of another shop), not_allowed (staff under a mandate)
   */
  async open(principal: Principal, slug: string, id: string): Promise<{ bytes: Buffer; name: string }> {
    if (!isUuid(id)) throw new Problem('not_found');
    const now = this.clock.now();
    return this.sellerTransactions.run(principal, slug, 'shop', async (tx, { sellerId, capacity }) => {
      const document = await tx.findOneBy(SellerDocument, { id, sellerId });
      if (document === null) throw new Problem('not_found');
      if (capacity !== 'member') throw new Problem('not_allowed');
      const { kind, format } = document;
      const bytes = await this.store.read(await this.dataKeys.of(tx, sellerId), id);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'document.opened',
          subjectType: 'seller',
          subjectId: sellerId,
          after: { documentId: id, kind },
        },
      ]);
      return { bytes, name: `${slug}-${kind}.${format}` };
    });
  }

  /** @throws Problem not_found (also for a paper of another shop), state_conflict (no draft) */
  async remove(principal: Principal, slug: string, id: string): Promise<void> {
    if (!isUuid(id)) throw new Problem('not_found');
    const now = this.clock.now();
    const sellerId = await this.sellerTransactions.run(principal, slug, 'shop', async (tx, seller) => {
      if (!(await tx.existsBy(SellerDocument, { id, sellerId: seller.sellerId })))
        throw new Problem('not_found');
      const { affected } = await tx.delete(SellerDocument, { id, sellerId: seller.sellerId });
      if (affected !== 1) throw new Problem('state_conflict');
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'document.removed',
          subjectType: 'seller',
          subjectId: seller.sellerId,
          before: { documentId: id },
        },
      ]);
      return seller.sellerId;
    });
    // A process that dies here leaves a file no row names; the sweep takes it.
    await this.store.remove(sellerId, id);
  }

  /** Takes files away that no row names. Safe to repeat. */
  async sweep(): Promise<void> {
    await this.store.sweep((ids) =>
      this.transactions.run('worker', (tx) =>
        tx.query(
          // Papers of goods lie in the same folders.
          `SELECT id FROM seller_documents WHERE id = ANY ($1::uuid[])
           UNION ALL SELECT id FROM product_papers WHERE id = ANY ($1::uuid[])`,
          [ids],
        ),
      ),
    );
  }
}

/** @throws Problem validation_failed at `path` */
export function demandPaperKind(kind: string, path: string): void {
  if (!PAPERS.some((paper) => paper.kind === kind))
    throw fieldProblem(path, 'not_allowed_value', 'Không có loại giấy tờ này', 'No such kind of paper');
}
