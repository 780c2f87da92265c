import type { Statement } from '../../platform/database/reader.js';

/** As many lines as one file holds: a spreadsheet of more opens slowly or not at all. Whoever asked for more is told so in it. */
export const MOST_LINES = 20_000;

/** What the file says of the request itself and of what it is about. */
export interface ExportFacts {
  no: number;
  authority: string;
  documentNumber: string;
  documentDate: string;
  details: string;
  personalData: boolean;
  status: string;
  product: { name: string; slug: string; certificates: string[] } | null;
  shop: {
    name: string;
    legalName: string;
    kind: string;
    taxCode: string | null;
    address: string;
    phone: string;
  };
}

/** Request $2 in the officer's communes $1: the shop is the one asked about, or whose product or order it is. */
export const exportFacts: Statement = {
  name: 'authority_export_facts',
  text: `
  SELECT r.no, r.authority, r.document_number AS "documentNumber", r.document_date::text AS "documentDate", r.details,
    r.personal_data AS "personalData", r.status,
    CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('name', p.name, 'slug', p.slug,
      'certificates', (SELECT coalesce(jsonb_agg(concat(c.stars, ' sao, số ', c.decision_number, ', từ ',
          to_char(c.issued_on, 'DD/MM/YYYY'), ' đến ', to_char(c.valid_until, 'DD/MM/YYYY'),
          CASE WHEN c.revoked_on IS NOT NULL THEN concat(', thu hồi ngày ', to_char(c.revoked_on, 'DD/MM/YYYY')) END)
        ORDER BY c.decision_date), '[]') FROM certifications c WHERE c.product_id = p.id)) END AS product,
    jsonb_build_object('name', s.name, 'legalName', pr.legal_name, 'kind', pr.kind, 'taxCode', pr.tax_code,
      'address', concat_ws(', ', pr.address_line, co.full_name), 'phone', s.phone) AS shop
  FROM authority_requests r LEFT JOIN products p ON p.id = r.product_id LEFT JOIN orders o ON o.id = r.order_id
  JOIN sellers s ON s.id = coalesce(r.seller_id, p.seller_id, o.seller_id)
  JOIN producers pr ON pr.id = s.producer_id JOIN communes co ON co.code = pr.commune_code
  WHERE r.id = $2::uuid AND ($1::varchar[] IS NULL OR r.commune_code = ANY ($1::varchar[])) FOR SHARE OF r`,
};

/** One line of an order that the request is about. */
export interface ExportLine {
  groupId: string;
  orderCode: string;
  placedAt: Date;
  status: string;
  productName: string;
  variantName: string;
  unit: string;
  quantity: number;
  unitPriceVnd: number;
  totalVnd: number;
}

/** Orders of request $1, the newest first, and one line more than a file holds; of a product only its own lines. */
export const exportLines: Statement = {
  name: 'authority_export_lines',
  text: `
  SELECT o.order_group_id AS "groupId", o.code AS "orderCode", o.created_at AS "placedAt", o.status,
    l.product_name AS "productName", l.variant_name AS "variantName", l.unit, l.quantity,
    l.unit_price_vnd::float8 AS "unitPriceVnd", l.total_vnd::float8 AS "totalVnd"
  FROM authority_requests r
  JOIN orders o ON o.id = r.order_id OR o.seller_id = r.seller_id
    OR o.id IN (SELECT x.order_id FROM order_lines x WHERE x.product_id = r.product_id)
  JOIN order_lines l ON l.order_id = o.id AND (r.product_id IS NULL OR l.product_id = r.product_id)
  WHERE r.id = $1::uuid ORDER BY o.created_at DESC, o.id, l.id LIMIT ${MOST_LINES} + 1`,
};
