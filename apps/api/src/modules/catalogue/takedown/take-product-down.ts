import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { vietnamDay } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Problem } from '../../../platform/http/problem.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import type { Officer } from '../../identity/index.js';
import { IssueLetter, lockSeller } from '../../sellers/index.js';
import { ProductTakedown } from './product-takedown.entity.js';
import { takedownQueue } from './takedown-queue.js';

/** Who asked for a product to be taken down, by which paper (null: the floor decides by itself), and what was said. */
interface Demand {
  demandedBy: string | null;
  words: string;
}

/**
 * Takes a product off the floor at once, because an authority asks for it (Decree 248/2026: within 24 hours) or because an
 * officer found what was reported of it, and lets it back by an act of its own. It is an officer's act about goods that others answer for: nobody acts about their own.
 */
@Injectable()
export class TakeProductDown {
  constructor(
    private readonly jobs: Jobs,
    private readonly issueLetter: IssueLetter,
  ) {}

  /**
   * In the caller's transaction. The id of the taking-down.
   *
   * @throws Problem not_allowed (the officer has a hand in that shop), state_conflict (not on the floor, or down already)
   */
  async run(
    tx: EntityManager,
    officer: Officer,
    productId: string,
    { demandedBy, words }: Demand,
    now: Date,
  ): Promise<string> {
    const { publicationStatus, sellerId, name } = await hold(tx, officer, productId);
    if (publicationStatus !== 'published') throw new Problem('state_conflict');
    const id = uuidv7(now.getTime());
    try {
      await tx.insert(ProductTakedown, {
        id,
        productId,
        demandedBy,
        words,
        takenDownAt: now,
        decidedBy: officer.accountId,
        liftedAt: null,
        liftedBy: null,
        liftingWords: null,
        createdAt: now,
        updatedAt: now,
      });
    } catch (error) {
      throw brokenConstraint(error) === 'product_takedowns_open' ? new Problem('state_conflict') : error;
    }
    await record(tx, 'product.taken_down', productId, now, { takedownId: id, demandedBy });
    await this.issueLetter.run(
      tx,
      sellerId,
      'product_takedown',
      {
        product: name,
        words,
        day: vietnamDay(now),
        ...(demandedBy === null ? {} : { authority: demandedBy }),
      },
      { issuedBy: officer.accountId, now },
    );
    await this.jobs.enqueue(tx, takedownQueue, { takedownId: id });
    return id;
  }

  /** In the caller's transaction. @throws Problem not_found, not_allowed, state_conflict (lifted already) */
  async lift(
    tx: EntityManager,
    officer: Officer,
    takedownId: string,
    words: string,
    now: Date,
  ): Promise<void> {
    const takedown = await tx.findOneBy(ProductTakedown, { id: takedownId });
    if (takedown === null) throw new Problem('not_found');
    const { sellerId, name } = await hold(tx, officer, takedown.productId);
    const lifted = await changedRows(
      tx,
      `UPDATE product_takedowns SET lifted_at = $2, lifted_by = $3, lifting_words = $4, updated_at = $2
       WHERE id = $1 AND lifted_at IS NULL RETURNING id`,
      [takedownId, now, officer.accountId, words],
    );
    if (lifted.length === 0) throw new Problem('state_conflict');
    await record(tx, 'product.let_back', takedown.productId, now, { takedownId });
    await this.issueLetter.run(
      tx,
      sellerId,
      'product_let_back',
      { product: name, words },
      { issuedBy: officer.accountId, now },
    );
    await this.jobs.enqueue(tx, takedownQueue, { takedownId });
  }
}

interface HeldForOfficer {
  sellerId: string;
  name: string;
  publicationStatus: string;
}

/** The product as it stays until the transaction ends. @throws Problem not_found, not_allowed */
async function hold(tx: EntityManager, { accountId }: Officer, productId: string): Promise<HeldForOfficer> {
  const [product] = await tx.query<{ sellerId: string; own: boolean }[]>(
    `SELECT p.seller_id AS "sellerId", EXISTS (SELECT FROM seller_members m
         WHERE m.seller_id = p.seller_id AND m.account_id = $2
       UNION ALL SELECT FROM mandates d WHERE d.seller_id = p.seller_id AND d.staff_account_id = $2) AS own
     FROM products p WHERE p.id = $1`,
    [productId, accountId],
  );
  if (product === undefined) throw new Problem('not_found');
  if (product.own) throw new Problem('not_allowed');
  await lockSeller(tx, product.sellerId);
  const [held] = await tx.query<HeldForOfficer[]>(
    `SELECT seller_id AS "sellerId", name, publication_status AS "publicationStatus" FROM products WHERE id = $1 FOR NO KEY UPDATE`,
    [productId],
  );
  if (held === undefined) throw new Problem('not_found');
  return held;
}

function record(
  tx: EntityManager,
  action: string,
  productId: string,
  at: Date,
  after: object,
): Promise<void> {
  return recordAudit(tx, [
    { at, actorKind: 'officer', action, subjectType: 'product', subjectId: productId, after },
  ]);
}
