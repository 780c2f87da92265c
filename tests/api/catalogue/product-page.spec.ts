import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unitPrice } from '#kernel/money';
import { imageSource, imageSrcset } from '../../../apps/api/src/platform/files/index.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import type { SmallProduct, SmallSeller } from '../../support/small-floor.js';

let shop: SmallShop;
let other: SmallSeller;
let dried: SmallProduct;
let neighbour: SmallProduct;

beforeAll(async () => {
  shop = await openSmallShop();
  other = await shop.floor.seller('dat-mui');
  dried = await shop.floor.product({ slug: 'kho-muc', seller: shop.seller, priceVnd: 420_000, onHand: 6 });
  neighbour = await shop.floor.product({ slug: 'tom-kho', seller: other, priceVnd: 300_000, stars: 3 });
  await shop.floor.product({ slug: 'ruou-trai-giac', seller: shop.seller, setNo: 15 });
});
afterAll(() => shop.close());

async function page(slug: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const { status, body } = await shop.app.http.get(`/api/v1/products/${slug}`);
  return { status, body: body as Record<string, unknown> };
}

const slugsOf = (cards: unknown): string[] => (cards as { slug: string }[]).map(({ slug }) => slug);

describe('the page of a listed product', () => {
  it('has exactly the contract’s fields', async () => {
    const sha = 'cd'.repeat(32);
    const { query } = shop.database;
    await query(
      `INSERT INTO product_images (product_id, position, sha, width, height, alt) VALUES ($1, 1, $2, 1600, 1200, 'Khô mực')`,
      [dried.productId, sha],
    );
    await query(
      `INSERT INTO variants (product_id, position, name, price_vnd, unit, measure_amount, measure_unit, weight_grams)
       VALUES ($1, 2, 'Gói 1 kg', 800000, 'gói 1 kg', 1000, 'g', 1050)`,
      [dried.productId],
    );
    await query(
      `UPDATE products SET story = 'Chuyện nhà', label = '{"storage": "Nơi mát"}', illustrative = '{story}' WHERE id = $1`,
      [dried.productId],
    );
    await query(
      `INSERT INTO shelf_stocks (product_id, tourism_point_id, checked_on) SELECT $1, id, '2026-11-01' FROM tourism_points`,
      [dried.productId],
    );
    await shop.floor.servesPoint(shop.seller, 'mui-ca-mau');
    const [second] = await query<{ id: string }>(
      `SELECT id FROM variants WHERE product_id = $1 AND position = 2`,
      [dried.productId],
    );
    const picture = { sha, width: 1600, height: 1200 };
    const image = { alt: 'Khô mực', srcset: imageSrcset(picture, 'jpg') };
    const { status, body } = await page('kho-muc');
    expect(status).toBe(200);
    const { related, deliveryTerms, returnTerms, ...rest } = body;
    expect(rest).toEqual({
      id: dried.productId,
      slug: 'kho-muc',
      sharePicture: expect.stringMatching(
        /^\/api\/v1\/images\/share\/product\/kho-muc\/[0-9a-f]{16}\.jpg$/,
      ) as string,
      traceCode: expect.stringMatching(/^[2-9A-Z]{8}$/) as string,
      name: 'Sản phẩm kho-muc',
      stars: 4,
      set: 8,
      group: 'I',
      priceVnd: 420_000,
      unit: 'gói 500 g',
      unitPrice: null,
      byWeight: false,
      available: 6,
      seller: {
        slug: 'rach-goc',
        name: 'Gian hàng rach-goc',
        kind: 'cooperative',
        legalName: 'HTX Mẫu rach-goc',
        address: 'Ấp Mũi, xã Đất Mũi, tỉnh Cà Mau',
        phone: '0000000017',
        taxCode: '0000000017',
        status: 'approved',
        illustrative: [],
      },
      commune: { code: '32248', name: 'Xã Đất Mũi' },
      image: { ...imageSource(picture), ...image },
      rating: { average: null, count: 0 },
      description: 'Ngon',
      story: 'Chuyện nhà',
      variants: [
        {
          id: dried.variantId,
          name: 'Gói 500 g',
          priceVnd: 420_000,
          unit: 'gói 500 g',
          unitPrice: null,
          weightGrams: 500,
          catchWeight: null,
          available: 6,
        },
        {
          id: second?.id,
          name: 'Gói 1 kg',
          priceVnd: 800_000,
          unit: 'gói 1 kg',
          unitPrice: { amountVnd: 800_000, per: 'kg' },
          weightGrams: 1050,
          catchWeight: null,
          available: 0,
        },
      ],
      images: [{ ...imageSource(picture, 1200), ...image }],
      label: { storage: 'Nơi mát' },
      alcohol: false,
      shipsTo: 'country',
      illustrative: ['story'],
      listed: true,
      unlistedReason: null,
      season: null,
      closedUntil: null,
      certification: {
        productCode: 'MẪU-1',
        decisionNumber: '1/QĐ-UBND-MẪU',
        decisionDate: '2025-06-01',
        issuedBy: 'UBND tỉnh Cà Mau',
        stars: 4,
        score: null,
        issuedOn: '2025-06-01',
        expiresOn: '2028-06-01',
        validUntil: '2028-06-01',
        status: 'in_force',
        revokedOn: null,
      },
      tourismPoints: [
        {
          slug: 'mui-ca-mau',
          name: 'Mũi Cà Mau',
          commune: { code: '32248', name: 'Xã Đất Mũi' },
          pickup: true,
          checkedOn: '2026-11-01',
          state: 'there',
          distanceKm: 10,
        },
        {
          slug: 'hon-da-bac',
          name: 'Hòn Đá Bạc',
          commune: { code: '32191', name: 'Xã Năm Căn' },
          pickup: false,
          checkedOn: '2026-11-01',
          state: 'there',
          distanceKm: 61.2,
        },
      ],
    });
    expect([deliveryTerms, returnTerms].map((terms) => String(terms).length > 100)).toEqual([true, true]);
    // Its own set before its own seller, and never itself.
    expect(slugsOf(related)).toEqual(['tom-kho', 'ruou-trai-giac']);
  });

  it('says what is alcohol', async () => {
    expect((await page('ruou-trai-giac')).body['alcohol']).toBe(true);
  });

  it('admits a late renewal through its last day', async () => {
    await shop.database.query(
      `UPDATE certifications SET late_renewal_until = '2028-09-01', late_renewal_evidence = 'Phiếu mẫu' WHERE product_id = $1`,
      [neighbour.productId],
    );
    shop.clock.set('2028-09-01T16:59:00Z');
    expect((await page('tom-kho')).body).toMatchObject({
      listed: true,
      certification: { expiresOn: '2028-06-01', validUntil: '2028-09-01', status: 'in_force' },
    });
    shop.clock.set('2028-09-01T17:00:00Z');
    expect((await page('tom-kho')).body).toMatchObject({
      listed: false,
      certification: { status: 'lapsed' },
    });
    shop.clock.set('2026-11-23T03:00:00Z');
  });

  it('compares prices exactly as the kernel does', async () => {
    const measures = [1, 3, 7, 300, 333, 450, 999, 1000, 1500, 20_000];
    const prices = [1_000, 9_999, 42_000, 185_000, 999_999_999];
    for (const [index, amount] of measures.entries()) {
      const unit = index % 2 === 0 ? 'g' : 'ml';
      for (const priceVnd of prices) {
        await shop.database.query(
          `UPDATE variants SET price_vnd = $2, measure_amount = $3, measure_unit = $4 WHERE id = $1`,
          [neighbour.variantId, priceVnd, amount, unit],
        );
        expect((await page('tom-kho')).body['unitPrice']).toEqual(unitPrice(priceVnd, { amount, unit }));
      }
    }
    await shop.database.query(`UPDATE variants SET measure_unit = 'piece' WHERE id = $1`, [
      neighbour.variantId,
    ]);
    expect((await page('tom-kho')).body['unitPrice']).toBeNull();
  });
});

