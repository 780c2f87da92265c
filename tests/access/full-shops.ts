import { publicCode } from '#kernel/ids';
import { Buyer } from '../support/buyer.js';
import type { TestApp } from '../support/app.js';
import type { TestDatabase } from '../support/database.js';
import type { People, Person } from '../support/people.js';
import { HOME_COMMUNE, type SmallFloor, type SmallSeller } from '../support/small-floor.js';

/** A shop with rows in every table a shop can have rows in, and its owner. */
export interface FullShop extends SmallSeller {
  owner: Person;
  /** Assisting staff under the shop's mandate. */
  staff: Person;
}

interface Ground {
  app: TestApp;
  database: TestDatabase;
  people: People;
  floor: SmallFloor;
}

/**
 * Two shops that each have something everywhere, and one purchase from both. A new table of shops gets its rows in
 * `fill`; the suite says which table is still empty.
 */
export async function twoFullShops(ground: Ground): Promise<[FullShop, FullShop]> {
  const shops: [FullShop, FullShop] = [await openShop(ground, 'ben-tre'), await openShop(ground, 'ben-duoi')];
  const variants = await Promise.all(
    shops.map(async (shop) => {
      const product = await ground.floor.product({ slug: `hang-${shop.slug}`, seller: shop });
      await fill(ground, shop, product.productId);
      return product.variantId;
    }),
  );
  const buyer = new Buyer(ground.app.url);
  for (const lines of [variants, ...variants.map((id) => [id])])
    await buyer.buy(Object.fromEntries(lines.map((id) => [id, 2])));
  await ground.database.query(
    `WITH f AS (INSERT INTO fulfillments (order_id, status, status_changed_at) SELECT id, 'packing', now() FROM orders
       RETURNING id, order_id)
     INSERT INTO fulfillment_lines (fulfillment_id, order_line_id, quantity)
     SELECT f.id, l.id, 1 FROM f JOIN order_lines l ON l.order_id = f.order_id`,
  );
  await ground.database.query(
    `INSERT INTO fulfillment_rides (fulfillment_id, kind, line, leaves_from, leaves_at, arrives_to)
     SELECT id, 'coach', 'Xe mẫu', 'Năm Căn', now(), 'Cà Mau' FROM fulfillments`,
  );
  await ground.database.query(
    `INSERT INTO shipments (fulfillment_id, carrier_account_id, status, status_changed_at, grams, length_cm, width_cm,
       height_cm, cod_vnd, value_vnd)
     SELECT f.id, a.id, 'asked', now(), 900, 20, 15, 10, 0, 1000 FROM fulfillments f JOIN orders o ON o.id = f.order_id
     JOIN carrier_accounts a ON a.seller_id = o.seller_id`,
  );
  await ground.database.query(
    `INSERT INTO pickup_codes (fulfillment_id, order_group_id, code_hash, code_sealed)
     SELECT f.id, o.order_group_id, 'mau', 'mau' FROM fulfillments f JOIN orders o ON o.id = f.order_id`,
  );
  await ground.database.query(
    `UPDATE fulfillments SET status = 'delivered', handed_over_at = now(), arrived_at = now()`,
  );
  await ground.database.query(
    `INSERT INTO order_returns (order_id, number, key, status, status_changed_at, reason, answer_by)
     SELECT id, 1, 'mau-0001', 'requested', now(), 'damaged', now() FROM orders`,
  );
  await ground.database.query(
    `INSERT INTO order_return_lines (return_id, order_line_id, quantity)
     SELECT r.id, l.id, 1 FROM order_returns r JOIN order_lines l ON l.order_id = r.order_id`,
  );
  await ground.database.query(
    `INSERT INTO order_pictures (order_id, order_group_id, subject, subject_id, added_by, bytes, added_at)
     SELECT o.id, o.order_group_id, 'return', r.id, 'buyer', 1, now() FROM order_returns r JOIN orders o ON o.id = r.order_id`,
  );
  await ground.database.query(
    `WITH r AS (INSERT INTO product_reviews (product_id, seller_id, order_id, order_line_id, rating, status,
         status_changed_at, written_at)
       SELECT l.product_id, o.seller_id, o.id, l.id, 5, 'shown', now(), now()
       FROM order_lines l JOIN orders o ON o.id = l.order_id RETURNING id, order_id)
     INSERT INTO review_photos (order_id, review_id, position, sha, width, height)
     SELECT order_id, id, 1, repeat('a', 64), 1, 1 FROM r`,
  );
  await ground.database.query(
    `INSERT INTO go_aheads (order_id, status, status_changed_at, token_hash, created_at, updated_at)
     SELECT id, 'asked', now(), md5(id::text), now(), now() FROM orders`,
  );
  await ground.database.query(
    `INSERT INTO cod_remittances (seller_id, order_id, fulfillment_id, expected_vnd, collected_vnd, fee_vnd, paid_on)
     SELECT o.seller_id, o.id, f.id, 10, 10, 1, '2026-11-20' FROM fulfillments f JOIN orders o ON o.id = f.order_id`,
  );
  await ground.database.query(
    `INSERT INTO order_line_flags (order_line_id, certification_id, flagged_at) SELECT id, certification_id, now() FROM order_lines`,
  );
  await ground.database.query(
    `INSERT INTO order_weighings (order_id, key, lines, total_before_vnd, total_after_vnd, weighed_at)
     SELECT id, 'mau-0001', '[]', 2, 1, now() FROM orders`,
  );
  await ground.database.query(
    `INSERT INTO order_invoices (order_id, seller_id, version, series, number, issued_on, written_at)
     SELECT id, seller_id, 1, '1C26TAA', row_number() OVER (ORDER BY id), '2026-11-23', now() FROM orders`,
  );
  await ground.database.query(
    `INSERT INTO payment_receipts (seller_id, source, account, external_id, amount_vnd, paid_at, payment_id, counted,
       outcome, outcome_at)
     SELECT o.seller_id, 'bank', 'mau', p.id::text, 10, now(), p.id, true, 'under', now()
     FROM payments p JOIN orders o ON o.id = p.payable_id`,
  );
  await ground.database.query(
    `INSERT INTO refunds (seller_id, payment_id, idempotency_key, amount_vnd, reason, status, status_changed_at, owed_at, due_on)
     SELECT o.seller_id, p.id, 'mau', 5, 'cancelled', 'owed', now(), now(), '2026-12-01'
     FROM payments p JOIN orders o ON o.id = p.payable_id`,
  );
  await ground.database.query(
    `WITH d AS (INSERT INTO disputes (order_id, seller_id, kind, status, status_changed_at, opened_at, first_reply_by, resolve_by)
       SELECT id, seller_id, 'conduct', 'open', now(), now(), '2026-11-25', '2026-12-07' FROM orders RETURNING id, order_id),
     p AS (INSERT INTO order_pictures (order_id, order_group_id, subject, subject_id, added_by, bytes, added_at)
       SELECT o.id, o.order_group_id, 'dispute', d.id, 'buyer', 1, now() FROM d JOIN orders o ON o.id = d.order_id)
     INSERT INTO dispute_messages (dispute_id, order_group_id, author, written_at)
     SELECT d.id, o.order_group_id, 'buyer', now() FROM d JOIN orders o ON o.id = d.order_id`,
  );
  await ground.database.query(
    `WITH c AS (INSERT INTO ledger_causes (cause, cause_id, order_id, occurred_at)
       SELECT 'receipt', gen_random_uuid(), id, '2026-01-05' FROM orders RETURNING cause, cause_id, order_id),
     t AS (INSERT INTO ledger_transactions (seller_id, order_id, cause, cause_id, kind, channel, occurred_at, month, posted_at)
       SELECT o.seller_id, o.id, c.cause, c.cause_id, 'collected', 'cod', '2026-01-05', '2026-01', '2026-01-05'
       FROM c JOIN orders o ON o.id = c.order_id RETURNING id, seller_id),
     e AS (INSERT INTO ledger_entries (transaction_id, account, amount_vnd)
       SELECT t.id, a.name, a.vnd FROM t, (VALUES ('collected_seller', 1), ('buyer', -1)) a(name, vnd))
     INSERT INTO tax_withholdings (transaction_id, seller_id, part, kind, mode, month, vat_permille, pit_permille,
       revenue_vnd, vat_vnd, pit_vnd)
     SELECT id, seller_id, 'goods', 'goods', 'withheld', '2026-01', 10, 5, 1, 0, 0 FROM t`,
  );
  await ground.database.query(
    `INSERT INTO voucher_uses (voucher_id, order_group_id, paid_by, status, status_changed_at, person_keys)
     SELECT v.id, o.order_group_id, 'seller', 'live', now(), '{}' FROM vouchers v JOIN orders o ON o.seller_id = v.seller_id
     WHERE (SELECT count(*) FROM orders s WHERE s.order_group_id = o.order_group_id) = 1`,
  );
  await ground.database.query(
    `INSERT INTO product_questions (product_id, seller_id, words, status, status_changed_at, asked_at)
     SELECT id, seller_id, 'Còn hàng không?', 'shown', now(), now() FROM products`,
  );
  // Drafts: a shop's own side may change most of itself only then.
  await ground.database.query(`UPDATE sellers SET status = 'draft'`);
  return shops;
}

