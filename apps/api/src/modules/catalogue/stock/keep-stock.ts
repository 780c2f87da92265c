import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { vietnamDay, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { actOnStock, shelfOf, type Shelf, type StockAct } from '../../inventory/index.js';
import { SellerTransactions } from '../../sellers/index.js';
import { Variant } from '../variant.entity.js';
import { Batch } from './batch.entity.js';
import { batchAsLabelled, type BatchForm } from './batch-as-labelled.js';

/** A variant of a shop's product, as an address names it. */
export interface VariantAddress {
  slug: string;
  productId: string;
  variantId: string;
}

/** What a shop does with its shelf: says what is left, and takes batches in. */
@Injectable()
export class KeepStock {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One tap, counted once. @throws Problem not_found, not_allowed, and what `actOnStock` refuses */
  async act(principal: Principal, at: VariantAddress, act: Omit<StockAct, 'variantId'>): Promise<Shelf> {
    const now = this.clock.now();
    return this.sellerTransactions.run(principal, at.slug, 'listings', async (tx) => {
      await demandVariant(tx, at);
      return this.record(tx, at, { ...act, variantId: at.variantId }, now);
    });
  }

  /**
   * Takes a batch in. `onShelf`: its pieces are counted already, and only now get their dates; otherwise they are received
   * with it.
   *
   * @throws Problem not_found, not_allowed, validation_failed (a code that is taken, dates that cannot be), idempotency_conflict
   */
  async addBatch(
    principal: Principal,
    at: VariantAddress,
    { key, onShelf, ...told }: BatchForm & { key: string; onShelf: boolean },
  ): Promise<Shelf & { id: string }> {
    const now = this.clock.now();
    return this.sellerTransactions.run(principal, at.slug, 'listings', async (tx) => {
      await demandVariant(tx, at);
      const form = await batchAsLabelled(tx, at.productId, told, vietnamDay(now));
      // Two of the same at once take turns: the second finds the batch of the first.
      await tx.query(`SELECT 1 FROM stock_levels WHERE variant_id = $1 FOR NO KEY UPDATE`, [at.variantId]);
      const made = await this.madeBy(tx, at.variantId, key);
      if (made !== null) return { id: made, ...(await shelfOf(tx, at.variantId, now)) };
      const id = uuidv7(now.getTime());
      await tx
        .insert(Batch, { id, variantId: at.variantId, ...form, createdAt: now, updatedAt: now })
        .catch((error: unknown) => {
          throw batchProblem(error);
        });
      const act = { key, variantId: at.variantId, act: 'received' as const, batchId: id };
      const shelf = await this.record(tx, at, { ...act, quantity: onShelf ? 0 : form.quantity }, now);
      return { id, ...shelf };
    });
  }

  /** Puts right what was mistyped of a batch. @throws Problem not_found, not_allowed, validation_failed */
  async correctBatch(
    principal: Principal,
    at: VariantAddress,
    batchId: string,
    told: BatchForm,
  ): Promise<Shelf> {
    const now = this.clock.now();
    return this.sellerTransactions.run(principal, at.slug, 'listings', async (tx) => {
      await demandVariant(tx, at);
      const form = await batchAsLabelled(tx, at.productId, told, vietnamDay(now));
      const before = await tx.findOneBy(Batch, { id: batchId, variantId: at.variantId });
      if (before === null) throw new Problem('not_found');
      await tx.update(Batch, { id: batchId }, { ...form, updatedAt: now }).catch((error: unknown) => {
        throw batchProblem(error);
      });
      const { code, madeOn, expiresOn, quantity } = before;
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'batch.corrected',
          subjectType: 'product',
          subjectId: at.productId,
          before: { batchId, code, madeOn, expiresOn, quantity },
          after: { batchId, ...form },
        },
      ]);
      return shelfOf(tx, at.variantId, now);
    });
  }

  private async madeBy(tx: EntityManager, variantId: string, key: string): Promise<string | null> {
    const [act] = await tx.query<{ batchId: string | null }[]>(
      `SELECT batch_id AS "batchId" FROM stock_acts WHERE variant_id = $1 AND key = $2`,
      [variantId, key],
    );
    if (act !== undefined && act.batchId === null) throw new Problem('idempotency_conflict');
    return act?.batchId ?? null;
  }

  private async record(tx: EntityManager, at: VariantAddress, act: StockAct, now: Date): Promise<Shelf> {
    const before = await shelfOf(tx, at.variantId, now);
    const after = await actOnStock(tx, act, now);
    if (before.onHand !== after.onHand || act.batchId !== undefined)
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: `stock.${act.act}`,
          subjectType: 'product',
          subjectId: at.productId,
          before: { variantId: at.variantId, onHand: before.onHand },
          after: { onHand: after.onHand, ...(act.batchId === undefined ? {} : { batchId: act.batchId }) },
        },
      ]);
    return after;
  }
}

/** @throws Problem not_found, also for a variant of another product or shop */
export async function demandVariant(
  tx: EntityManager,
  { productId, variantId }: VariantAddress,
): Promise<void> {
  if (!(await tx.existsBy(Variant, { id: variantId, productId }))) throw new Problem('not_found');
}

function batchProblem(error: unknown): unknown {
  return brokenConstraint(error) === 'batches_code_key'
    ? fieldProblem(
        'code',
        'taken',
        'Quy cách này đã có lô mang mã đó',
        'This variant has a batch of that code',
      )
    : error;
}
