import { afterAll, beforeAll, expect, test } from 'vitest';
import { ANSWERS, COOPERATIVE, photograph } from '../support/applicant.js';
import { BrowserSession, PHONE } from '../support/browser-session.js';
import { Keyboard } from '../support/keyboard.js';
import { ListingShop } from '../support/listing-shop.js';
import { SURE_TO_COME_MS } from '../support/patience.js';
import { People, type Person } from '../support/people.js';
import { photo } from '../support/return-counter.js';
import { Shopkeeper, words } from '../support/shopkeeper.js';
import { Shopper } from '../support/shopper.js';
import { WebFloor } from '../support/web-floor.js';
import { orderOf, webGoods } from '../support/web-goods.js';

const { listing, onboarding, shopOrders } = words;

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

const at = async (person: Person): Promise<[Keyboard, Shopkeeper]> => {
  const here = await Shopkeeper.of(browser, floor.url, person, { viewport: PHONE, pictures: false });
  return [new Keyboard(here.page), here];
};

test('an order is taken, packed and sent by the keyboard alone', async () => {
  const { owner, shop, product } = await webGoods(floor, people);
  const { code } = await orderOf(
    floor,
    await new Shopper(await browser.visit({ pictures: false })).buy(product),
  );
  const [keys, bac] = await at(owner);
  await bac.open(`/kenh-nguoi-ban/${shop}`);
  await keys.press(keys.button(words.seller.home.ordersGo));
  await keys.press(keys.button(shopOrders.order(code)));
  await keys.press(keys.button(shopOrders.confirm));
  await keys.press(keys.button(shopOrders.pack));
  await keys.type({ said: shopOrders.carrier }, 'Xe Mẫu');
  await keys.press(keys.button(shopOrders.handOver));
  expect(await bac.text()).toContain(shopOrders.steps['deliver'] ?? '');
});

test('a product is begun with its picture and its words by the keyboard alone, and what is wrong is led to', async () => {
  const shop = await ListingShop.open(floor);
  const [keys, bac] = await at(shop.owner);
  await bac.open(shop.at('/san-pham'));
  await keys.press(keys.button(listing.add));
  await keys.file((stop) => stop.id === 'anh-chon', {
    name: 'kho.jpg',
    mimeType: 'image/jpeg',
    buffer: await photo(),
  });
  await bac.page.locator('[data-picture-list] img').waitFor();
  await keys.press(keys.button(listing.photo.next));
  await keys.type({ said: listing.fields.name.label }, 'Tôm khô mẫu');
  await keys.type({ said: listing.fields.description.label }, 'Tôm đất phơi ba nắng.');
  await keys.choose({ name: 'setNo' }, '8');
  await keys.press(keys.button(listing.saveNext));
  await keys.type({ said: listing.fields.shelfLifeDays.label }, 'sáu tháng');
  await keys.press(keys.button(listing.saveNext));
  await keys.refused();
  await keys.type({ said: listing.fields.shelfLifeDays.label }, '180');
});

test('a shop is applied for by the keyboard alone, from the first question to the last', async () => {
  const [keys, bac] = await at(await people.person({ name: COOPERATIVE.representative }));
  await bac.open('/kenh-nguoi-ban/dang-ky');
  await keys.press(keys.button(onboarding.startSubmit));
  await keys.refused();
  await keys.choose({ name: 'kind' }, 'cooperative');
  await keys.type({ name: 'legalName' }, COOPERATIVE.legalName);
  await keys.type({ name: 'name' }, 'Mắm mẫu phím');
  await keys.type({ said: onboarding.fields.communeCode.label }, COOPERATIVE.commune);
  await keys.press(keys.button(onboarding.startSubmit));
  for (const step of ['registration', 'representative', 'address', 'bank', 'consents'] as const) {
    await bac.expectHeading(onboarding.steps[step].title);
    if (step === 'bank') await keys.choose({ name: 'bankBin' }, '970405');
    for (const [label, text] of Object.entries(ANSWERS[step])) await keys.type({ said: label }, text);
    if (step === 'consents')
      for (const name of ['representativeData', 'bankAccountData']) await keys.tick({ name });
    await keys.press(keys.button(onboarding.saveNext));
  }
  await bac.expectHeading(onboarding.steps.documents.title);
  for (const kind of ['registration', 'identity', 'bank']) {
    const { label } = onboarding.documents.kinds[kind] ?? { label: kind };
    const files = bac.page.getByRole('region', { name: label, exact: true }).locator('.paper-files li');
    await keys.file(
      (stop) => stop.said.startsWith(`${onboarding.documents.take}: ${label}`),
      await photograph(),
    );
    await files.first().waitFor();
    // What was received brings the page anew, with the keyboard at that paper.
    await bac.page.waitForURL(new RegExp(`#giay-${kind}$`));
    await expect.poll(async () => (await keys.stop()).id, { timeout: SURE_TO_COME_MS }).toBe(`giay-${kind}`);
  }
  await keys.press(keys.button(onboarding.documents.continue));
  await keys.press(keys.button(onboarding.review.send));
  await bac.expectHeading(onboarding.review.sentTitle);
});
