import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession, PHONE } from '../support/browser-session.js';
import { TOO_WIDE } from '../support/in-page.js';
import { People, type Person } from '../support/people.js';
import { Shopkeeper, words } from '../support/shopkeeper.js';
import { Shopper } from '../support/shopper.js';
import { WebFloor } from '../support/web-floor.js';
import { orderOf, webGoods } from '../support/web-goods.js';

const { disputes, reports } = words;

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

test('a complaint is opened, answered and settled; another is decided by an officer, all without scripts', async () => {
  const visit = await browser.visit({ javaScript: false });
  const [shopper, buyer] = [new Shopper(visit), new Shopkeeper(visit)];
  const groupCode = await shopper.buy(product, 1);
  const { code } = await orderOf(floor, groupCode);
  await shopper.open(`/don-hang/${groupCode}`);
  await shopper.page.getByRole('link', { name: disputes.about }).click();
  const complain = async (kind: string): Promise<void> => {
    await buyer.page.locator('select[name=kind]').selectOption(kind);
    await buyer.answer({ [disputes.open.words]: 'Hộp bị móp, hàng chảy nước.' });
    await buyer.press(disputes.open.submit);
    expect(await buyer.text()).toContain(disputes.done['open'] ?? '');
  };
  await buyer.press(disputes.open.submit);
  expect(await buyer.text()).toContain(disputes.errors['words'] ?? '');
  await complain('not_as_described');
  await buyer.page.getByText(disputes.picture.title, { exact: true }).click();
  await buyer.page.locator('input[name=file]').setInputFiles({
    name: 'mop.png',
    mimeType: 'image/png',
    buffer: await buyer.page.screenshot(),
  });
  await buyer.press(disputes.picture.submit);
  expect(await buyer.text()).toContain(disputes.done['pictures'] ?? '');
  const src = (await buyer.page.locator('.dispute-pictures img').getAttribute('src')) ?? '';
  const picture = await buyer.page.request.get(new URL(src, floor.url).href);
  expect([picture.status(), picture.headers()['content-type']]).toEqual([200, 'image/jpeg']);
  expect(await buyer.page.evaluate(TOO_WIDE)).toEqual([]);

  const bac = await Shopkeeper.of(browser, floor.url, owner, { javaScript: false, viewport: PHONE });
  await bac.open(`/kenh-nguoi-ban/${shop}`);
  expect(await bac.text()).toContain(disputes.shop.home(1));
  await bac.follow(disputes.shop.homeGo);
  await bac.follow(disputes.kinds['not_as_described'] ?? '');
  await bac.answer({ [disputes.say.title]: 'Shop gửi bù hộp khác ngày mai.' });
  await bac.page.getByText(disputes.say.propose).first().click();
  await bac.page.locator('select[name=propose]').selectOption('settled');
  await bac.press(disputes.say.submit);
  expect(await bac.text()).toContain(disputes.statuses['answered'] ?? '');
  expect(await bac.page.evaluate(TOO_WIDE)).toEqual([]);

  const here = `/don-hang/${groupCode}/khieu-nai/${code}`;
  await buyer.open(here);
  await buyer.press(disputes.accept.submit);
  expect(await buyer.text()).toContain(disputes.statuses['settled'] ?? '');
  await buyer.page.locator('summary').last().click();
  await complain('conduct');

  const people = new People(floor.api, floor.database, floor.clock);
  const officer = await people.officer('support');
  const desk = await Shopkeeper.of(browser, floor.url, officer, { viewport: { width: 1280, height: 900 } });
  await desk.open('/quan-tri/khieu-nai');
  expect(await accessibilityFindings(desk.page)).toEqual([]);
  await desk.follow(code);
  await desk.page.getByText(disputes.desk.acts.taking.title).click();
  await desk.press(disputes.desk.acts.taking.submit);
  await desk.page.getByText(disputes.desk.acts.decision.title, { exact: true }).click();
  await desk.page.locator('select[name=outcome]').selectOption('shop_right');
  await desk.answer({ [disputes.desk.acts.decision.reasons]: 'Tin nhắn cho thấy shop trả lời lịch sự.' });
  expect(await accessibilityFindings(desk.page)).toEqual([]);
  await desk.press(disputes.desk.acts.decision.submit);
  expect(await desk.text()).toContain(disputes.done['decision'] ?? '');
  expect(await desk.text()).toContain(disputes.outcomes['shop_right'] ?? '');

  const seeing = new Shopkeeper(await browser.visit({ viewport: PHONE }));
  await seeing.visit.context.addCookies(await buyer.page.context().cookies());
  await seeing.open(here);
  expect(await seeing.page.evaluate(TOO_WIDE)).toEqual([]);
  expect(await accessibilityFindings(seeing.page)).toEqual([]);
});

