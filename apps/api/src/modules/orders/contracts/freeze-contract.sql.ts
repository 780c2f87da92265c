/** What of an order's contract no row says: how many days its delivery takes, and who bears the discount. */
export interface ContractExtra {
  orderId: string;
  days: { min: number; max: number };
  discountBy: 'seller' | 'floor' | null;
}

const DIGEST = (text: string): string => `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;

/**
 * SQL: parts of the placement's statement that freeze its terms and a contract an order. Reads the rows that are being
 * written from the statement's own parameters ($1 group, $2 orders, $3 lines, $4 payments, $7 the instant), and the seller,
 * the goods and their certificates as they are at that instant; $13 are `ContractExtra`s, $14 the terms as text.
 */
export const FREEZE_CONTRACTS = `new_terms AS (
      INSERT INTO contract_terms (digest, content, created_at, updated_at)
      SELECT ${DIGEST('$14::text')}, $14::text, $7::timestamptz, $7::timestamptz ON CONFLICT DO NOTHING
    ), new_contracts AS (
      INSERT INTO order_contracts (order_id, content, digest, terms_digest, created_at, updated_at)
      SELECT c.order_id, c.content, ${DIGEST('c.content')}, ${DIGEST('$14::text')}, $7::timestamptz, $7::timestamptz
      FROM (SELECT o.id AS order_id, json_build_object('form', 1, 'orderCode', o.code, 'groupCode', g.code,
          'orderedAt', to_char($7::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'seller', json_build_object('slug', s.slug, 'name', s.name, 'legalName', s.legal_name, 'kind', s.kind,
            'address', concat_ws(', ', nullif(s.address_line, ''), sc.full_name, sp.name), 'phone', s.phone, 'taxCode', s.tax_code),
          'lines', (SELECT json_agg(json_build_object('name', l.product_name, 'variantName', l.variant_name, 'unit', l.unit,
              'quantity', l.quantity, 'unitPriceVnd', l.unit_price_vnd, 'totalVnd', l.total_vnd,
              'kgPriceVnd', l.kg_price_vnd, 'maxGrams', l.max_grams, 'stars', l.stars,
              'madeIn', concat_ws(', ', pc.full_name, pp.name), 'label', p.label,
              'certificate', json_build_object('productCode', c.product_code, 'decisionNumber', c.decision_number,
                'decisionDate', c.decision_date, 'issuedBy', c.issued_by, 'validUntil', c.valid_until)) ORDER BY l.id)
            FROM jsonb_populate_recordset(NULL::order_lines, $3::jsonb) l JOIN shop_products p ON p.id = l.product_id
              JOIN shop_certifications c ON c.id = l.certification_id JOIN communes pc ON pc.code = p.commune_code
              JOIN provinces pp ON pp.code = pc.province_code
            WHERE l.order_id = o.id),
          'itemsVnd', o.items_vnd, 'shippingFeeVnd', o.shipping_fee_vnd, 'discountVnd', o.discount_vnd,
          'discountBy', x."discountBy", 'totalVnd', o.total_vnd,
          'payment', json_build_object('method', m.method, 'bankBin', m.bank_bin, 'accountNumber', m.bank_account_number,
            'accountName', m.bank_account_name, 'depositVnd', m.deposit_vnd),
          'delivery', json_build_object('method', g.delivery_method, 'label', o.shipping_label, 'days', x.days,
            'point', (SELECT t.name FROM tourism_points t WHERE t.id = g.tourism_point_id))
          )::text AS content
        FROM jsonb_populate_record(NULL::order_groups, $1::jsonb) g
          CROSS JOIN jsonb_populate_recordset(NULL::orders, $2::jsonb) o
          JOIN jsonb_populate_recordset(NULL::payments, $4::jsonb) m ON m.payable_id = o.id
          JOIN jsonb_to_recordset($13::jsonb) AS x("orderId" uuid, days jsonb, "discountBy" text) ON x."orderId" = o.id
          JOIN shop_sellers s ON s.id = o.seller_id JOIN communes sc ON sc.code = s.commune_code
          JOIN provinces sp ON sp.code = sc.province_code) c
    )`;
