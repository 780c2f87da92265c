import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FloorProfile } from '../../../apps/api/src/platform/data/floor-profile.js';
import { codeOf, type Answer, type PlacedBody } from '../../support/buyer.js';
import { callAs } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { OrderDesk } from '../../support/order-desk.js';
import { pdfText } from '../../support/pdf-text.js';
import { People } from '../../support/people.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import { VoucherCounter } from '../../support/voucher-counter.js';

interface Contract {
  agreed: {
    seller: { legalName: string; phone: string; taxCode: string | null; address: string };
    lines: {
      name: string;
      unitPriceVnd: number;
      stars: number;
      madeIn: string;
      label: object;
      certificate: object;
    }[];
    itemsVnd: number;
    shippingFeeVnd: number;
    discountVnd: number;
    discountBy: string | null;
    totalVnd: number;
    delivery: { days: { min: number; max: number } };
  };
  terms: { version: string; sections: { id: string; title: string; text: string }[] };
  buyer: { name: string; phone: string } | null;
  concludedAt: string | null;
  digest: string;
  termsDigest: string;
}

let shop: SmallShop;
let people: People;
let desk: OrderDesk;
let goods: SmallProduct;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
  desk = await OrderDesk.of(shop, people, shop.seller);
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  goods = await shop.floor.product({
    slug: `kho-ca-${(made += 1)}`,
    seller: shop.seller,
    priceVnd: 120_000,
    onHand: 20,
  });
  await shop.database.query(`UPDATE products SET label = $2 WHERE id = $1`, [
    goods.productId,
    JSON.stringify({ ingredients: 'Cá lóc, muối', shelfLifeDays: 180 }),
  ]);
});

const contractOf = (placed: PlacedBody, token = placed.accessToken): Promise<Answer<Contract>> =>
  shop.buyer.call('GET', `/orders/${codeOf(placed)}/contract`, undefined, { 'order-token': token });
