import type { EntityManager } from 'typeorm';
import { CONTENT_FORM, type ProductContent, type VariantContent } from './product-content.js';

/** A variant as it is sold, with the price an officer approved last. */
export interface ApprovedVariant extends VariantContent {
  priceVnd: number;
  approvedPriceVnd: number;
}

/** What buyers read of a product. */
export interface Approved extends ProductContent {
  variants: ApprovedVariant[];
}

const READ = `
  SELECT json_build_object('form', ${CONTENT_FORM}, 'name', p.name, 'setNo', p.set_no, 'description', p.description,
    'story', nullif(p.story, ''), 'label', p.label, 'shipsTo', p.ships_to,
    'handling', p.handling, 'maxTransitDays', p.max_transit_days,
    'variants', (SELECT coalesce(json_agg(json_build_object('id', v.id, 'name', v.name, 'priceVnd', v.price_vnd,
        'approvedPriceVnd', v.approved_price_vnd, 'unit', v.unit,
        'measure', CASE WHEN v.measure_unit IS NOT NULL
          THEN json_build_object('amount', v.measure_amount, 'unit', v.measure_unit) END,
        'weightGrams', v.weight_grams,
        'catchWeight', CASE WHEN v.kg_price_vnd IS NOT NULL THEN json_build_object('kgPriceVnd', v.kg_price_vnd,
          'minGrams', v.min_grams, 'maxGrams', v.max_grams) END) ORDER BY v.position), '[]')
      FROM variants v WHERE v.product_id = p.id AND v.retired_at IS NULL),
    'images', (SELECT coalesce(json_agg(json_build_object('id', s.id, 'alt', i.alt) ORDER BY i.position), '[]')
      FROM product_images i JOIN seller_pictures s ON s.sha = i.sha AND s.seller_id = p.seller_id
      WHERE i.product_id = p.id)) AS approved
  FROM products p WHERE p.id = $1 AND p.published_at IS NOT NULL`;

/** What was approved of a product as a content; null while it was never published. */
export async function readApproved(tx: EntityManager, productId: string): Promise<Approved | null> {
  const [row] = await tx.query<{ approved: Approved }[]>(READ, [productId]);
  return row?.approved ?? null;
}

/** The approved state as the beginning of a change: without what only the floor knows. */
export function contentOf(approved: Approved): ProductContent {
  const variants = approved.variants.map((variant) => {
    const { approvedPriceVnd: _, ...content } = variant;
    return content;
  });
  return { ...approved, variants };
}
