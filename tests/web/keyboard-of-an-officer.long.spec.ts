import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrowserSession, DESK } from '../support/browser-session.js';
import { Keyboard } from '../support/keyboard.js';
import { ListingDesk } from '../support/listing-desk.js';
import { People, type Person } from '../support/people.js';
import { Shopkeeper, words } from '../support/shopkeeper.js';
import { HOME_COMMUNE } from '../support/small-floor.js';
import { WebFloor } from '../support/web-floor.js';
import { webGoods } from '../support/web-goods.js';

const { reports } = words;

let floor: WebFloor;
let browser: BrowserSession;
let people: People;
let desk: ListingDesk;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  const { database, api: app, clock } = floor;
  people = new People(app, database, clock);
  const [shop] = await database.query<{ slug: string; sellerId: string; producerId: string }>(
    `SELECT s.slug, s.id AS "sellerId", p.id AS "producerId" FROM sellers s JOIN producers p ON p.id = s.producer_id
     WHERE s.slug LIKE 'htx-mau-%' AND s.status = 'approved' AND p.commune_code = $1 ORDER BY s.slug LIMIT 1`,
    [HOME_COMMUNE],
  );
  if (shop === undefined) throw new Error('The demo has no invented shop there');
  desk = await ListingDesk.of(shop, { app, database, people });
});
afterAll(async () => {
  const complaints = await browser?.complaints();
  await browser?.stop();
  await floor?.stop();
  expect(complaints).toEqual([]);
});

const at = async (officer: Person): Promise<[Keyboard, Shopkeeper]> => {
  const here = await Shopkeeper.of(browser, floor.url, officer, { viewport: DESK, pictures: false });
  return [new Keyboard(here.page), here];
};

test('a listing is given back with a reason, and another checked and put on the floor, by the keyboard alone', async () => {
  const back = await desk.submitted(await desk.started({ ...desk.whole, name: 'Mắm mẫu' }));
  const [keys, checker] = await at(desk.checker);
  await checker.open(`/quan-tri/san-pham/${back}`);
  await keys.unfold('Trả lại cho gian hàng');
  await keys.type((stop) => stop.said.startsWith('Ghi rõ cần sửa gì'), 'Chụp lại mặt sau của gói.');
  await keys.press(keys.button('Trả lại'));
  await keys.refused();
  await keys.tick((stop) => stop.said.startsWith('Ảnh mờ'));
  await keys.press(keys.button('Trả lại'));
  await keys.hears('Đã trả lại.');

  const fit = await desk.submitted(await desk.started({ ...desk.whole, name: 'Khô mẫu' }));
  await checker.open(`/quan-tri/san-pham/${fit}`);
  await keys.unfold('Đã kiểm tra, chuyển duyệt');
  await keys.press(keys.button('Chuyển duyệt'));
  await keys.hears('chuyển cho người duyệt');
  const [hands, approver] = await at(desk.approver);
  await approver.open(`/quan-tri/san-pham/${fit}`);
  await hands.unfold('Duyệt đăng');
  await hands.press(hands.button('Duyệt đăng'));
  await hands.hears('Đã đăng.');
});

test('a report is taken and decided by the keyboard alone, and a decision without words is led to them', async () => {
  const { product } = await webGoods(floor, people);
  const guest = new Shopkeeper(await browser.visit({ pictures: false }));
  await guest.open(`${product}/phan-anh`);
  await guest.page.locator('select[name=reason]').selectOption('wrong_information');
  await guest.answer({ [reports.form.words]: 'Nhãn ghi 500 g, cân lại chỉ có 420 g.' });
  await guest.press(reports.form.submit);

  const [keys, officer] = await at(await people.officer('approver'));
  await officer.open('/quan-tri/phan-anh');
  await keys.press((stop) => stop.tag === 'a' && /\/phan-anh\/./.test(stop.href));
  const { taking, decision } = reports.desk.acts;
  await keys.unfold(taking.title);
  await keys.press(keys.button(taking.submit));
  await keys.hears(reports.desk.done['taking'] ?? '');
  await keys.unfold(decision.title);
  await keys.press(keys.button(decision.submit));
  await keys.refused();
  await keys.choose({ name: 'outcome' }, 'shop_told');
  await keys.type({ name: 'answer' }, 'Cán bộ đã cân lại mẫu, đúng là thiếu.');
  await keys.type({ name: 'shopWords' }, 'Khối lượng ghi trên nhãn không đúng.');
  await keys.press(keys.button(decision.submit));
  await keys.hears(reports.desk.done['decision'] ?? '');
  expect(await officer.text()).toContain(reports.outcomes['shop_told'] ?? '');
});
