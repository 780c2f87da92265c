import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '#kernel/time';
import { Buyer } from '../../support/buyer.js';
import { decision } from '../../support/certificates.js';
import { before, LAST, NoticeBoard, type NoticedProduct } from '../../support/notice-board.js';
import { OfficerClient } from '../../support/officer.js';

let board: NoticeBoard;
let product: NoticedProduct;
beforeAll(async () => {
  board = await NoticeBoard.open();
  product = await board.product();
});
afterAll(() => board.close());

/** What the product's page says, whether it can be put into a cart, and whether its shop's page is there. */
async function seen(): Promise<object> {
  const page = await board.app.http.get(`/api/v1/products/${product.slug}`);
  const shop = await board.app.http.get(`/api/v1/sellers/${product.shop}`);
  const sold = await new Buyer(board.app.url).cart({ [product.variantId]: 1 }).then(
    () => true,
    () => false,
  );
  const { listed, priceVnd, unlistedReason, variants } = page.body as {
    listed: boolean;
    priceVnd: number | null;
    unlistedReason?: string;
    variants?: unknown[];
  };
  const shown = { listed, priceVnd, reason: unlistedReason ?? null, variants: variants?.length ?? 0 };
  return { page: page.status, shop: shop.status, sold, ...shown };
}
const officerCall = async (method: string, path: string, body: object): Promise<number> => {
  const officer = new OfficerClient(board.app, await board.people.officer('certification_officer'));
  return (await officer.call(method, `/admin/certificates/${product.certificationId}/${path}`, body)).status;
};

it('a shop’s address stays over lapse, late renewal and renewal: nothing is sold in between, and nothing is gone', async () => {
  const onSale = {
    page: 200,
    shop: 200,
    sold: true,
    listed: true,
    priceVnd: 100_000,
    reason: null,
    variants: 1,
  };
  const unsold = {
    page: 200,
    shop: 200,
    sold: false,
    listed: false,
    priceVnd: null,
    reason: 'certificate_lapsed',
    variants: 0,
  };
  board.at(LAST);
  expect(await seen()).toEqual(onSale);
  board.at(before(-1));
  expect(await seen()).toEqual(unsold);
  board.at(before(-20));
  const until = addDays(LAST, 90);
  expect(await officerCall('PUT', 'late-renewal', { until, evidence: 'Phiếu tiếp nhận mẫu' })).toBe(204);
  expect(await seen()).toEqual(onSale);
  board.at(addDays(until, 1));
  expect(await seen()).toEqual(unsold);
  board.at(addDays(until, 10));
  const renewal = decision(addDays(until, 10), {
    filedOn: addDays(LAST, 10),
    productCode: '96-32248-0001-2027',
  });
  expect(await officerCall('POST', 'renewals', renewal)).toBe(201);
  expect(await seen()).toEqual(onSale);
});
