import { afterAll, beforeAll, expect, test } from 'vitest';
import { photograph } from '../support/applicant.js';
import { BrowserSession, PHONE } from '../support/browser-session.js';
import { callAs } from '../support/caller.js';
import { Keyboard } from '../support/keyboard.js';
import { People, type Person } from '../support/people.js';
import { photo } from '../support/return-counter.js';
import { Shopkeeper, words } from '../support/shopkeeper.js';
import { BUYER, OLD_COMMUNE, Shopper } from '../support/shopper.js';
import { TERMS } from '../support/voucher-counter.js';
import { WebFloor } from '../support/web-floor.js';
import { orderOf, webGoods } from '../support/web-goods.js';

const { disputes, invoice, questions, reports, returns, reviews, visits, voucherField } = words;

let floor: WebFloor;
let browser: BrowserSession;
let people: People;
let owner: Person;
let product: string;
let shop: string;
let shopper: Shopper;
let keys: Keyboard;
let groupCode: string;
let code: string;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  people = new People(floor.api, floor.database, floor.clock);
  ({ owner, shop, product } = await webGoods(floor, people));
  shopper = new Shopper(await browser.visit({ viewport: PHONE, pictures: false }));
  keys = new Keyboard(shopper.page);
  groupCode = await shopper.buy(product, 2);
  ({ code } = await orderOf(floor, groupCode));
  await deliver();
});
afterAll(async () => {
  const complaints = await browser?.complaints();
  await browser?.stop();
  await floor?.stop();
  expect(complaints).toEqual([]);
});

/** The shop confirms, packs and sends it, and everything is taken. */
async function deliver(): Promise<void> {
  const post = async (path: string, body: object = {}) => {
    const at = `/seller/${shop}/orders/${code}${path}`;
    const answer = await callAs<{ parcels: { id: string }[] }>(floor.api, owner, 'POST', at, body);
    expect([path, answer.status]).toEqual([path, expect.toSatisfy((status: number) => status < 300)]);
    return answer.body.parcels[0]?.id ?? '';
  };
  await post('/confirmation');
  const parcel = await post('/parcels', { key: 'kien-mau-1' });
  await post(`/parcels/${parcel}/hand-over`);
  await post(`/parcels/${parcel}/arrival`);
}

const picture = async () => ({ name: 'hang.jpg', mimeType: 'image/jpeg', buffer: await photo() });

test('goods are reviewed with a picture by the keyboard alone, and what is forgotten is led to', async () => {
  await shopper.open(`/don-hang/${groupCode}`);
  await keys.press(keys.button(reviews.write.link));
  await keys.press(keys.button(reviews.write.submit));
  await keys.refused();
  await keys.choose({ name: 'rating' }, '4');
  await keys.type({ name: 'words' }, 'Khô dẻo, gói kỹ.');
  const taken = await photograph(1_200);
  await keys.file({ name: 'photos' }, taken);
  const sent = keys.page.waitForRequest((request) => request.method() === 'POST');
  await keys.press(keys.button(reviews.write.photosAdd));
  await keys.hears(reviews.write.photosKept(1));
  // As the camera made it, it would take a minute on a bad line.
  expect((await (await sent).sizes()).requestBodySize).toBeLessThan(taken.buffer.length * 0.8);
  await keys.press(keys.button(reviews.write.submit));
  await keys.hears(reviews.write.saved);
  expect(await shopper.page.locator('main').innerText()).toContain('Khô dẻo, gói kỹ.');
});

test('goods are given back with a picture by the keyboard alone', async () => {
  await shopper.open(`/don-hang/${groupCode}`);
  await keys.press(keys.button(returns.link));
  await keys.press(keys.button(returns.submit));
  // Of the only goods all are filled in; the reason is the first that is missing.
  expect((await keys.refused()).id).toBe('reason');
  await keys.choose({ name: 'reason' }, 'damaged');
  await keys.type({ name: 'words' }, 'Nắp bị nứt.');
  await keys.file({ name: 'photos' }, await picture());
  await keys.press(keys.button(returns.photosAdd));
  await keys.hears(returns.photosKept(1));
  await keys.to({ name: 'bankBin' });
  await keys.page.keyboard.press('ArrowDown');
  await keys.type({ name: 'accountNumber' }, '0001112223');
  await keys.type({ name: 'accountName' }, 'NGUYEN VAN MAU');
  await keys.press(keys.button(returns.submit));
  await shopper.page.waitForURL(`**/don-hang/${groupCode}*`);
  expect(await shopper.page.locator('main').innerText()).toContain(returns.statuses['requested'] ?? '');
});

test('a complaint is written, and a picture of it shown, by the keyboard alone', async () => {
  await shopper.open(`/don-hang/${groupCode}`);
  await keys.press(keys.button(disputes.about));
  await keys.press(keys.button(disputes.open.submit));
  await keys.refused();
  await keys.choose({ name: 'kind' }, 'conduct');
  await keys.type({ name: 'words' }, 'Gọi ba lần không nghe máy.');
  await keys.press(keys.button(disputes.open.submit));
  await keys.hears(disputes.done['open'] ?? '');
  await keys.unfold(disputes.picture.title);
  await keys.file({ name: 'file' }, await picture());
  await keys.press(keys.button(disputes.picture.submit));
  await keys.hears(disputes.done['pictures'] ?? '');
});