describe('the page of a product that is not on sale', () => {
  it('stays, without price or variants, with what happened and with alternatives', async () => {
    await shop.floor.setSellerStatus(other, 'suspended');
    const { status, body } = await page('tom-kho');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      listed: false,
      unlistedReason: 'seller_suspended',
      priceVnd: null,
      unitPrice: null,
      available: 0,
      variants: [],
      stars: 3,
      name: 'Sản phẩm tom-kho',
      certification: { decisionNumber: '1/QĐ-UBND-MẪU', status: 'in_force' },
      seller: { slug: 'dat-mui', status: 'suspended' },
    });
    // Of the same set or group; the drink has neither.
    expect(slugsOf(body['related'])).toEqual(['kho-muc']);
    await shop.floor.setSellerStatus(other, 'approved');
  });

  it('is gone when its certificate was revoked, and says since when', async () => {
    const gone = await shop.floor.product({ slug: 'bi-thu-hoi', seller: other });
    await shop.floor.revoke(gone, '2026-11-20');
    const { status, body } = await page('bi-thu-hoi');
    expect(status).toBe(410);
    expect(body).toMatchObject({
      code: 'product_withdrawn',
      status: 410,
      product: {
        name: 'Sản phẩm bi-thu-hoi',
        slug: 'bi-thu-hoi',
        reason: 'certificate_revoked',
        withdrawnOn: '2026-11-20',
      },
    });
    expect(slugsOf((body['product'] as { related: unknown }).related)).toContain('kho-muc');
  });

  it('is gone when it was withdrawn, on that day in Vietnam', async () => {
    const gone = await shop.floor.product({ slug: 'rut-khoi-san', seller: other });
    await shop.database.query(
      `UPDATE products SET publication_status = 'withdrawn', publication_status_changed_at = '2026-11-20T18:00:00Z' WHERE id = $1`,
      [gone.productId],
    );
    const { status, body } = await page('rut-khoi-san');
    expect([status, body['product']]).toMatchObject([
      410,
      { reason: 'withdrawn', withdrawnOn: '2026-11-21' },
    ]);
  });

  it('is not found when it was never published, never certified, or is unknown or no slug at all', async () => {
    const draft = await shop.floor.product({ slug: 'nhap', seller: other });
    await shop.database.query(
      `UPDATE products SET publication_status = 'draft', published_at = NULL WHERE id = $1`,
      [draft.productId],
    );
    for (const slug of ['nhap', 'khong-co', 'A', '%00', '%27', '..%2F..', 'a'.repeat(290), '%F0%9F%A6%90']) {
      const { status, body } = await page(slug);
      expect([slug, status, body['code']]).toEqual([slug, 404, 'not_found']);
    }
  });
});
