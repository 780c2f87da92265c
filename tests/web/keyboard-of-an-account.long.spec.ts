import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrowserSession } from '../support/browser-session.js';
import { callAs } from '../support/caller.js';
import { Keyboard } from '../support/keyboard.js';
import { Newcomer, words } from '../support/newcomer.js';
import { People, type Person } from '../support/people.js';
import { BUYER, OLD_COMMUNE } from '../support/shopper.js';
import { signIn } from '../support/sign-in.js';
import { WebFloor } from '../support/web-floor.js';

const { account, entry, keeping, tourism } = words;

let floor: WebFloor;
let browser: BrowserSession;
let people: People;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  people = new People(floor.api, floor.database, floor.clock);
});
afterAll(async () => {
  const complaints = await browser?.complaints();
  await browser?.stop();
  await floor?.stop();
  expect(complaints).toEqual([]);
});

const at = async (person: Person): Promise<[Keyboard, Newcomer]> => {
  const here = await Newcomer.at(browser, floor);
  await signIn(here.visit.context, floor.url, person);
  return [new Keyboard(here.page), here];
};

test('an address is kept and removed by the keyboard alone', async () => {
  const [keys, here] = await at(await people.person({ name: BUYER.name }));
  await here.open('/tai-khoan');
  await keys.press(keys.button(account.pages.addresses.label));
  await keys.press(keys.button(account.addresses.add));
  await keys.press(keys.button(account.save));
  expect((await keys.refused()).name).toBe('commune');
  await keys.type({ name: 'commune' }, OLD_COMMUNE.typed);
  await keys.type({ name: 'line' }, BUYER.line);
  await keys.press(keys.button(account.save));
  await keys.hears(account.addresses.saved);
  await keys.press(keys.button(account.addresses.removeOf(BUYER.line)));
  await keys.hears(account.addresses.removed);
});

test('own data is read and downloaded, and the account erased and kept, by the keyboard alone', async () => {
  const person = await people.person({ name: BUYER.name });
  const [keys, here] = await at(person);
  const { ownData } = account;
  await here.open('/tai-khoan/du-lieu');
  await keys.press(keys.button(ownData.look));
  await keys.to(keys.button(ownData.download));
  const [file] = await Promise.all([keys.page.waitForEvent('download'), keys.page.keyboard.press('Enter')]);
  expect(file.suggestedFilename()).toMatch(/\.json$/);
  await keys.press(keys.button(ownData.back));

  floor.clock.advance(11 * 60_000);
  await keys.unfold(ownData.eraseOpen);
  await keys.press(keys.button(ownData.eraseConfirm));
  await here.expectHeading(entry.fresh.title);
  await keys.press(keys.button(entry.fresh.sendCode('')));
  await keys.press(keys.button(entry.fresh.submit));
  expect((await keys.refused()).name).toBe('code');
  await keys.type({ name: 'code' }, await here.code(person.phone));
  await keys.press(keys.button(entry.fresh.submit));
  await keys.unfold(ownData.eraseOpen);
  await keys.press(keys.button(ownData.eraseConfirm));
  await keys.hears(ownData.erasureAsked);
  await keys.press(keys.button(ownData.keep));
  await keys.hears(ownData.erasureKept);
});

test('whoever keeps a point says by the keyboard alone what is gone, what is new and what is no longer sold there', async () => {
  const keeper = await people.person();
  const administrator = await people.officer('administrator');
  const [goods] = await floor.database.query<{ point: string; slug: string; name: string }>(
    `SELECT t.slug AS point, p.slug, p.name FROM shelf_stocks s JOIN tourism_points t ON t.id = s.tourism_point_id
     JOIN shop_products p ON p.id = s.product_id ORDER BY t.slug, p.slug LIMIT 1`,
  );
  if (!goods) throw new Error('Nothing stands at any point');
  const keepers = `/admin/tourism-points/${goods.point}/keepers`;
  const charged = await callAs(floor.api, administrator, 'POST', keepers, { phone: keeper.phone });
  expect(charged.status).toBe(204);

  const [keys, here] = await at(keeper);
  await here.open('/tai-khoan');
  await keys.press(keys.button(keeping.link));
  await keys.press((stop) => stop.href === `/tai-khoan/diem-du-lich/${goods.point}`);
  await keys.press(keys.button(keeping.actOf(keeping.acts['gone'] ?? '', goods.name)));
  await keys.hears(keeping.marked(goods.name, tourism.states['gone'] ?? ''));
  // The keyboard goes on at the goods, not at the top of the page.
  await keys.page.keyboard.press('Tab');
  expect((await keys.stop()).said).toBe(keeping.actOf(keeping.acts['there'] ?? '', goods.name));

  await keys.type({ name: 'q' }, 'zzzzqqqq');
  await keys.page.keyboard.press('Enter');
  await keys.hears(keeping.nothing);
  await keys.type({ name: 'q' }, 'tôm khô');
  await keys.press(keys.button(keeping.searchGo));
  await keys.hears(keeping.found(1).split('1')[0] ?? '');
  await keys.press(keys.button(keeping.addThis));
  await keys.hears(tourism.states['there'] ?? '');

  // Somebody else took it down meanwhile.
  await keys.unfold(keeping.remove);
  const first = await keys.page.evaluate<string>(`document.activeElement.closest('li').id`);
  const shelf = `/me/tourism-points/${goods.point}/shelf/${first}`;
  expect((await callAs(floor.api, keeper, 'DELETE', shelf)).status).toBe(204);
  await keys.press(keys.button(keeping.removeConfirm));
  expect((await keys.refused()).said).toContain(keeping.refusals['not_found']);
});
