import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GroupPageBody } from '../../support/buyer.js';
import { keptContact } from '../../support/contact.js';
import { expectStockInOrder, stockOf } from '../../support/ledger.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
});
afterAll(() => shop.close());

const product = (wish: object = {}): Promise<SmallProduct> =>
  shop.floor.product({ slug: `tom-kho-${(made += 1)}`, seller: shop.seller, ...wish });

describe('a cart of two sellers', () => {
  it('becomes two orders, each with its own fee, option and payment', async () => {
    const dam = await shop.floor.seller('dam-doi');
    const shrimp = await product({ priceVnd: 185_000 });
    const crab = await product({ seller: dam, priceVnd: 90_000, weightGrams: 1_500 });
    const cartId = await shop.buyer.cart({ [shrimp.variantId]: 2, [crab.variantId]: 2 });
    const quote = await shop.buyer.quote(cartId);
    expect(quote).toMatchObject({ itemsVnd: 550_000, shippingFeeVnd: 44_000, totalVnd: 594_000 });
    const placed = await shop.buyer.place(cartId, quote, {
      sellers: { 'dam-doi': { payment: 'bank_transfer', shippingOptionId: 'hoa-toc' } },
      expectedTotalVnd: 611_000,
    });
    expect(placed.status).toBe(201);
    const [first, second] = placed.body.orders;
    expect(placed.body).toEqual({
      code: expect.stringMatching(/^[CDFHJKMNPRTVWXY2-9]{10}$/) as string,
      accessToken: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) as string,
      totalVnd: 611_000,
      orders: [
        {
          code: first?.code,
          seller: { slug: 'rach-goc', name: 'Gian hàng rach-goc' },
          status: 'placed',
          itemsVnd: 370_000,
          shippingFeeVnd: 20_000,
          discountVnd: 0,
          totalVnd: 390_000,
          orderedTotalVnd: 390_000,
          awaitsWeighing: false,
          payment: { method: 'cod', status: 'pending' },
        },
        {
          code: second?.code,
          seller: { slug: 'dam-doi', name: 'Gian hàng dam-doi' },
          status: 'placed',
          itemsVnd: 180_000,
          shippingFeeVnd: 41_000,
          discountVnd: 0,
          totalVnd: 221_000,
          orderedTotalVnd: 221_000,
          awaitsWeighing: false,
          payment: {
            method: 'bank_transfer',
            status: 'pending',
            expiresAt: '2026-11-24T03:00:00.000Z',
            vietqr: second?.payment.vietqr,
          },
        },
      ],
    });
    expect(new Set([placed.body.code, first?.code, second?.code]).size).toBe(3);
    expect(await stockOf(shop.database, shrimp.variantId)).toEqual({ onHand: 100, reserved: 2 });
    expect(await stockOf(shop.database, crab.variantId)).toEqual({ onHand: 100, reserved: 2 });
    await expectStockInOrder(shop.database, shop.app);
  });

  it('is written down once: who placed it, and that a message is due', async () => {
    const placed = await shop.buyer.buy({ [(await product()).variantId]: 1 });
    const [group] = await shop.database.query<{ id: string }>(`SELECT id FROM order_groups WHERE code = $1`, [
      placed.code,
    ]);
    expect(
      await shop.database.query(
        `SELECT actor_kind, action, after, length(request_id) AS request FROM audit_records WHERE subject_id = $1`,
        [group?.id],
      ),
    ).toEqual([
      {
        actor_kind: 'buyer',
        action: 'order_group.placed',
        after: { code: placed.code, totalVnd: 120_000, orders: [placed.orders[0]?.code] },
        request: 36,
      },
    ]);
    expect(
      await shop.database.query(`SELECT name FROM pgboss.job WHERE data->>'orderGroupId' = $1`, [group?.id]),
    ).toEqual([{ name: 'order-confirmation' }]);
  });
});

