import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.js';
import { photograph } from '../support/applicant.js';
import { BrowserSession, PHONE } from '../support/browser-session.js';
import { TOO_WIDE } from '../support/in-page.js';
import { point } from '../support/pages.js';
import { People, type Person } from '../support/people.js';
import { Shopkeeper, words } from '../support/shopkeeper.js';
import { Shopper } from '../support/shopper.js';
import { WebFloor } from '../support/web-floor.js';
import { deliverOrder, orderOf, webGoods } from '../support/web-goods.js';

const { questions, reviews } = words;
const DESK = { width: 1280, height: 900 };

let floor: WebFloor;
let browser: BrowserSession;
let owner: Person;
let product: string;
let shop: string;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  const people = new People(floor.api, floor.database, floor.clock);
  ({ owner, shop, product } = await webGoods(floor, people));
});
afterEach(async () => {
  expect(await browser.complaints()).toEqual([]);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

/** Fits the screen and reads well to whoever cannot see it. */
async function expectSound(page: Shopkeeper['page']): Promise<void> {
  expect(await page.evaluate(TOO_WIDE)).toEqual([]);
  expect(await accessibilityFindings(page)).toEqual([]);
}

test('goods that came are reviewed with a picture, without scripts, and everybody reads it', async () => {
  const visit = await browser.visit({ javaScript: false, viewport: PHONE });
  const [shopper, buyer] = [new Shopper(visit), new Shopkeeper(visit)];
  const groupCode = await shopper.buy(product, 1);
  const { code } = await orderOf(floor, groupCode);
  await deliverOrder(floor, { owner, shop, code });
  await shopper.open(`/don-hang/${groupCode}`);
  await buyer.follow(reviews.write.link);
  await buyer.press(reviews.write.submit);
  expect(await buyer.text()).toContain(reviews.write.ratingMissing);
  await buyer.choose(reviews.write.ratings['4'] ?? '');
  await buyer.answer({ [reviews.write.words]: 'Khô dẻo, gói kỹ.\nLần sau mua tiếp.' });
  await buyer.page.locator('input[type=file]').setInputFiles(await photograph(480));
  await buyer.press(reviews.write.photosAdd);
  expect(await buyer.text()).toContain(reviews.write.photosKept(1));
  await buyer.press(reviews.write.submit);
  expect(await buyer.text()).toContain(reviews.write.statuses['shown'] ?? '');
  await buyer.page.getByText(reviews.write.edit, { exact: true }).click();
  await buyer.choose(reviews.write.ratings['5'] ?? '');
  await buyer.press(reviews.write.save);
  expect(await buyer.text()).toContain(reviews.points(5));

  const seeing = new Shopkeeper(await browser.visit({ viewport: PHONE }));
  await seeing.visit.context.addCookies(await visit.context.cookies());
  await seeing.open(`/don-hang/${groupCode}/danh-gia/${code}`);
  await seeing.page.getByText(reviews.write.edit, { exact: true }).click();
  await expectSound(seeing.page);
  await seeing.open(product);
  expect(await seeing.text()).toContain('Khô dẻo, gói kỹ.');
  expect(await seeing.page.locator('.product-head .rating').innerText()).toBe(reviews.short(5, 1));
  await expectSound(seeing.page);
  await seeing.open(`${product}/danh-gia?sort=lowest`);
  await expectSound(seeing.page);
  await seeing.page.setViewportSize(DESK);
  expect(await seeing.open('/san-pham?sort=rating')).toBe(200);
  expect(await seeing.page.locator('.card').first().innerText()).toContain(reviews.short(5, 1));

  // Others find it helpful, and report it; the shop answers; an officer takes it down, which its author reads.
  const other = new Shopkeeper(await browser.visit({ javaScript: false, viewport: PHONE }));
  await other.open(`${product}/danh-gia`);
  await other.press(reviews.helpful(0));
  expect(await other.text()).toContain(reviews.voted);
  await other.press(reviews.unvote);
  await other.press(reviews.helpful(0));
  await other.follow(reviews.report.link);
  expect(await other.page.locator('#bao blockquote').innerText()).toBe('Khô dẻo, gói kỹ. Lần sau mua tiếp.');
  await other.press(reviews.report.submit);
  expect(await other.text()).toContain(reviews.report.reasonMissing);
  await other.choose('Quảng cáo');
  await other.press(reviews.report.submit);
  expect(await other.text()).toContain(reviews.report.done);
  await seeing.page.setViewportSize(PHONE);
  await seeing.open(`${product}/danh-gia?bao=01900000-0000-7000-8000-000000000000`);
  await expectSound(seeing.page);

  const bac = await Shopkeeper.of(browser, floor.url, owner, { viewport: PHONE });
  await bac.open(`/kenh-nguoi-ban/${shop}`);
  expect(await bac.text()).toContain(reviews.shop.home(1));
  await bac.follow(reviews.shop.homeGo);
  await expectSound(bac.page);
  await bac.answer({ [reviews.shop.answer]: 'Cảm ơn bạn, gọi 0912345678' });
  await bac.press(reviews.shop.submit);
  expect(await bac.page.locator('[aria-invalid=true]').count()).toBe(1);
  await bac.answer({ [reviews.shop.answer]: 'Cảm ơn bạn đã mua hàng.' });
  await bac.press(reviews.shop.submit);
  expect(await bac.text()).toContain(reviews.shop.done);

  const people = new People(floor.api, floor.database, floor.clock);
  const officer = await people.officer('support');
  const desk = await Shopkeeper.of(browser, floor.url, officer, { viewport: DESK });
  await desk.open('/quan-tri/danh-gia');
  expect(await desk.text()).toContain('Cảm ơn bạn đã mua hàng.');
  await desk.page.getByText(reviews.desk.hide, { exact: true }).first().click();
  await expectSound(desk.page);
  await desk.page.locator('select[name=reason]').first().selectOption('advertising');
  await desk.press(reviews.desk.hide);
  expect(await desk.text()).toContain(reviews.desk.done['hiding'] ?? '');
  await seeing.open(`/don-hang/${groupCode}/danh-gia/${code}`);
  expect(await seeing.text()).toContain(reviews.write.hiddenBecause(reviews.reasons['advertising'] ?? ''));
  expect(await seeing.open(product)).toBe(200);
  expect(await seeing.text()).toContain(reviews.none);
});

test('a shop is asked from the product and from the cart, and answers for all to read', async () => {
  const people = new People(floor.api, floor.database, floor.clock);
  const guest = new Shopkeeper(await browser.visit({ javaScript: false, viewport: PHONE }));
  await guest.open(product);
  await guest.follow(questions.ask);
  expect(await guest.text()).toContain(questions.form.signIn);
  const asker = await people.person({ name: 'Lê Thị Hỏi' });
  const buyer = await Shopkeeper.of(browser, floor.url, asker, { javaScript: false, viewport: PHONE });
  const shopper = new Shopper(buyer.visit);
  await shopper.open(product);
  await shopper.putIntoCart(1);
  expect(await buyer.text()).toContain(words.product.call);
  const seeing = await Shopkeeper.of(browser, floor.url, asker, { viewport: PHONE });
  await seeing.visit.context.addCookies(await buyer.visit.context.cookies());
  await seeing.open('/gio-hang');
  await expectSound(seeing.page);
  await buyer.page.getByRole('link', { name: /^Hỏi người bán về/ }).click();
  await buyer.press(questions.form.submit);
  expect(await buyer.text()).toContain(questions.form.missing);
  await buyer.answer({ [questions.form.words]: 'Khô để ngoài được mấy ngày?' });
  await buyer.press(questions.form.submit);
  expect(await buyer.text()).toContain(questions.form.done['shown'] ?? '');
  await seeing.open(`${product}/hoi-dap`);
  await expectSound(seeing.page);

  const bac = await Shopkeeper.of(browser, floor.url, owner, { viewport: PHONE });
  await bac.open(`/kenh-nguoi-ban/${shop}`);
  expect(await bac.text()).toContain(questions.shop.home(1));
  await bac.follow(questions.shop.homeGo);
  await expectSound(bac.page);
  await bac.answer({ [reviews.shop.answer]: 'Ngăn mát một tháng.' });
  await bac.press(reviews.shop.submit);
  expect(await bac.text()).toContain(reviews.shop.done);
  await seeing.open(product);
  expect(await seeing.text()).toContain('Ngăn mát một tháng.');
  await expectSound(seeing.page);

  const officer = await people.officer('support');
  const desk = await Shopkeeper.of(browser, floor.url, officer, { viewport: DESK });
  // A guest reports the answer; it is taken down alone, changed by its shop, read again and shown.
  await guest.open(`${product}/hoi-dap`);
  await guest.follow(reviews.report.linkAnswer);
  await guest.press(reviews.report.submit);
  expect(await guest.page.locator('#bao blockquote').innerText()).toBe('Ngăn mát một tháng.');
  expect(await guest.text()).toContain(reviews.report.reasonMissing);
  expect(await guest.text()).toContain(reviews.report.titleAnswer);
  await guest.choose('Quảng cáo');
  await guest.press(reviews.report.submit);
  expect(await guest.text()).toContain(reviews.report.done);
  await seeing.open(`${product}/hoi-dap?bao=01900000-0000-7000-8000-000000000000`);
  expect(await seeing.text()).toContain(questions.report.title);
  await expectSound(seeing.page);
  await desk.open('/quan-tri/hoi-dap');
  expect(await desk.text()).toContain(`${reviews.desk.ofAnswer}: quảng cáo`);
  await desk.page.getByText(reviews.desk.hideAnswer, { exact: true }).first().click();
  await expectSound(desk.page);
  await desk.page.locator('select[name=reason]').last().selectOption('advertising');
  await desk.press(reviews.desk.hideAnswer);
  expect(await desk.text()).toContain(reviews.desk.done['answer-hiding'] ?? '');
  await seeing.open(product);
  expect(await seeing.text()).not.toContain('Ngăn mát một tháng.');
  await bac.open(`/kenh-nguoi-ban/${shop}/hoi-dap?xem=answered`);
  expect(await bac.text()).toContain(reviews.shop.answerHidden(reviews.reasons['advertising'] ?? ''));
  await bac.page.getByText(reviews.shop.save, { exact: true }).first().click();
  await expectSound(bac.page);
  await bac.answer({ [reviews.shop.answer]: 'Ngăn mát hai tháng.' });
  await bac.press(reviews.shop.save);
  await desk.open('/quan-tri/hoi-dap');
  await desk.press(reviews.desk.approveAnswer);
  expect(await desk.text()).toContain(reviews.desk.done['answer-showing'] ?? '');
  await seeing.open(product);
  expect(await seeing.text()).toContain('Ngăn mát hai tháng.');
  await desk.open('/quan-tri/hoi-dap?show=all');
  await desk.page.getByText(reviews.desk.hide, { exact: true }).first().click();
  await desk.page.locator('select[name=reason]').first().selectOption('off_topic');
  await desk.press(reviews.desk.hide);
  expect(await desk.text()).toContain(reviews.desk.done['hiding'] ?? '');
  await seeing.open(product);
  expect(await seeing.text()).not.toContain('Ngăn mát hai tháng.');
});

test('a guest asks a shop that is a point for a day, without scripts, and the shop answers from its phone', async () => {
  const { visits } = words;
  const people = new People(floor.api, floor.database, floor.clock);
  const administrator = await people.officer('administrator');
  const desk = await Shopkeeper.of(browser, floor.url, administrator, { viewport: DESK });
  await desk.open(`/quan-tri/diem-du-lich/${point}`);
  await desk.answer({ [visits.desk.seller]: shop });
  await desk.press(visits.desk.save);
  expect(await desk.text()).toContain(visits.desk.saved);
  await expectSound(desk.page);

  const guest = new Shopkeeper(await browser.visit({ javaScript: false, viewport: PHONE }));
  await guest.open(`/du-lich/${point}`);
  await guest.follow(visits.atPointGo);
  await guest.press(visits.submit);
  expect(await guest.text()).toContain(visits.missing.day);
  await guest.answer({
    [visits.day]: '2026-12-05',
    [visits.people]: '4',
    [visits.name]: 'Khách Mẫu Sông',
    [visits.phone]: '0912 345 678',
    [visits.words]: 'Có một em nhỏ',
  });
  await guest.press(visits.submit);
  expect(await guest.text()).toContain(visits.status.requested);
  const own = new URL(guest.page.url());

  const seeing = new Shopkeeper(await browser.visit({ viewport: PHONE }));
  await seeing.open(`/en${own.pathname}${own.search}`);
  await expectSound(seeing.page);
  await seeing.open(`/en/du-lich/${point}/hen-ghe`);
  await expectSound(seeing.page);

  // Somebody who is signed in finds theirs in the account.
  const mine = await Shopkeeper.of(browser, floor.url, await people.person(), { viewport: PHONE });
  await mine.open(`/du-lich/${point}/hen-ghe`);
  await mine.answer({
    [visits.day]: '2026-12-06',
    [visits.people]: '2',
    [visits.name]: 'Bạn Mẫu',
    [visits.phone]: '0912 345 679',
  });
  await mine.press(visits.submit);
  await mine.open('/tai-khoan');
  expect(await mine.text()).toContain(visits.mine);
  await expectSound(mine.page);
  await mine.page.getByRole('link', { name: visits.line('06/12/2026', '2') }).click();
  await mine.page.getByText(visits.status.requested).waitFor();

  const bac = await Shopkeeper.of(browser, floor.url, owner, { viewport: PHONE });
  await bac.open(`/kenh-nguoi-ban/${shop}`);
  expect(await bac.text()).toContain(visits.shop.home(2));
  await bac.follow(visits.shop.homeGo);
  expect(await bac.text()).toContain('Khách Mẫu Sông');
  await bac.press(visits.shop.decline);
  expect(await bac.text()).toContain(visits.shop.noWords);
  await expectSound(bac.page);
  await bac.answer({ [visits.shop.words]: 'Tới bến gọi bác' });
  await bac.press(visits.shop.confirm);
  expect(await bac.text()).toContain(visits.shop.confirmed);

  await guest.open(own.pathname + own.search);
  expect(await guest.text()).toContain('Tới bến gọi bác');
  await guest.page.locator('summary', { hasText: visits.withdraw }).click();
  await guest.press(visits.withdrawConfirm);
  expect(await guest.text()).toContain(visits.status.withdrawn);
  expect(await guest.open(`${own.pathname}?token=${'x'.repeat(43)}`)).toBe(404);
});