test('a product is reported by a guest without scripts, and taken down by an officer who lets it back', async () => {
  const guest = new Shopkeeper(await browser.visit({ javaScript: false, viewport: PHONE }));
  await guest.open(product);
  await guest.follow(reports.linkFromProduct);
  await guest.press(reports.form.submit);
  expect(await guest.text()).toContain(reports.errors['words'] ?? '');
  await guest.page.locator('select[name=reason]').selectOption('wrong_information');
  await guest.answer({ [reports.form.words]: 'Nhãn ghi 500 g, cân lại chỉ có 420 g.' });
  await guest.answer({ [reports.form.contact]: '12' });
  await guest.press(reports.form.submit);
  expect(await guest.page.locator('[aria-invalid=true]').getAttribute('name')).toBe('contact');
  expect(await guest.page.evaluate(TOO_WIDE)).toEqual([]);
  await guest.answer({ [reports.form.contact]: 'khach@example.com' });
  await guest.press(reports.form.submit);
  expect(await guest.heading()).toBe(reports.sent.title);
  expect(await guest.text()).toContain(reports.sent.answered);

  const seeing = await Shopkeeper.of(browser, floor.url, owner);
  await seeing.open(`/nguoi-ban/${shop}`);
  await seeing.follow(reports.linkFromSeller);
  expect(await seeing.text()).toContain(reports.form.signedIn);
  expect(await accessibilityFindings(seeing.page)).toEqual([]);

  const people = new People(floor.api, floor.database, floor.clock);
  const officer = await people.officer('approver');
  const desk = await Shopkeeper.of(browser, floor.url, officer, {
    javaScript: false,
    viewport: { width: 1280, height: 900 },
  });
  await desk.open('/quan-tri');
  await desk.follow(reports.desk.title);
  await desk.page.getByRole('row').filter({ hasText: 'Thông tin sai' }).getByRole('link').click();
  await desk.page.getByText(reports.desk.acts.taking.title, { exact: true }).click();
  await desk.press(reports.desk.acts.taking.submit);
  const { decision, lifting } = reports.desk.acts;
  await desk.page.getByText(decision.title, { exact: true }).click();
  await desk.page.locator('select[name=outcome]').selectOption('taken_down');
  await desk.answer({ [decision.answer]: 'Cán bộ đã cân lại mẫu, đúng là thiếu.' });
  await desk.press(decision.submit);
  expect(await desk.text()).toContain(reports.desk.errors['shopWords'] ?? '');
  await desk.answer({ [decision.shopWords]: 'Khối lượng ghi trên nhãn không đúng.' });
  await desk.press(decision.submit);
  expect(await desk.text()).toContain(reports.desk.done['decision'] ?? '');
  expect(await guest.open(product)).toBe(410);
  await desk.page.getByText(lifting.title, { exact: true }).click();
  await desk.answer({ [lifting.words]: 'Đã sửa nhãn.' });
  await desk.press(lifting.submit);
  expect(await guest.open(product)).toBe(200);

  const looking = await Shopkeeper.of(browser, floor.url, officer, { viewport: PHONE });
  for (const path of ['/quan-tri/phan-anh?show=closed', desk.path, '/khieu-nai']) {
    await looking.open(path);
    expect(await looking.page.evaluate(TOO_WIDE)).toEqual([]);
    expect(await accessibilityFindings(looking.page)).toEqual([]);
  }
});
