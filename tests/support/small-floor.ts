import { uuidv7 } from '#kernel/ids';
import { heaviestPieceVnd } from '#kernel/listing-prices';
import { addMonths } from '#kernel/time';
import { askNobody } from './cod-terms.js';
import type { TestDatabase } from './database.js';
import { nextNumber } from './numbering.js';

/** A product somebody can order, as a test wants it. */
export interface SmallProduct {
  slug: string;
  productId: string;
  variantId: string;
  certificationId: string;
  priceVnd: number;
}

export interface SmallSeller {
  slug: string;
  sellerId: string;
  producerId: string;
}

interface ProductWish {
  slug: string;
  seller: SmallSeller;
  priceVnd?: number;
  onHand?: number;
  stars?: number;
  setNo?: number;
  weightGrams?: number;
  shipsTo?: 'province' | 'country';
  issuedOn?: string;
  /** Sold by weight: the price is then what the heaviest piece costs. */
  byWeight?: { kgPriceVnd: number; maxGrams: number };
}

/** The commune every seller of the small floor sits in, and another one of the same province. */
export const HOME_COMMUNE = '32248';
export const OTHER_COMMUNE = '32191';

/** Ids rise in the order in which a test makes its goods: lines of one standing instant are listed by id. */
const nextId = (): string => uuidv7(Date.UTC(2026, 0, 1) + nextNumber('id'));

/** A floor of a few rows for tests of buying: two communes, two other provinces, a point, sets 8 and 15, a fee table. */
export class SmallFloor {
  private constructor(private readonly database: TestDatabase) {}

  static async in(database: TestDatabase): Promise<SmallFloor> {
    await database.query(`
      INSERT INTO provinces (code, name, region) VALUES ('96', 'Tỉnh Cà Mau', 'south'), ('92', 'Thành phố Cần Thơ', 'south'),
        ('01', 'Thành phố Hà Nội', 'north')`);
    await database.query(`
      INSERT INTO communes (code, province_code, name, full_name, kind, latitude, longitude) VALUES
        ('32248', '96', 'Đất Mũi', 'Xã Đất Mũi', 'commune', 8.63, 104.82),
        ('32191', '96', 'Năm Căn', 'Xã Năm Căn', 'commune', 8.81, 105.04)`);
    await database.query(`
      INSERT INTO tourism_points (slug, name, kind, commune_code, latitude, longitude, access, description)
      VALUES ('mui-ca-mau', 'Mũi Cà Mau', 'tourist_area', '32248', 8.62, 104.73, 'road', 'Cực Nam'),
        ('hon-da-bac', 'Hòn Đá Bạc', 'tourist_area', '32191', 9.18, 104.8, 'road', 'Đảo')`);
    await database.query(
      `INSERT INTO product_groups (code, name, slug, position) VALUES ('I', 'Thực phẩm', 'thuc-pham', 1), ('II', 'Đồ uống', 'do-uong', 2)`,
    );
    await database.query(`
      INSERT INTO product_sets (no, group_code, name, ministry, alcohol) VALUES (8, 'I', 'Chế biến từ thủy sản', 'Công Thương', false),
        (15, 'II', 'Đồ uống có cồn khác', 'Công Thương', true)`);
    await database.query(`
      INSERT INTO shipping_rates (option_code, label, zone, base_fee_vnd, base_grams, step_grams, step_fee_vnd, min_days, max_days) VALUES
        ('tieu-chuan', 'Giao tiêu chuẩn', 'same_commune', 16000, 2000, 1000, 3000, 1, 2),
        ('tieu-chuan', 'Giao tiêu chuẩn', 'province', 20000, 2000, 1000, 4000, 2, 3),
        ('hoa-toc', 'Giao nhanh', 'province', 35000, 2000, 1000, 6000, 1, 1),
        ('tieu-chuan', 'Giao tiêu chuẩn', 'region', 28000, 2000, 1000, 5000, 2, 4),
        ('tieu-chuan', 'Giao tiêu chuẩn', 'country', 36000, 2000, 1000, 7000, 4, 7)`);
    await askNobody(database);
    return new SmallFloor(database);
  }

  /** A seller approved since yesterday who takes both cash and transfers. */
  async seller(slug: string, { cod = true, transfer = true } = {}): Promise<SmallSeller> {
    const [producerId, sellerId] = [nextId(), nextId()];
    await this.database.query(
      `INSERT INTO producers (id, kind, legal_name, representative, commune_code, address_line, tax_code, cooperative_status)
       VALUES ($1, 'cooperative', $2, 'Người Mẫu', '${HOME_COMMUNE}', 'Ấp Mũi', '0000000017', 'active')`,
      [producerId, `HTX Mẫu ${slug}`],
    );
    await this.database.query(
      `INSERT INTO sellers (id, producer_id, slug, name, phone, status, status_changed_at, accepts_cod, accepts_bank_transfer,
         bank_bin, bank_account_number, bank_account_name)
       VALUES ($1, $2, $3, $4, '0000000017', 'approved', now(), $5, $6, '970405', 'MAU0000017', 'TAI KHOAN MAU')`,
      [sellerId, producerId, slug, `Gian hàng ${slug}`, cod, transfer],
    );
    return { slug, sellerId, producerId };
  }