async function openShop({ database, people, floor }: Ground, slug: string): Promise<FullShop> {
  const shop = await floor.seller(slug);
  const [owner, staff] = [await people.person(), await people.officer('assisting_staff')];
  await people.member(owner, shop);
  const mandateId = await people.mandate(staff, shop);
  await people.invitation(owner, shop);
  await database.query(
    `INSERT INTO assisted_applications (staff_account_id, kind, legal_name, name, commune_code, status, status_changed_at,
       consent_text_version, expires_at, seller_id, mandate_id)
     VALUES ($1, 'household', 'Hộ Mẫu', 'Mẫu', $4, 'consented', now(), '1', now(), $2, $3)`,
    [staff.accountId, shop.sellerId, mandateId, HOME_COMMUNE],
  );
  return { ...shop, owner, staff };
}

async function fill({ database, floor }: Ground, shop: SmallSeller, productId: string): Promise<void> {
  await floor.servesPoint(shop, 'mui-ca-mau');
  await database.query(`INSERT INTO seller_deliveries (seller_id, version) VALUES ($1, 1)`, [shop.sellerId]);
  await database.query(
    `INSERT INTO seller_deposits (seller_id, version, above_limit) VALUES ($1, 1, false)`,
    [shop.sellerId],
  );
  await database.query(
    `INSERT INTO payment_connections (seller_id, provider, status, status_changed_at) VALUES ($1, 'sepay', 'off', now())`,
    [shop.sellerId],
  );
  await database.query(
    `INSERT INTO money_sheets (seller_id, kind, file_name, status, status_changed_at, heading_digest)
     VALUES ($1, 'bank_statement', 'sao-ke.csv', 'uploaded', now(), repeat('0', 64))`,
    [shop.sellerId],
  );
  await database.query(
    `INSERT INTO carrier_accounts (seller_id, carrier, external_account, secret_sealed, status, status_changed_at)
     VALUES ($1, 'ghn', '189517', 'x', 'active', now())`,
    [shop.sellerId],
  );
  await database.query(
    `INSERT INTO gateway_accounts (seller_id, gateway, external_account, status, status_changed_at)
     VALUES ($1, 'stripe', $2, 'active', now())`,
    [shop.sellerId, `acct_${shop.slug.replaceAll('-', '')}`],
  );
  await database.query(
    `INSERT INTO product_images (product_id, position, sha, width, height, alt)
     VALUES ($1, 1, encode(sha256($2::bytea), 'hex'), 10, 10, 'Ảnh')`,
    [productId, shop.slug],
  );
  await database.query(
    `INSERT INTO vouchers (seller_id, code, code_key, kind, amount_vnd, min_items_vnd, starts_on, ends_on, person_limit, created_by)
     SELECT $1, upper(replace($2, '-', '')), upper(replace($2, '-', '')), 'fixed', 1000, 0, '2026-11-01', '2026-12-01', 1, id
     FROM accounts LIMIT 1`,
    [shop.sellerId, shop.slug],
  );
  await database.query(
    `INSERT INTO seller_uploads (seller_id, kind, bytes, status, status_changed_at, begun_by)
     SELECT $1, 'picture', 10, 'open', now(), id FROM accounts LIMIT 1`,
    [shop.sellerId],
  );
  await database.query(
    `INSERT INTO seller_pictures (seller_id, sha, width, height, uploaded_at)
     VALUES ($1, encode(sha256($2::bytea), 'hex'), 10, 10, now())`,
    [shop.sellerId, shop.slug],
  );
  await database.query(
    `INSERT INTO visit_requests (seller_id, tourism_point_id, day, people, status, status_changed_at)
     SELECT $1, id, '2026-12-05', 2, 'requested', now() FROM tourism_points WHERE slug = 'mui-ca-mau'`,
    [shop.sellerId],
  );
  await database.query(
    `INSERT INTO shelf_stocks (product_id, tourism_point_id, checked_on)
     SELECT $1, id, '2026-11-01' FROM tourism_points WHERE slug = 'mui-ca-mau'`,
    [productId],
  );
  await database.query(
    `WITH v AS (SELECT id FROM variants WHERE product_id = $1),
     b AS (INSERT INTO batches (variant_id, code, made_on, quantity) SELECT id, 'LO-1', '2026-11-01', 1000 FROM v RETURNING id),
     c AS (INSERT INTO seller_closures (seller_id, from_on, until_on, reason) VALUES ($2, '2020-01-01', '2020-01-02', 'tet'))
     INSERT INTO stock_acts (variant_id, key, act, quantity) SELECT id, 'mau-0001', 'received', 1 FROM v`,
    [productId, shop.sellerId],
  );
  await database.query(
    `INSERT INTO trace_scans (trace_id, day, scans) SELECT id, '2026-11-20', 1 FROM traces WHERE product_id = $1`,
    [productId],
  );
  await database.query(
    `INSERT INTO product_papers (seller_id, product_id, kind, format, bytes, uploaded_by, uploaded_at)
     SELECT $2, $1, 'self_declaration', 'pdf', 5, id, now() FROM accounts LIMIT 1`,
    [productId, shop.sellerId],
  );
  await database.query(
    `INSERT INTO product_changes (product_id, seller_id, status_changed_at, content, created_by)
     SELECT $1, $2, now(), '{}', id FROM accounts LIMIT 1`,
    [productId, shop.sellerId],
  );
  await database.query(
    `INSERT INTO product_takedowns (product_id, demanded_by, words, taken_down_at, decided_by, lifted_at, lifted_by, lifting_words)
     SELECT $1, 'Cơ quan mẫu', 'Mẫu', now(), id, now(), id, 'Mẫu' FROM accounts LIMIT 1`,
    [productId],
  );
  await database.query(
    `INSERT INTO assessments (product_id, product_name, set_no, holder_name, holder_kind, commune_code, assessed_on, stars, score)
     SELECT id, name, set_no, 'Mẫu', 'household', commune_code, '2026-01-05', 2, 45 FROM products WHERE id = $1`,
    [productId],
  );
  await database.query(
    `WITH c AS (SELECT id FROM certifications WHERE product_id = $1),
     s AS (INSERT INTO certificate_scans (certification_id, kind, format, bytes, uploaded_by, uploaded_at)
       SELECT c.id, 'decision', 'pdf', 5, a.id, now() FROM c, (SELECT id FROM accounts LIMIT 1) a)
     INSERT INTO certificate_inspections (certification_id, inspected_on, inspected_by, covered, outcome)
     SELECT id, '2026-01-05', 'Đoàn kiểm tra mẫu', '{criteria}', 'kept' FROM c`,
    [productId],
  );
  await database.query(
    `INSERT INTO sales_statements (seller_id, year, number, code, from_month, to_month, content, digest, issued_on,
       issued_at, issued_by)
     SELECT $1, 2026, 1, $2, '2026-01', '2026-02', '{}', encode(sha256('{}'), 'hex'), '2026-03-01', now(), id
     FROM accounts LIMIT 1`,
    [shop.sellerId, publicCode(12)],
  );
  await database.query(
    `WITH m AS (INSERT INTO certificate_messages (seller_id, day, status_changed_at, try_after)
       VALUES ($2, '2026-01-05', now(), now()) RETURNING id)
     INSERT INTO certificate_notices (certification_id, recipient, step, ends_on, noticed_on, seller_id, message_id)
     SELECT c.id, 'seller', 'month_left', c.expires_on, '2026-01-05', $2, m.id FROM certifications c, m
     WHERE c.product_id = $1`,
    [productId, shop.sellerId],
  );
  await database.query(
    `INSERT INTO data_keys (subject_id, kind, sealed) VALUES ($1, 'seller', 'x') ON CONFLICT DO NOTHING`,
    [shop.sellerId],
  );
  await database.query(
    `WITH who AS (SELECT id FROM accounts LIMIT 1),
     a AS (INSERT INTO seller_applications (seller_id, started_by) SELECT $1, id FROM who),
     d AS (INSERT INTO seller_documents (seller_id, kind, format, bytes, uploaded_by, uploaded_at)
       SELECT $1, 'other', 'pdf', 5, id, now() FROM who),
     l AS (INSERT INTO letters (seller_id, year, sign, number, kind, content_sealed, issued_at)
       SELECT $1, 2026, 'TB-MAU', 1 + abs(hashtext($1::text)) / 2, 'approval', 'x', now()),
     v AS (INSERT INTO verification_checks (seller_id, subject, method, result, checked_by, checked_at)
       SELECT $1, 'tax_code', 'manual', 'matches', id, now() FROM who)
     INSERT INTO suspensions (seller_id, reason, words, noticed_at, starts_at, decided_by)
     SELECT $1, 'other', 'Mẫu', now(), now() + interval '5 days', id FROM who`,
    [shop.sellerId],
  );
  await database.query(
    `INSERT INTO activity_confirmations (record_id, seller_id, confirmed_by)
     SELECT uuidv7(), $1, account_id FROM seller_members WHERE seller_id = $1`,
    [shop.sellerId],
  );
  for (const [sellerId, subjectType] of [
    [shop.sellerId, 'product'],
    [null, 'seller'],
  ] as const) {
    await database.query(
      `INSERT INTO audit_records (occurred_at, actor_kind, action, subject_type, subject_id, seller_id)
       VALUES (now(), 'officer', 'tried', $1, $2, $3)`,
      [subjectType, subjectType === 'seller' ? shop.sellerId : productId, sellerId],
    );
  }
}
