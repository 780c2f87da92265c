import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeOf, type PlacedBody, type ProblemBody } from '../../support/buyer.js';
import { OrderDesk } from '../../support/order-desk.js';
import { People, type Person } from '../../support/people.js';
import { ReviewCounter } from '../../support/review-counter.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

const SHOP_PHONE = '+84987654321';
const STRANGER = '+84912345678';

let shop: SmallShop;
let people: People;
let desk: OrderDesk;
let reviews: ReviewCounter;
let goods: SmallProduct;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
  desk = await OrderDesk.of(shop, people, shop.seller);
  reviews = new ReviewCounter(shop);
  await shop.database.query(`UPDATE sellers SET phone = $2 WHERE id = $1`, [
    shop.seller.sellerId,
    SHOP_PHONE,
  ]);
});
afterAll(() => shop.close());
beforeEach(async () => {
  goods = await shop.floor.product({ slug: `kho-${(made += 1)}`, seller: shop.seller });
});

/** The goods, bought on that number and come. */
async function on(phone: string): Promise<PlacedBody> {
  const contact = { name: 'Người Mua Mẫu', phone: phone.replace('+84', '0') };
  const placed = await shop.buyer.buy({ [goods.variantId]: 1 }, { contact });
  const { parcelId } = await desk.send(codeOf(placed));
  await desk.arrive(codeOf(placed), parcelId);
  return placed;
}
/** The same on a stranger's number, by somebody who was signed in. */
async function under({ accountId }: Person): Promise<PlacedBody> {
  const placed = await on(STRANGER);
  await shop.database.query(
    `UPDATE order_groups SET account_id = $2 WHERE id = (SELECT order_group_id FROM orders WHERE code = $1)`,
    [codeOf(placed), accountId],
  );
  return placed;
}
async function staff(): Promise<Person> {
  const person = await people.person();
  await people.member(person, shop.seller, ['orders']);
  return person;
}
async function formerStaff(): Promise<Person> {
  const person = await staff();
  await shop.database.query(
    `UPDATE seller_members SET ended_at = now(), ended_by = account_id WHERE account_id = $1`,
    [person.accountId],
  );
  return person;
}
async function helper(): Promise<Person> {
  const officer = await people.officer('assisting_staff');
  await people.mandate(officer, shop.seller);
  return officer;
}

describe('nobody reviews goods of a shop they work in or ever worked in', () => {
  it.each<[string, () => Promise<PlacedBody>]>([
    ['under the account of its owner', () => under(desk.owner)],
    ['by the number of its owner', () => on(desk.owner.phone)],
    ['under the account of its staff', async () => under(await staff())],
    ['by the number of somebody who left it', async () => on((await formerStaff()).phone)],
    ['by the shop’s own number', () => on(SHOP_PHONE)],
    ['under the account of an officer it let act for it', async () => under(await helper())],
    ['by the number of that officer', async () => on((await helper()).phone)],
  ])('%s', async (_how, bought) => {
    const refused = await reviews.write(await bought(), goods);
    expect([refused.status, (refused.body as unknown as ProblemBody).code]).toEqual([403, 'not_allowed']);
    expect((await reviews.page(goods.slug)).summary.count).toBe(0);
  });

  it('and everybody else does: the owner of another shop, an officer it never said yes to', async () => {
    const neighbour = await people.person();
    await people.member(neighbour, await shop.floor.seller('ben-canh'));
    const asking = await people.officer('assisting_staff');
    await people.mandateRequest(asking, shop.seller);
    await reviews.written(await under(neighbour), goods);
    await reviews.written(await on(asking.phone), goods);
    expect((await reviews.page(goods.slug)).summary.count).toBe(2);
  });
});
