import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../platform/audit/record-audit.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../platform/database/constraint.js';
import { Transactions } from '../../platform/database/transactions.js';
import { checkInput } from '../../platform/http/check-input.js';
import { fieldProblem } from '../../platform/http/validation.js';
import { openStock } from '../inventory/index.js';
import { tourismPointIds } from '../places/index.js';
import { lockSeller } from '../sellers/index.js';
import { ListProductInput, type ShelfInput, type VariantInput } from './list-product.dto.js';
import { ProductImage } from './product-image.entity.js';
import { Product } from './product.entity.js';
import { ShelfStock } from './shelf-stock.entity.js';
import { Variant } from './variant.entity.js';

/** Takes up a product as a draft, with its variants, pictures and the points that show it; nobody sees it yet. */
@Injectable()
export class ListProduct {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @returns the ids; `variantIds` in the order given
   * @throws Problem validation_failed, not_found (no such seller)
   */
  async run(input: ListProductInput): Promise<{ productId: string; variantIds: string[] }> {
    const form = await checkInput(ListProductInput, input);
    const now = this.clock.now();
    const productId = uuidv7(now.getTime());
    const variants = form.variants.map((variant, index) => variantRow(variant, index, productId, now));
    try {
      await this.transactions.run('officer', async (tx) => {
        await lockSeller(tx, form.sellerId);
        await tx.insert(Product, productRow(form, productId, now));
        await tx.insert(Variant, variants);
        await openStock(tx, variants, now);
        if (form.images.length > 0) {
          await tx.insert(
            ProductImage,
            form.images.map((image, index) => ({
              ...image,
              id: uuidv7(now.getTime()),
              productId,
              position: index + 1,
              createdAt: now,
              updatedAt: now,
            })),
          );
          await this.keepAsPictures(tx, form, now);
        }
        await this.showAtPoints(tx, productId, form.shelves, now);
        const after = { slug: form.slug, sellerId: form.sellerId, setNo: form.setNo };
        await recordAudit(tx, [
          {
            at: now,
            actorKind: 'officer',
            action: 'product.listed',
            subjectType: 'product',
            subjectId: productId,
            after,
          },
        ]);
      });
    } catch (error) {
      throw listingProblem(error);
    }
    return { productId, variantIds: variants.map(({ id }) => id) };
  }

  /** The shop may show them again, in a change or another product. */
  private async keepAsPictures(
    tx: EntityManager,
    { sellerId, images }: ListProductInput,
    now: Date,
  ): Promise<void> {
    const [shas, widths, heights] = (['sha', 'width', 'height'] as const).map((key) =>
      images.map((image) => image[key]),
    );
    await tx.query(
      `INSERT INTO seller_pictures (seller_id, sha, width, height, uploaded_at, used_at, created_at, updated_at)
       SELECT $1, i.sha, i.width, i.height, $5, $5, $5, $5
       FROM unnest($2::varchar[], $3::int[], $4::int[]) AS i(sha, width, height)
       ON CONFLICT DO NOTHING`,
      [sellerId, shas, widths, heights, now],
    );
  }

  private async showAtPoints(
    tx: EntityManager,
    productId: string,
    shelves: ShelfInput[],
    now: Date,
  ): Promise<void> {
    if (shelves.length === 0) return;
    const points = await tourismPointIds(
      tx,
      shelves.map((shelf) => shelf.tourismPoint),
      'shelves',
    );
    const rows = shelves.map(({ tourismPoint, checkedOn }) => ({
      productId,
      tourismPointId: points.get(tourismPoint),
      checkedOn,
      createdAt: now,
      updatedAt: now,
    }));
    await tx.insert(ShelfStock, rows);
  }
}

function productRow(form: ListProductInput, id: string, now: Date) {
  return {
    id,
    sellerId: form.sellerId,
    slug: form.slug,
    name: form.name,
    setNo: form.setNo,
    communeCode: form.communeCode,
    description: form.description,
    story: form.story,
    label: form.label,
    shipsTo: form.shipsTo,
    publicationStatus: 'draft' as const,
    publicationStatusChangedAt: now,
    publishedAt: null,
    orderFrom: form.season?.orderFrom ?? null,
    orderUntil: form.season?.orderUntil ?? null,
    deliverFrom: form.season?.deliverFrom ?? null,
    illustrative: form.illustrative,
    createdAt: now,
    updatedAt: now,
  };
}

function variantRow(variant: VariantInput, index: number, productId: string, now: Date) {
  return {
    id: uuidv7(now.getTime()),
    productId,
    position: index + 1,
    name: variant.name,
    priceVnd: variant.priceVnd,
    kgPriceVnd: variant.catchWeight?.kgPriceVnd ?? null,
    minGrams: variant.catchWeight?.minGrams ?? null,
    maxGrams: variant.catchWeight?.maxGrams ?? null,
    unit: variant.unit,
    measureAmount: variant.measure?.amount ?? null,
    measureUnit: variant.measure?.unit ?? null,
    weightGrams: variant.weightGrams,
    createdAt: now,
    updatedAt: now,
  };
}

function listingProblem(error: unknown): unknown {
  switch (brokenConstraint(error)) {
    case 'products_slug_key':
    // Another product had it, and it leads there still.
    case 'page_addresses_slug_key':
      return fieldProblem('slug', 'taken', 'Địa chỉ sản phẩm này đã có', 'This address is taken');
    case 'products_commune_fk':
      return fieldProblem('communeCode', 'unknown', 'Không có xã, phường này', 'No such commune');
    case 'products_set_fk':
      return fieldProblem('setNo', 'unknown', 'Không có bộ sản phẩm này', 'No such product set');
    default:
      return error;
  }
}