describe('an order', () => {
  it('to a tourism point costs no delivery and names the point on its page', async () => {
    await shop.floor.servesPoint(shop.seller, 'hon-da-bac');
    const delivery = { method: 'pickup', tourismPointSlug: 'hon-da-bac' };
    const cartId = await shop.buyer.cart({ [(await product()).variantId]: 3 });
    const quote = await shop.buyer.quote(cartId, delivery);
    const placed = await shop.buyer.place(cartId, quote, { delivery });
    expect([placed.status, placed.body.totalVnd]).toEqual([201, 300_000]);
    const page = await shop.buyer.page(placed.body);
    expect(page.body.delivery).toEqual({
      method: 'pickup',
      tourismPoint: { slug: 'hon-da-bac', name: 'Hòn Đá Bạc', place: null, hours: null },
    });
    expect(page.body.orders[0]).toMatchObject({ shippingFeeVnd: 0, shippingLabel: 'Nhận tại điểm du lịch' });
  });

  it('to another province keeps the ward as it was written', async () => {
    const delivery = {
      method: 'ship',
      provinceCode: '01',
      ward: ' Phường Hoàn Kiếm ',
      line: 'Số 2 Tràng Tiền',
    };
    const cartId = await shop.buyer.cart({ [(await product()).variantId]: 1 });
    const placed = await shop.buyer.place(cartId, await shop.buyer.quote(cartId, delivery), { delivery });
    expect((await shop.buyer.page(placed.body)).body.delivery).toEqual({
      method: 'ship',
      line: 'Số 2 Tràng Tiền',
      commune: 'Phường Hoàn Kiếm',
      province: 'Thành phố Hà Nội',
    });
  });

  it('keeps the note with its line breaks and the invoice request as given', async () => {
    const invoice = {
      name: 'Công ty TNHH Mẫu',
      taxCode: '0000000017-001',
      address: 'Số 1, phường Mẫu',
      email: 'ke-toan@mau.example.vn',
    };
    const note = 'Gọi trước khi giao.\nNhà có chó 🐕\r\n\tcổng xanh';
    const placed = await shop.buyer.buy({ [(await product()).variantId]: 1 }, { note, invoice });
    expect((await shop.buyer.page(placed)).body.note).toBe(note);
    expect((await keptContact(shop.app, placed.code))?.invoice).toEqual(invoice);
    const silent = await shop.buyer.buy({ [(await product()).variantId]: 1 }, { note: '', invoice: null });
    expect((await shop.buyer.page(silent)).body.note).toBeNull();
  });

  it.each([
    ['0912345678', '+84912345678'],
    ['+84 912 345 678', '+84912345678'],
    ['(091) 234-56.78', '+84912345678'],
    ['0351234567', '+84351234567'],
  ])('takes the number %j as %s and shows only its end', async (phone, e164) => {
    const placed = await shop.buyer.buy(
      { [(await product()).variantId]: 1 },
      { contact: { name: 'Bà Tư', phone } },
    );
    expect((await keptContact(shop.app, placed.code))?.phone).toBe(e164);
    const { body, text } = await shop.buyer.page(placed);
    expect(body.contact).toEqual({ name: 'Bà Tư', phoneMasked: `••• ••• ${e164.slice(-3)}` });
    expect(text).not.toContain(e164.slice(-9));
  });
});

describe('what was sold is frozen:', () => {
  it('names, prices, stars and certificates stay, whatever happens to the product', async () => {
    const seller = await shop.floor.seller('dong-bang');
    const goods = await product({ seller, priceVnd: 64_000, stars: 4 });
    const placed = await shop.buyer.buy({ [goods.variantId]: 2 });
    const frozen = async (): Promise<[GroupPageBody, Record<string, unknown>[]]> => [
      (await shop.buyer.page(placed)).body,
      await shop.database.query(
        `SELECT l.* FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE o.code = $1`,
        [placed.orders[0]?.code],
      ),
    ];
    const [page, rows] = await frozen();
    expect(page.orders[0]?.lines).toEqual([
      {
        variantId: goods.variantId,
        name: `Sản phẩm ${goods.slug}`,
        variantName: 'Gói 500 g',
        unit: 'gói 500 g',
        stars: 4,
        quantity: 2,
        unitPriceVnd: 64_000,
        totalVnd: 128_000,
        returnable: 0,
      },
    ]);
    expect(rows).toMatchObject([{ certification_id: goods.certificationId, product_id: goods.productId }]);
    await shop.floor.rename(goods, 'Tên mới');
    await shop.floor.setPrice(goods, 1_000_000);
    await shop.floor.recertify(goods, 5, '2026-11-20');
    await shop.database.query(`UPDATE variants SET name = 'Khác', unit = 'khác' WHERE id = $1`, [
      goods.variantId,
    ]);
    await shop.database.query(
      `UPDATE shipping_rates SET label = label || ' mới', base_fee_vnd = base_fee_vnd + 500`,
    );
    await shop.database.query(
      `UPDATE sellers SET bank_bin = '970436', bank_account_number = 'KHAC00017' WHERE id = $1`,
      [seller.sellerId],
    );
    expect(await frozen()).toEqual([page, rows]);
    await shop.database.query(
      `UPDATE shipping_rates SET label = replace(label, ' mới', ''), base_fee_vnd = base_fee_vnd - 500`,
    );
  });

  it('an order outlives its product and its seller', async () => {
    const seller = await shop.floor.seller('tam-biet');
    const goods = await product({ seller });
    const placed = await shop.buyer.buy({ [goods.variantId]: 1 });
    await shop.floor.setPublication(goods, 'withdrawn');
    await shop.floor.setSellerStatus(seller, 'closed');
    const page = await shop.buyer.page(placed);
    expect([page.status, page.body.orders[0]?.seller]).toEqual([
      200,
      { slug: 'tam-biet', name: 'Gian hàng tam-biet', phone: '0000000017' },
    ]);
  });
});