test('a product is reported by the keyboard alone', async () => {
  await shopper.open(product);
  await keys.press(keys.button(reports.linkFromProduct));
  await keys.press(keys.button(reports.form.submit));
  await keys.refused();
  await keys.choose({ name: 'reason' }, 'wrong_information');
  await keys.type({ name: 'words' }, 'Nhãn ghi 500 g, cân lại chỉ có 420 g.');
  await keys.press(keys.button(reports.form.submit));
  expect(await shopper.heading()).toBe(reports.sent.title);
});

test('a shop is asked about its goods by the keyboard alone', async () => {
  const asker = await people.person({ name: 'Lê Thị Hỏi' });
  const here = await Shopkeeper.of(browser, floor.url, asker, { viewport: PHONE, pictures: false });
  const hands = new Keyboard(here.page);
  await here.open(product);
  await hands.press(hands.button(questions.ask));
  await hands.press(hands.button(questions.form.submit));
  expect((await hands.refused()).name).toBe('words');
  await hands.type({ name: 'words' }, 'Khô để ngoài được mấy ngày?');
  await hands.press(hands.button(questions.form.submit));
  await hands.hears(questions.form.done['shown'] ?? '');
});

test('a visit is asked for and called off by the keyboard alone', async () => {
  await shopper.open('/du-lich/vuon-nhan-co-bac-lieu');
  await keys.press(keys.button(visits.atPointGo));
  await keys.press(keys.button(visits.submit));
  expect((await keys.refused()).name).toBe('day');
  // The same day whichever of the two is asked for first.
  await keys.type({ name: 'day' }, '12122026');
  expect((await keys.stop()).value).toBe('2026-12-12');
  await keys.type({ name: 'people' }, '4');
  await keys.type({ name: 'name' }, 'Khách Mẫu Sông');
  await keys.type({ name: 'phone' }, BUYER.phone);
  await keys.press(keys.button(visits.submit));
  await keys.hears(visits.sent);
  await keys.unfold(visits.withdraw);
  await keys.press(keys.button(visits.withdrawConfirm));
  await keys.hears(visits.withdrawn);
});

test('a voucher is given at the checkout, and an invoice asked for after it, by the keyboard alone', async () => {
  const voucher = { ...TERMS, code: 'PHIMMAU' };
  const given = await callAs(floor.api, owner, 'POST', `/seller/${shop}/vouchers`, voucher);
  expect(given.status).toBe(201);
  await shopper.open(product);
  await keys.press(keys.button(words.product.add));
  await keys.press(keys.button(words.cart.proceed));
  await keys.type({ name: 'name' }, BUYER.name);
  await keys.type({ name: 'phone' }, BUYER.phone);
  let answer = (): void => undefined;
  const line = new Promise<void>((resolve) => (answer = resolve));
  await keys.page.route('**/dat-hang', async (route) => {
    await line;
    await route.continue();
  });
  await keys.type({ name: 'commune' }, OLD_COMMUNE.now);
  await keys.type({ name: 'line' }, BUYER.line);
  const use = keys.button(voucherField.use);
  await keys.type({ name: 'voucher' }, 'khong co');
  // The answer to the commune comes while somebody types into another part.
  answer();
  await keys.hears(words.checkout.sumSaid('|', '').split('|')[0] ?? '');
  expect(await keys.stop()).toMatchObject({ name: 'voucher', value: 'khong co' });
  await keys.to(use);
  await keys.hears(voucherField.problems('')['voucher_unknown'] ?? '');
  // The part the button belongs to came anew.
  expect(await keys.stop()).toMatchObject({ tag: 'button', said: voucherField.use });
  await keys.page.keyboard.press('Shift+Tab');
  expect(await keys.stop()).toMatchObject({ name: 'voucher', invalid: true });
  await keys.type({ name: 'voucher' }, voucher.code);
  await keys.to(use);
  await keys.hears(voucherField.taken(voucher.code, '').split(':')[0] ?? '');
  await keys.press((stop) => stop.name === 'intent' && stop.value === 'place');
  await shopper.page.waitForURL('**/don-hang/*');
  expect(await shopper.page.locator('main').innerText()).toContain('−10.000');

  await keys.unfold(invoice.askLater);
  await keys.press(keys.button(invoice.submit));
  expect((await keys.refused()).name).toBe('invoiceName');
  await keys.type({ name: 'invoiceName' }, 'Công ty Mẫu');
  await keys.type({ name: 'invoiceTaxCode' }, '0000000017');
  await keys.type({ name: 'invoiceAddress' }, 'Số 1, đường Mẫu');
  await keys.type({ name: 'invoiceEmail' }, BUYER.email);
  await keys.press(keys.button(invoice.submit));
  await keys.hears(invoice.saved);
});

test('an order is found again without an account by the keyboard alone', async () => {
  const hands = new Keyboard((await browser.visit({ viewport: PHONE, pictures: false })).page);
  await hands.page.goto('/');
  await hands.press(hands.button(words.nav.lookup));
  await hands.press(hands.button(words.lookup.submit));
  expect((await hands.refused()).name).toBe('phone');
  await hands.type({ name: 'phone' }, BUYER.phone);
  await hands.type({ name: 'code' }, groupCode);
  await hands.press(hands.button(words.lookup.submit));
  await hands.hears(words.lookup.sentText);
});
