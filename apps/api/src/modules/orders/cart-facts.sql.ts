import { availableOfVariantSql } from '../inventory/index.js';
import type { OwnDelivery } from '../delivery/index.js';
import type { DepositTerms } from './deposits/deposit-amount.js';
import type { GatewayName } from '../payments/index.js';
import type { Statement } from '../../platform/database/reader.js';

/** Everything that decides about one cart line, as it is at this moment. */
export interface CartLineFacts {
  variantId: string;
  quantity: number;
  variantName: string;
  unit: string;
  priceVnd: number;
  weightGrams: number;
  /** Of goods sold by weight: the price of a kilogram and the most one piece weighs; null of all others. */
  kgPriceVnd: number | null;
  maxGrams: number | null;
  productId: string;
  productSlug: string;
  productName: string;
  alcohol: boolean;
  shipsTo: 'province' | 'country';
  /** Within how many days it must arrive: live, cold or fragile goods; null where any time will do. */
  maxTransitDays: number | null;
  publicationStatus: string;
  sellerId: string;
  sellerSlug: string;
  sellerName: string;
  sellerStatus: string;
  acceptsCod: boolean;
  acceptsBankTransfer: boolean;
  /** At which gateways the seller has an account, of those the floor is connected with. */
  gateways: GatewayName[];
  sellerCommuneCode: string;
  sellerProvinceCode: string;
  sellerRegion: string;
  /** How the shop sends: options of the fee table (null: all), and its own delivery. */
  rateOptions: string[] | null;
  ownDelivery: OwnDelivery | null;
  /** What the shop asks ahead of what is paid on delivery; null where it never said. */
  depositTerms: DepositTerms | null;
  bankBin: string | null;
  bankAccountNumber: string | null;
  bankAccountName: string | null;
  /** What the gate says today; certificate and stars are null when it says no. */
  certificationId: string | null;
  stars: number | null;
  available: number;
  imageSha: string | null;
  imageWidth: number | null;
  imageHeight: number | null;
  imageAlt: string | null;
}

const FACTS = `
  v.id AS "variantId", v.name AS "variantName", v.unit,
  v.price_vnd::float8 AS "priceVnd", v.weight_grams AS "weightGrams",
  v.kg_price_vnd::float8 AS "kgPriceVnd", v.max_grams AS "maxGrams",
  p.id AS "productId", p.slug AS "productSlug", p.name AS "productName", ps.alcohol,
  p.ships_to AS "shipsTo", p.max_transit_days AS "maxTransitDays", p.publication_status AS "publicationStatus",
  s.id AS "sellerId", s.slug AS "sellerSlug", s.name AS "sellerName", s.status AS "sellerStatus",
  s.accepts_cod AS "acceptsCod", s.accepts_bank_transfer AS "acceptsBankTransfer",
  ARRAY (SELECT bg.gateway FROM buying_gateways bg WHERE bg.seller_id = s.id AND bg.gateway = ANY ($4::varchar[])) AS gateways,
  c.code AS "sellerCommuneCode", c.province_code AS "sellerProvinceCode", pv.region AS "sellerRegion",
  d.rate_options AS "rateOptions", CASE WHEN d.own_communes IS NOT NULL THEN json_build_object('feeVnd', d.own_fee_vnd,
    'minDays', d.own_min_days, 'maxDays', d.own_max_days, 'communes', d.own_communes) END AS "ownDelivery",
  CASE WHEN dp.seller_id IS NOT NULL THEN json_build_object('fromVnd', dp.from_vnd, 'percent', dp.percent,
    'aboveLimit', dp.above_limit) END AS "depositTerms", b.bank_bin AS "bankBin", b.bank_account_number AS "bankAccountNumber", b.bank_account_name AS "bankAccountName",
  l.certification_id AS "certificationId", l.stars,
  ${availableOfVariantSql('v.id', '$3::timestamptz')} AS available,
  i.sha AS "imageSha", i.width AS "imageWidth", i.height AS "imageHeight", i.alt AS "imageAlt"`;

/** $2 is the Vietnamese day the gate is asked about, $3 the instant at which holds count as expired, $4 the gateways the floor has. */
const JOINS = `
  JOIN shop_products p ON p.id = v.product_id
  JOIN product_sets ps ON ps.no = p.set_no
  JOIN shop_sellers s ON s.id = p.seller_id
  JOIN communes c ON c.code = s.commune_code
  JOIN provinces pv ON pv.code = c.province_code
  LEFT JOIN buying_seller_accounts b ON b.seller_id = s.id
  LEFT JOIN buying_seller_deliveries d ON d.seller_id = s.id
  LEFT JOIN buying_seller_deposits dp ON dp.seller_id = s.id
  LEFT JOIN shop_images i ON i.product_id = p.id AND i.position = 1
  LEFT JOIN shop_listings l ON l.product_id = p.id
    AND is_listed(l.publication_status, l.seller_status, l.stars, l.listed_from, l.listed_until, $2::date)`;

/** $1: the cart's key. Lines in the order they were added, so that a page does not jump. */
export const cartFacts: Statement = {
  name: 'orders-cart-facts',
  text: `SELECT cl.quantity, ${FACTS}
    FROM cart_lines cl JOIN shop_variants v ON v.id = cl.variant_id ${JOINS}
    WHERE cl.cart_id = $1 ORDER BY cl.created_at, cl.variant_id`,
};

/** $1: a variant that somebody wants to put into a cart. */
export const variantFacts: Statement = {
  name: 'orders-variant-facts',
  text: `SELECT 0 AS quantity, ${FACTS} FROM shop_variants v ${JOINS} WHERE v.id = $1`,
};
