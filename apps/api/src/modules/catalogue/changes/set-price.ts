import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { heaviestPieceVnd } from '#kernel/listing-prices';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { SellerTransactions, type EnteredSeller } from '../../sellers/index.js';
import { applyAtOnce } from './apply-at-once.js';
import { EDITABLE, type ChangeStatus } from './change-status.js';
import { holdProduct, openChange, type HeldProduct } from './find-product.js';
import { differences } from './needs-approval.js';
import { ProductChange } from './product-change.entity.js';
import type { ProductContent } from './product-content.js';
import { contentOf, readApproved, type ApprovedVariant } from './read-approved.js';
import { insertChange } from './start-product.js';
import { SubmitChange } from './submit-change.js';

/** What became of a price: in effect, or waiting in a change. */
export interface PriceOutcome {
  applied: boolean;
  priceVnd: number;
  change: { status: ChangeStatus; version: number } | null;
}

/** One price: of a piece, or of a kilogram where the variant is sold by weight. */
export interface NewPrice {
  priceVnd?: number;
  kgPriceVnd?: number;
}

/** Sets the price of a variant that is on sale. Within the share it is in effect at once, above it goes through approval. */
@Injectable()
export class SetPrice {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    private readonly submitChange: SubmitChange,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem not_found, not_allowed, validation_failed (the other kind of price is asked for), state_conflict (never
   *   published, or it would have to wait while an officer has another change of the product)
   */
  async run(
    principal: Principal,
    slug: string,
    productId: string,
    variantId: string,
    price: NewPrice,
  ): Promise<PriceOutcome> {
    const now = this.clock.now();
    return this.sellerTransactions.run(principal, slug, 'listings', async (tx, seller) => {
      const product = await holdProduct(tx, productId);
      const approved = await readApproved(tx, productId);
      if (approved === null) throw new Problem('state_conflict');
      const variant = approved.variants.find(({ id }) => id === variantId);
      if (variant === undefined) throw new Problem('not_found');
      const priced = withPrice(variant, price);
      const wanted = replaced(contentOf(approved), priced);
      const [found] = differences(wanted, approved, this.floor.approval.priceJumpPercent);
      const change = await openChange(tx, productId);
      const applied = found?.waits !== true;
      if (applied && found !== undefined) await applyAtOnce(tx, productId, wanted, [found], now);
      const pending = !applied
        ? await this.propose(tx, seller, product, change, { wanted, priced }, now)
        : change === null
          ? null
          : await this.carryOver(tx, change, priced, now);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: applied ? 'price.changed' : 'price.proposed',
          subjectType: 'product',
          subjectId: productId,
          before: { variantId, priceVnd: variant.priceVnd },
          after: { variantId, priceVnd: priced.priceVnd },
        },
      ]);
      return { applied, priceVnd: priced.priceVnd, change: pending };
    });
  }

  /** The open change says the same price from now on: publishing it later must not bring the older one back. */
  private async carryOver(
    tx: EntityManager,
    change: ProductChange,
    priced: PricedVariant,
    now: Date,
  ): Promise<{ status: ChangeStatus; version: number }> {
    const { status } = change;
    const mentioned = variantIn(change.content, priced);
    if (mentioned === undefined) return { status, version: change.version };
    const version = change.version + 1;
    const content = replaced(change.content, withPrice(mentioned, asPrice(priced)));
    await tx.update(ProductChange, { id: change.id }, { content, version, updatedAt: now });
    return { status, version };
  }

  /** A price that waits: sent by itself, or put beside what the shop is already writing. */
  private async propose(
    tx: EntityManager,
    seller: EnteredSeller,
    product: HeldProduct,
    change: ProductChange | null,
    { wanted, priced }: { wanted: ProductContent; priced: PricedVariant },
    now: Date,
  ): Promise<{ status: ChangeStatus; version: number }> {
    if (change !== null) {
      const fits = EDITABLE.includes(change.status) && variantIn(change.content, priced) !== undefined;
      if (!fits) throw new Problem('state_conflict');
      return this.carryOver(tx, change, priced, now);
    }
    await insertChange(
      tx,
      { productId: product.id, sellerId: seller.sellerId, accountId: seller.accountId },
      wanted,
      now,
    );
    const made = await openChange(tx, product.id);
    if (made === null) throw new Error('The change was not made');
    return this.submitChange.send(tx, seller, product, made, made.version);
  }
}

type PricedVariant = ProductContent['variants'][number] & { priceVnd: number };

/** The variant as a content has it; undefined where it goes there, or is to be sold the other way. */
const variantIn = (content: ProductContent, { id, catchWeight }: PricedVariant): PricedVariant | undefined =>
  content.variants.find((one) => one.id === id && (one.catchWeight === null) === (catchWeight === null)) as
    PricedVariant | undefined;

const asPrice = ({ priceVnd, catchWeight }: PricedVariant): NewPrice =>
  catchWeight === null ? { priceVnd } : { kgPriceVnd: catchWeight.kgPriceVnd };

/** @throws Problem validation_failed: by the piece or by the kilogram, as the variant is sold */
function withPrice(
  variant: ProductContent['variants'][number] | ApprovedVariant,
  { priceVnd, kgPriceVnd }: NewPrice,
): PricedVariant {
  const { catchWeight } = variant;
  const base = {
    id: variant.id,
    name: variant.name,
    unit: variant.unit,
    measure: variant.measure,
    weightGrams: variant.weightGrams,
  };
  if (catchWeight === null) {
    if (priceVnd === undefined || kgPriceVnd !== undefined) throw otherPrice('priceVnd');
    return { ...base, priceVnd, catchWeight: null };
  }
  if (kgPriceVnd === undefined || priceVnd !== undefined) throw otherPrice('kgPriceVnd');
  return {
    ...base,
    priceVnd: heaviestPieceVnd(kgPriceVnd, catchWeight.maxGrams),
    catchWeight: { ...catchWeight, kgPriceVnd },
  };
}

const otherPrice = (path: string): Problem =>
  path === 'priceVnd'
    ? fieldProblem(
        path,
        'required',
        'Hàng này bán theo gói, cần giá một gói',
        'Sold by the piece: give its price',
      )
    : fieldProblem(
        path,
        'required',
        'Hàng này bán theo cân, cần giá một ký',
        'Sold by weight: give the price of a kilogram',
      );

function replaced(content: ProductContent, variant: ProductContent['variants'][number]): ProductContent {
  return { ...content, variants: content.variants.map((one) => (one.id === variant.id ? variant : one)) };
}
