import { Inject, Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { vietnamDay, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { readPaper } from '../../../platform/files/index.js';
import { checkInput } from '../../../platform/http/check-input.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import type { Officer } from '../../identity/index.js';
import { DocumentStore, SellerTransactions } from '../../sellers/index.js';
import { findChange } from '../approval/find-change.js';
import { Product } from '../product.entity.js';
import { paperKinds } from '../rules/listing-rules.js';
import { PaperFieldsDto, paperAnswer, type ProductPaperAnswer } from './paper.dto.js';
import { ProductPaper } from './product-paper.entity.js';

/** Five papers of twenty products, and renewals of all of them. */
const MOST_PAPERS = 200;

/** Papers of goods: sent by the shop, sealed before they touch the disk, read by the officers who decide. */
@Injectable()
export class PapersService {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    private readonly store: DocumentStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What the shop has sent and not taken back. */
  async list(principal: Principal, slug: string): Promise<ProductPaperAnswer[]> {
    const today = vietnamDay(this.clock.now());
    return this.sellerTransactions.run(principal, slug, 'listings', async (tx, { sellerId }) => {
      const papers = await tx.find(ProductPaper, {
        where: { sellerId, removedAt: IsNull() },
        order: { id: 'ASC' },
      });
      return papers.map((paper) => paperAnswer(paper, today));
    });
  }

  /**
   * @param fields the form's texts; an empty one was left out
   * @throws Problem not_found, not_allowed, validation_failed, unsupported_type, too_large, state_conflict (papers enough)
   */
  async add(
    principal: Principal,
    slug: string,
    fields: Readonly<Record<string, string>>,
    sent: Buffer,
  ): Promise<{ id: string }> {
    const said = Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
    const form = await checkInput(PaperFieldsDto, said);
    const productId = scopeOf(form);
    const { format, bytes } = await readPaper(sent);
    const now = this.clock.now();
    const id = uuidv7(now.getTime());
    let written: string | null = null;
    try {
      await this.sellerTransactions.run(principal, slug, 'listings', async (tx, { sellerId, accountId }) => {
        if (productId !== null && !(await tx.existsBy(Product, { id: productId })))
          throw fieldProblem('productId', 'unknown', 'Không có sản phẩm này', 'No such product');
        await demandRoom(tx, sellerId);
        // The file first: a row without its file would be a paper that cannot be read.
        await this.store.write(await this.dataKeys.of(tx, sellerId), id, bytes);
        written = sellerId;
        await tx.insert(ProductPaper, {
          id,
          sellerId,
          productId,
          kind: form.kind,
          format,
          bytes: bytes.length,
          number: form.number ?? '',
          issuedOn: form.issuedOn ?? null,
          expiresOn: form.expiresOn ?? null,
          uploadedBy: accountId,
          uploadedAt: now,
          removedAt: null,
          createdAt: now,
          updatedAt: now,
        });
        await recordAudit(tx, [
          {
            at: now,
            actorKind: 'seller',
            action: 'paper.added',
            subjectType: productId === null ? 'seller' : 'product',
            subjectId: productId ?? sellerId,
            after: { paperId: id, kind: form.kind },
          },
        ]);
      });
    } catch (error) {
      if (written !== null) await this.store.remove(written, id);
      throw error;
    }
    return { id };
  }

  /** Takes a paper back; what officers decided with stays readable to them. @throws Problem not_found */
  async remove(principal: Principal, slug: string, id: string): Promise<void> {
    const now = this.clock.now();
    await this.sellerTransactions.run(principal, slug, 'listings', async (tx, { sellerId }) => {
      const { affected } = await tx.update(
        ProductPaper,
        { id, sellerId, removedAt: IsNull() },
        { removedAt: now, updatedAt: now },
      );
      if (affected !== 1) throw new Problem('not_found');
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'paper.removed',
          subjectType: 'seller',
          subjectId: sellerId,
          before: { paperId: id },
        },
      ]);
    });
  }

  /** A paper in clear, for who decides; that they read it is history before it is sent. @throws Problem not_found */
  async forOfficer(officer: Officer, changeId: string, id: string): Promise<{ bytes: Buffer; name: string }> {
    const now = this.clock.now();
    return this.transactions.run('officer', async (tx) => {
      const { change } = await findChange(tx, officer, changeId);
      const { sellerId, productId } = change;
      const paper = await tx.findOneBy(ProductPaper, { id, sellerId });
      if (paper === null || (paper.productId !== null && paper.productId !== productId))
        throw new Problem('not_found');
      const bytes = await this.store.read(await this.dataKeys.of(tx, sellerId), id);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'officer',
          action: 'paper.read',
          subjectType: 'product',
          subjectId: productId,
          after: { paperId: id, kind: paper.kind },
        },
      ]);
      return { bytes, name: `${paper.kind.replaceAll('_', '-')}.${paper.format}` };
    });
  }
}

/** @throws Problem validation_failed: a paper of one product must say which, dates must be possible */
function scopeOf({ kind, productId, issuedOn, expiresOn }: PaperFieldsDto): string | null {
  if (issuedOn !== undefined && expiresOn !== undefined && expiresOn < issuedOn)
    throw fieldProblem(
      'expiresOn',
      'not_valid',
      'Ngày hết hạn phải sau ngày cấp',
      'It runs out after it was issued',
    );
  if (paperKinds.find(({ code }) => code === kind)?.scope === 'shop') return null;
  if (productId === undefined)
    throw fieldProblem(
      'productId',
      'required',
      'Giấy này là của sản phẩm nào?',
      'Which product is it about?',
    );
  return productId;
}

/** Of two papers at the limit the second waits here and sees the first. */
async function demandRoom(tx: EntityManager, sellerId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`papers of ${sellerId}`]);
  if ((await tx.countBy(ProductPaper, { sellerId })) >= MOST_PAPERS) throw new Problem('state_conflict');
}