  /** A listed product of 4 stars with one variant. */
  async product(wish: ProductWish): Promise<SmallProduct> {
    const [productId, variantId, certificationId] = [nextId(), nextId(), nextId()];
    const { byWeight = null } = wish;
    const most = byWeight && heaviestPieceVnd(byWeight.kgPriceVnd, byWeight.maxGrams);
    const {
      priceVnd = most ?? 100_000,
      onHand = 100,
      stars = 4,
      setNo = 8,
      weightGrams = 500,
      issuedOn = '2025-06-01',
    } = wish;
    await this.database.query(
      `INSERT INTO products (id, seller_id, slug, name, set_no, commune_code, description, ships_to, publication_status,
         publication_status_changed_at, published_at)
       VALUES ($1, $2, $3, $4, $5, '${HOME_COMMUNE}', 'Ngon', $6, 'published', now(), now())`,
      [productId, wish.seller.sellerId, wish.slug, `Sản phẩm ${wish.slug}`, setNo, wish.shipsTo ?? 'country'],
    );
    await this.database.query(
      `INSERT INTO variants (id, product_id, position, name, price_vnd, unit, weight_grams, kg_price_vnd, min_grams, max_grams)
       VALUES ($1, $2, 1, $5, $3, $6, $4, $7, $8, $9)`,
      [
        variantId,
        productId,
        priceVnd,
        weightGrams,
        byWeight ? 'Con vừa' : 'Gói 500 g',
        byWeight ? 'con' : 'gói 500 g',
        byWeight?.kgPriceVnd ?? null,
        byWeight && 1,
        byWeight?.maxGrams ?? null,
      ],
    );
    await this.database.query(`INSERT INTO stock_levels (variant_id, on_hand) VALUES ($1, $2)`, [
      variantId,
      onHand,
    ]);
    if (onHand > 0) {
      await this.database.query(
        `INSERT INTO stock_movements (variant_id, quantity, reason, occurred_at) VALUES ($1, $2, 'received', now())`,
        [variantId, onHand],
      );
    }
    await this.certify(certificationId, productId, '1', stars, issuedOn);
    return { slug: wish.slug, productId, variantId, certificationId, priceVnd };
  }

  /** The seller brings goods to the point. */
  async servesPoint(seller: SmallSeller, pointSlug: string): Promise<void> {
    await this.database.query(
      `INSERT INTO seller_pickup_points (seller_id, tourism_point_id) SELECT $1, id FROM tourism_points WHERE slug = $2`,
      [seller.sellerId, pointSlug],
    );
  }

  /** The seller changes the price. */
  async setPrice(product: SmallProduct, priceVnd: number): Promise<void> {
    await this.database.query(`UPDATE variants SET price_vnd = $2 WHERE id = $1`, [
      product.variantId,
      priceVnd,
    ]);
  }

  /** The council decides anew: a later certificate with other stars. Its id. */
  async recertify(product: SmallProduct, stars: number, issuedOn: string): Promise<string> {
    const id = nextId();
    await this.certify(id, product.productId, '2', stars, issuedOn);
    return id;
  }

  private async certify(
    id: string,
    productId: string,
    no: string,
    stars: number,
    day: string,
  ): Promise<void> {
    const code = day < '2026-05-22' ? `MẪU-${no}` : `96-${HOME_COMMUNE}-0${no}-2026`;
    await this.database.query(
      `INSERT INTO certifications (id, product_id, product_name, set_no, holder_name, holder_kind, commune_code,
         product_code, decision_number, decision_date, issued_by, issuing_level, stars, issued_on, expires_on)
       SELECT $1, p.id, p.name, p.set_no, pr.legal_name, pr.kind, p.commune_code, $3, $4, $5::date,
         CASE $6::smallint WHEN 5 THEN 'Bộ Nông nghiệp và Môi trường' ELSE 'UBND tỉnh Cà Mau' END,
         CASE $6::smallint WHEN 5 THEN 'ministry' ELSE 'province' END, $6::smallint, $5::date, $7::date
       FROM products p JOIN sellers s ON s.id = p.seller_id JOIN producers pr ON pr.id = s.producer_id WHERE p.id = $2`,
      [id, productId, code, `${no}/QĐ-UBND-MẪU`, day, stars, addMonths(day, 36)],
    );
  }

  /** The certificate is revoked from that day on. */
  async revoke(product: SmallProduct, day: string): Promise<void> {
    await this.database.query(
      `UPDATE certifications SET revoked_on = $2, revocation_ground = 'a', revocation_decision = '9/QĐ-MẪU' WHERE id = $1`,
      [product.certificationId, day],
    );
  }

  async setSellerStatus(seller: SmallSeller, status: 'approved' | 'suspended' | 'closed'): Promise<void> {
    await this.database.query(`UPDATE sellers SET status = $2 WHERE id = $1`, [seller.sellerId, status]);
  }

  async setCooperativeStatus(seller: SmallSeller, status: 'active' | 'ceased'): Promise<void> {
    await this.database.query(`UPDATE producers SET cooperative_status = $2 WHERE id = $1`, [
      seller.producerId,
      status,
    ]);
  }

  async setPublication(product: SmallProduct, status: 'published' | 'withdrawn' | 'draft'): Promise<void> {
    await this.database.query(`UPDATE products SET publication_status = $2 WHERE id = $1`, [
      product.productId,
      status,
    ]);
  }

  async rename(product: SmallProduct, name: string): Promise<void> {
    await this.database.query(`UPDATE products SET name = $2 WHERE id = $1`, [product.productId, name]);
  }

  /** A count of the shelf finds so many; what is reserved stays reserved. */
  async countStock(product: SmallProduct, onHand: number): Promise<void> {
    await this.database.query(
      `WITH before AS (SELECT on_hand FROM stock_levels WHERE variant_id = $1),
       moved AS (INSERT INTO stock_movements (variant_id, quantity, reason, occurred_at)
         SELECT $1, $2::integer - on_hand, 'counted', now() FROM before WHERE on_hand <> $2::integer)
       UPDATE stock_levels SET on_hand = $2::integer WHERE variant_id = $1`,
      [product.variantId, onHand],
    );
  }
}