const paperOf = async (placed: PlacedBody): Promise<string> => {
  const answer = await fetch(`${shop.app.url}/api/v1/orders/${codeOf(placed)}/contract.pdf`, {
    headers: { 'order-token': placed.accessToken },
  });
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="hop-dong-don-${codeOf(placed)}.pdf"`,
  );
  return pdfText(Buffer.from(await answer.arrayBuffer()));
};
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the contract of an order', () => {
  it('says who sells what at which price, how it comes, and on which terms, once the seller took it on also when', async () => {
    const placed = await shop.buyer.buy({ [goods.variantId]: 2 }, { payment: 'bank_transfer' });
    const { status, body } = await contractOf(placed);
    expect(status).toBe(200);
    const [order] = placed.orders;
    expect(body.agreed).toMatchObject({
      seller: { slug: 'rach-goc', phone: '0000000017' },
      lines: [
        {
          unitPriceVnd: 120_000,
          quantity: 2,
          totalVnd: 240_000,
          label: { ingredients: 'Cá lóc, muối', shelfLifeDays: 180 },
        },
      ],
      itemsVnd: order?.itemsVnd,
      shippingFeeVnd: order?.shippingFeeVnd,
      discountVnd: 0,
      discountBy: null,
      totalVnd: order?.totalVnd,
      payment: { method: 'bank_transfer', accountNumber: order?.payment.vietqr?.accountNumber },
      orderedAt: SEEDED_AT.toISOString(),
    });
    expect(body.agreed.lines[0]?.certificate).toHaveProperty('decisionNumber');
    expect(body.agreed.seller.address).not.toBe('');
    expect(body.agreed.delivery.days.max).toBeGreaterThan(0);
    expect(body.terms.sections.map(({ id }) => id)).toEqual([
      'conclusion',
      'delivery',
      'returns',
      'refund',
      'complaint',
    ]);
    for (const { text } of body.terms.sections) expect(text.length).toBeGreaterThan(40);
    expect(body.buyer).toEqual({ name: 'Người Mua Mẫu', phone: '••• ••• 678' });
    expect(body.concludedAt).toBeNull();
    expect(await paperOf(placed)).toContain('hợp đồng chưa giao kết');
    await shop.database.query(
      `UPDATE payments SET status = 'paid' WHERE payable_id = (SELECT id FROM orders WHERE code = $1)`,
      [codeOf(placed)],
    );
    await desk.confirm(codeOf(placed));
    expect((await contractOf(placed)).body.concludedAt).toBe(SEEDED_AT.toISOString());
  });

  it('is the buyer’s and the shop’s alone, and the shop’s names no buyer', async () => {
    const placed = await shop.buyer.buy({ [goods.variantId]: 1 });
    const own = await callAs<Contract>(
      shop.app,
      desk.owner,
      'GET',
      `/seller/rach-goc/orders/${codeOf(placed)}/contract`,
    );
    expect(own.body).toEqual({ ...(await contractOf(placed)).body, buyer: null });
    const other = await shop.floor.seller(`khac-${made}`);
    const stranger = await people.person();
    await people.member(stranger, other);
    for (const kind of ['contract', 'contract.pdf'])
      expect(
        (await callAs(shop.app, stranger, 'GET', `/seller/khac-${made}/orders/${codeOf(placed)}/${kind}`))
          .code,
      ).toBe('not_found');
    expect((await contractOf(placed, 'x'.repeat(43))).status).toBe(404);
    expect((await contractOf(placed, '')).status).toBe(401);
  });

  it('says who bears a discount', async () => {
    const counter = await VoucherCounter.open(shop, people, shop.seller);
    await counter.ofShop('BOTGIA');
    const placed = await counter.buy({ [goods.variantId]: 1 }, 'BOTGIA');
    const { agreed } = (await contractOf(placed.body)).body;
    expect([agreed.discountVnd, agreed.discountBy]).toEqual([10_000, 'seller']);
    expect(agreed.itemsVnd + agreed.shippingFeeVnd - agreed.discountVnd).toBe(agreed.totalVnd);
  });

  it('stays as it was whatever becomes of product, shop, certificate and terms; its digest is of its letters', async () => {
    const placed = await shop.buyer.buy({ [goods.variantId]: 1 });
    const before = (await contractOf(placed)).body;
    const paper = await paperOf(placed);
    await shop.database.query(
      `UPDATE products SET name = 'Tên khác', label = '{"ingredients": "Khác"}', commune_code = '32191' WHERE id = $1`,
      [goods.productId],
    );
    await shop.database.query(
      `UPDATE variants SET name = 'Khác', unit = 'khác', price_vnd = 999000 WHERE id = $1`,
      [goods.variantId],
    );
    await shop.database.query(`UPDATE certifications SET issued_by = 'Nơi khác' WHERE product_id = $1`, [
      goods.productId,
    ]);
    await shop.database.query(
      `UPDATE sellers SET name = 'Gian hàng khác', phone = '0000000099' WHERE id = $1`,
      [shop.seller.sellerId],
    );
    await shop.database.query(
      `UPDATE producers SET legal_name = 'Pháp nhân khác', tax_code = '0000000017', address_line = 'Nơi khác' WHERE id = $1`,
      [shop.seller.producerId],
    );
    const floor = shop.app.get(FloorProfile);
    const { returnTerms, complaintTimers } = floor;
    Object.assign(floor, {
      returnTerms: 'Không đổi trả nữa, kể cả hàng hư hỏng khi giao.',
      complaintTimers: { ...complaintTimers, firstReply: 4 },
    });
    try {
      const later = (await contractOf(await shop.buyer.buy({ [goods.variantId]: 1 }))).body;
      const said = (terms: typeof later.terms, id: string): string | undefined =>
        terms.sections.find((section) => section.id === id)?.text;
      expect(said(later.terms, 'returns')).toContain('Không đổi trả nữa');
      expect(said(later.terms, 'complaint')).toContain('lần đầu trong 4 ngày làm việc');
      expect(said(before.terms, 'complaint')).toContain('lần đầu trong 2 ngày làm việc');
      expect(said(before.terms, 'returns')).toContain('báo trong 7 ngày');
      expect(later.agreed.seller).toMatchObject({ legalName: 'Pháp nhân khác', phone: '0000000099' });
      expect(later.termsDigest).not.toBe(before.termsDigest);
    } finally {
      Object.assign(floor, { returnTerms, complaintTimers });
    }
    expect((await contractOf(placed)).body).toEqual(before);
    expect(await paperOf(placed)).toBe(paper);
    for (const wanted of [before.digest, 'Mã băm SHA-256', 'Cá lóc, muối', before.agreed.seller.legalName])
      expect(paper).toContain(wanted);
    const [kept] = await shop.database.query<{ content: string; terms: string }>(
      `SELECT c.content, t.content AS terms FROM order_contracts c JOIN contract_terms t ON t.digest = c.terms_digest
       JOIN orders o ON o.id = c.order_id WHERE o.code = $1`,
      [codeOf(placed)],
    );
    expect([sha256(kept?.content ?? ''), sha256(kept?.terms ?? '')]).toEqual([
      before.digest,
      before.termsDigest,
    ]);
    // Nobody the application works for may change one, and a change of its letters alone is no contract.
    const rights = await shop.database.query<{ grantee: string }>(
      `SELECT grantee FROM information_schema.role_table_grants WHERE table_name IN ('order_contracts', 'contract_terms')
         AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE') AND grantee LIKE 'floor_%' AND grantee <> 'floor_owner'`,
    );
    expect(rights).toEqual([]);
    await expect(shop.database.query(`UPDATE order_contracts SET content = content || ' '`)).rejects.toThrow(
      'order_contracts_digest_check',
    );
  });
});
