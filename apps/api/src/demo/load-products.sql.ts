import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import type { InventedProduct, InventedSeller } from './invented-rows.js';

/** Producers and their shops, approved. */
export async function insertSellers(
  tx: EntityManager,
  sellers: readonly InventedSeller[],
  now: Date,
): Promise<void> {
  const rows = JSON.stringify(sellers);
  await tx.query(
    `INSERT INTO producers (id, kind, legal_name, representative, commune_code, address_line, tax_code, cooperative_status,
       illustrative, created_at, updated_at)
     SELECT "producerId", kind, name, 'Người Ví Dụ', "communeCode", 'Ấp Mẫu', "taxCode", "cooperativeStatus",
       '{legalName,representative,addressLine,taxCode}', $2, $2
     FROM jsonb_to_recordset($1::jsonb) AS i("producerId" uuid, kind text, name text, "communeCode" text, "taxCode" text,
       "cooperativeStatus" text)`,
    [rows, now],
  );
  await tx.query(
    `INSERT INTO sellers (id, producer_id, slug, name, phone, status, status_changed_at, accepts_cod, accepts_bank_transfer,
       bank_bin, bank_account_number, bank_account_name, created_at, updated_at)
     SELECT "sellerId", "producerId", slug, name, phone, 'approved', $2, true, true, '970405', "accountNumber",
       'TAI KHOAN MAU', $2, $2
     FROM jsonb_to_recordset($1::jsonb) AS i("sellerId" uuid, "producerId" uuid, slug text, name text, phone text,
       "accountNumber" text)`,
    [rows, now],
  );
}

/** Products with all that hangs on them; the certificates last, so that listings are computed from whole products. */
export async function insertProducts(
  tx: EntityManager,
  products: readonly InventedProduct[],
  now: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO products (id, seller_id, slug, name, set_no, commune_code, description, story, label, ships_to,
       publication_status, publication_status_changed_at, published_at, illustrative, created_at, updated_at)
     SELECT id, "sellerId", slug, name, "setNo", "communeCode", description, story, label, "shipsTo", 'published',
       "publishedAt", "publishedAt", array(SELECT jsonb_array_elements_text(illustrative)), $2, $2
     FROM jsonb_to_recordset($1::jsonb) AS i(id uuid, "sellerId" uuid, slug text, name text, "setNo" smallint,
       "communeCode" text, description text, story text, label jsonb, "shipsTo" text, "publishedAt" timestamptz,
       illustrative jsonb)`,
    [JSON.stringify(products), now],
  );
  await insertVariants(tx, products, now);
  const images = products.flatMap(({ id, image }) =>
    image === null ? [] : [{ id: uuidv7(now.getTime()), productId: id, ...image }],
  );
  await tx.query(
    `INSERT INTO product_images (id, product_id, position, sha, width, height, alt, created_at, updated_at)
     SELECT id, "productId", 1, sha, width, height, alt, $2, $2
     FROM jsonb_to_recordset($1::jsonb) AS i(id uuid, "productId" uuid, sha text, width integer, height integer, alt text)`,
    [JSON.stringify(images), now],
  );
  // A shop may show them again, in a change or another product.
  await tx.query(
    `INSERT INTO seller_pictures (seller_id, sha, width, height, uploaded_at, used_at, created_at, updated_at)
     SELECT DISTINCT p.seller_id, i.sha, i.width, i.height, $2::timestamptz, $2::timestamptz, $2::timestamptz, $2::timestamptz
     FROM jsonb_to_recordset($1::jsonb) AS i("productId" uuid, sha text, width integer, height integer)
     JOIN products p ON p.id = i."productId" ON CONFLICT DO NOTHING`,
    [JSON.stringify(images), now],
  );
  const shelves = products.flatMap(({ id, shelf }) => (shelf === null ? [] : [{ productId: id, ...shelf }]));
  await tx.query(
    `INSERT INTO shelf_stocks (product_id, tourism_point_id, checked_on, created_at, updated_at)
     SELECT "productId", "tourismPointId", "checkedOn", $2, $2
     FROM jsonb_to_recordset($1::jsonb) AS i("productId" uuid, "tourismPointId" uuid, "checkedOn" date)`,
    [JSON.stringify(shelves), now],
  );
  const certificates = products.map(({ id, certificate }) => ({ ...certificate, productId: id }));
  await tx.query(
    `INSERT INTO certifications (id, product_id, product_name, set_no, holder_name, holder_kind, commune_code,
       product_code, decision_number, decision_date, issued_by, issuing_level, stars, score, issued_on, expires_on,
       illustrative, created_at, updated_at)
     SELECT i.id, p.id, p.name, p.set_no, pr.legal_name, pr.kind, p.commune_code, "productCode", "decisionNumber",
       "decisionDate", "issuedBy", "issuingLevel", stars, score, "issuedOn", "expiresOn", '{productName,holderName,decisionNumber}',
       $2, $2
     FROM jsonb_to_recordset($1::jsonb) AS i(id uuid, "productId" uuid, "productCode" text, "decisionNumber" text,
       "decisionDate" date, "issuedBy" text, "issuingLevel" text, stars smallint, score numeric, "issuedOn" date,
       "expiresOn" date)
     JOIN products p ON p.id = i."productId" JOIN sellers s ON s.id = p.seller_id JOIN producers pr ON pr.id = s.producer_id`,
    [JSON.stringify(certificates), now],
  );
}

async function insertVariants(
  tx: EntityManager,
  products: readonly InventedProduct[],
  now: Date,
): Promise<void> {
  const rows = JSON.stringify(
    products.flatMap(({ id, variants }) =>
      variants.map((variant) => ({ ...variant, productId: id, movementId: uuidv7(now.getTime()) })),
    ),
  );
  await tx.query(
    `INSERT INTO variants (id, product_id, position, name, price_vnd, unit, measure_amount, measure_unit, weight_grams,
       created_at, updated_at)
     SELECT id, "productId", position, name, "priceVnd", unit, "measureAmount", "measureUnit", "weightGrams", $2, $2
     FROM jsonb_to_recordset($1::jsonb) AS i(id uuid, "productId" uuid, position smallint, name text, "priceVnd" bigint,
       unit text, "measureAmount" integer, "measureUnit" text, "weightGrams" integer)`,
    [rows, now],
  );
  await tx.query(
    `WITH i AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS i(id uuid, "movementId" uuid, "onHand" integer)
     ), moved AS (
       INSERT INTO stock_movements (id, variant_id, quantity, reason, occurred_at)
       SELECT "movementId", id, "onHand", 'received', $2 FROM i
     )
     INSERT INTO stock_levels (variant_id, on_hand, reserved, created_at, updated_at)
     SELECT id, "onHand", 0, $2, $2 FROM i`,
    [rows, now],
  );
}
