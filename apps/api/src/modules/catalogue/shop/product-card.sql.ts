import { availableOfProductSql } from '../../inventory/index.js';
import { imageWidths, type ImageWidth } from '../../../platform/files/index.js';

/** Price for a kilogram or a litre; kernel/money's `unitPrice` in SQL (half a đồng upward), and a test holds them equal. */
export const unitPriceSql = (variant: string): string => `
  CASE WHEN ${variant}.measure_unit IN ('g', 'ml') THEN json_build_object(
    'amountVnd', (${variant}.price_vnd * 2000 + ${variant}.measure_amount) / (2 * ${variant}.measure_amount),
    'per', CASE ${variant}.measure_unit WHEN 'g' THEN 'kg' ELSE 'lít' END) END`;

/** A picture as JSON; platform/files' `imageSource` and `imageSrcset` in SQL, and a test holds them equal. */
export function imageSql(image: string, upTo: ImageWidth = 640): string {
  const url = (width: ImageWidth): string => `'/api/v1/images/' || ${image}.sha || '/${width}.jpg'`;
  const srcset = imageWidths.map((width, index) => {
    const candidate = `${url(width)} || ' ' || least(${width}, ${image}.width) || 'w'`;
    return index === 0
      ? candidate
      : `CASE WHEN ${image}.width > ${imageWidths[index - 1] ?? 0} THEN ', ' || ${candidate} END`;
  });
  return `json_build_object('url', ${url(upTo)}, 'width', least(${upTo}, ${image}.width),
    'height', greatest(1, round(${image}.height * least(${upTo}, ${image}.width)::numeric / ${image}.width))::int,
    'alt', ${image}.alt, 'srcset', concat(${srcset.join(', ')}))`;
}

/** The variant a card quotes: the cheapest, of equals the first. */
export const cheapestVariantSql = (product: string): string => `
  (SELECT v.price_vnd, v.unit, v.measure_amount, v.measure_unit, v.kg_price_vnd IS NOT NULL AS by_weight
    FROM shop_variants v
    WHERE v.product_id = ${product} ORDER BY v.price_vnd, v.position LIMIT 1)`;

/** The first picture of a product as JSON, or null. */
export const firstImageSql = (product: string): string => `
  (SELECT ${imageSql('i')} FROM shop_images i WHERE i.product_id = ${product} ORDER BY i.position LIMIT 1)`;

/**
 * A product card as JSON, for a row that names a listing (`product_id`, `listed_from`). A correlated sub-select on
 * purpose: a page is cut to its few keys first and each card is then a handful of look-ups by key. As a join the
 * planner, which cannot know how small the page is, would read whole tables.
 */
export const cardSql = (row: string, now: string): string => `
  (SELECT json_build_object(
    'id', p.id, 'slug', p.slug, 'name', p.name, 'stars', l.stars, 'set', l.set_no, 'group', l.group_code,
    'priceVnd', l.price_vnd, 'unit', v.unit, 'unitPrice', ${unitPriceSql('v')}, 'byWeight', v.by_weight,
    'available', ${availableOfProductSql('p.id', now)},
    'seller', json_build_object('slug', s.slug, 'name', s.name, 'kind', s.kind),
    'commune', json_build_object('code', co.code, 'name', co.full_name),
    'image', ${firstImageSql('p.id')},
    'rating', json_build_object('average', l.rating_average, 'count', l.rating_count))
  FROM shop_listings l
  JOIN shop_products p ON p.id = l.product_id
  JOIN shop_sellers s ON s.id = l.seller_id
  JOIN communes co ON co.code = l.commune_code
  CROSS JOIN LATERAL ${cheapestVariantSql('p.id')} v
  WHERE l.product_id = ${row}.product_id AND l.listed_from = ${row}.listed_from)`;

/** The gate: one definition, asked of every listing a reader could see. `day` is the day in Vietnam. */
export const listedSql = (listing: string, day: string): string => `is_listed(${listing}.publication_status,
  ${listing}.seller_status, ${listing}.stars, ${listing}.listed_from, ${listing}.listed_until, ${day})`;
