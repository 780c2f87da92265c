import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession } from '../support/browser-session.js';
import { PAGE_FACTS, TOO_WIDE, type PageFacts } from '../support/in-page.js';
import { ListingShop } from '../support/listing-shop.js';
import type { Person } from '../support/people.js';
import { SCRIPTS, sampled } from '../support/scale.js';
import { Shopkeeper, words } from '../support/shopkeeper.js';
import { WebFloor } from '../support/web-floor.js';

/** Everything before the pictures, headers included, as it crosses the wire to a phone that has been nowhere before. */
const LISTING_LIMIT = 100 * 1024;
const { listing, seller } = words;
const { fields, steps } = listing;
const SET =
  'Chế biến từ thịt, thủy sản, trứng, sữa, các sản phẩm từ mật ong, mật khác và nông sản thực phẩm khác';

/** Small enough for a test to send many times. */
const PICTURE = {
  name: 'IMG_0001.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 800, height: 600, channels: 3, background: '#c96' } })
    .jpeg()
    .toBuffer(),
};

let floor: WebFloor;
let browser: BrowserSession;
let shop: ListingShop;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  shop = await ListingShop.open(floor);
});
afterEach(async () => {
  expect(await browser.complaints()).toEqual([]);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

const visitAs = (person: Person, javaScript = true): Promise<Shopkeeper> =>
  Shopkeeper.of(browser, floor.url, person, { javaScript });
const idIn = (bac: Shopkeeper): string => bac.path.split('/')[4] ?? '';

/** Sends what somebody chose in the field of that name, as a browser without scripts does. */
async function sendFile(bac: Shopkeeper, field: string, button: string): Promise<void> {
  await bac.page.locator(field).setInputFiles(PICTURE);
  await bac.press(button);
}

/** The photo step of a new product, from the shop's home on. Ends at the words. */
async function startWithPicture(bac: Shopkeeper, javaScript: boolean): Promise<string> {
  await bac.open(shop.at(''));
  await bac.follow(/^Sản phẩm$/);
  await bac.follow(listing.add);
  await bac.expectHeading(steps.photo.title);
  if (javaScript) {
    await bac.page.locator('#anh-chon').setInputFiles(PICTURE);
    await bac.page.locator('[data-picture-list] img').waitFor();
  } else {
    await sendFile(bac, '#anh-chon', listing.photo.send);
    expect(await bac.text()).toContain(listing.photo.added);
    await bac.page.locator('summary').click();
    await bac.answer({ [listing.photo.alt(1)]: 'Nia tôm khô phơi nắng' });
    await bac.press(listing.photo.describeSave);
    expect(await bac.text()).toContain(listing.photo.described);
    expect(await bac.page.locator('[data-picture-list] img').getAttribute('alt')).toBe(
      'Nia tôm khô phơi nắng',
    );
  }
  await bac.follow(listing.photo.next);
  await bac.expectHeading(steps.words.title);
  return idIn(bac);
}

describe.each(SCRIPTS)('%s', (how, javaScript) => {
  test('a product goes from the shop’s home to the officers, five steps on a phone', async () => {
    const bac = await visitAs(shop.owner, javaScript);
    const id = await startWithPicture(bac, javaScript);
    await bac.answer({
      [fields.name.label]: `Tôm khô mẫu ${how}`,
      [fields.description.label]: 'Tôm đất phơi ba nắng.',
    });
    await bac.field(fields.setNo.label).selectOption({ label: SET });
    await bac.press(listing.saveNext);

    await bac.expectHeading(steps.label.title);
    // Only what goods of this set must tell is asked.
    expect(await bac.page.getByLabel(fields.alcoholPercent.label).count()).toBe(0);
    const label = {
      [fields.ingredients.label]: 'Tôm đất, muối',
      [fields.allergens.label]: 'Tôm (giáp xác)',
      [fields.use.label]: 'Ăn liền hoặc kho',
      [fields.storage.label]: 'Nơi khô mát',
      [fields.netContent.label]: '500 g',
    };
    await bac.answer({ ...label, [fields.shelfLifeDays.label]: 'sáu tháng' });
    await bac.press(listing.saveNext);
    // Refused: it stands beside its field, and nothing that was typed is gone.
    expect(await bac.page.locator('#shelfLifeDays-error').innerText()).toBe(
      listing.wrong.range('1', '3.650'),
    );
    for (const [name, typed] of Object.entries(label)) expect(await bac.field(name).inputValue()).toBe(typed);
    await bac.answer({ [fields.shelfLifeDays.label]: '180' });
    await bac.press(listing.saveNext);

    await bac.expectHeading(steps.price.title);
    await bac.answer({
      [fields.unit.label]: 'gói 500 g',
      [fields.price.label]: '400k',
      [fields.amount.label]: '500',
      [fields.weight.label]: '560',
    });
    await bac.field(fields.measure.label).selectOption({ label: listing.measures.g });
    await bac.press(listing.saveNext);

    await bac.expectHeading(steps.stock.title);
    await bac.answer({ [fields.stock.label]: '25' });
    await bac.choose(listing.ships.country);
    await bac.choose('Để nơi khô mát');
    await bac.press(listing.saveNext);

    await bac.expectHeading(steps.papers.title);
    for (const kind of ['food_safety', 'self_declaration']) {
      const form = bac.page.locator(`form[data-paper-form=${kind}]`);
      if (!(await form.isVisible())) continue;
      await form.locator('[name=file]').setInputFiles(PICTURE);
      await form.locator('[name=expiresOn]').fill('31/12/2028');
      // The second paper comes back to the address the first came to.
      await Promise.all([bac.page.waitForEvent('domcontentloaded'), form.locator('button').click()]);
      await bac.page.waitForLoadState();
    }
    await bac.follow(listing.papers.next);

    await bac.expectHeading(steps.send.title);
    const sheet = await bac.text();
    for (const said of [
      'Tôm khô mẫu',
      SET,
      'Tôm (giáp xác)',
      '800.000\u00a0₫/kg',
      'còn 25',
      listing.ships.country,
    ])
      expect(sheet).toContain(said);
    expect(sheet).not.toContain(listing.send.missingTitle);
    await bac.press(listing.send.submit);
    expect(await bac.text()).toContain(listing.product.done['da-gui']);
    const { change } = await shop.product(id);
    expect(change).toMatchObject({
      status: 'submitted',
      content: {
        name: `Tôm khô mẫu ${how}`,
        label: { shelfLifeDays: 180, netContent: '500 g' },
        variants: [
          {
            name: 'Gói 500 g',
            priceVnd: 400_000,
            measure: { amount: 500, unit: 'g' },
            weightGrams: 560,
            openingStock: 25,
          },
        ],
        // Undescribed, a picture bears the product’s name.
        images: [{ alt: javaScript ? `Tôm khô mẫu ${how}` : 'Nia tôm khô phơi nắng' }],
      },
    });
    await bac.open(shop.at('/san-pham'));
    const line = bac.page.getByRole('link', { name: `Tôm khô mẫu ${how}` });
    expect(await line.innerText()).toContain(listing.states.submitted);
    // Nothing can be written while an officer has it; taken back, it can.
    await bac.open(shop.at(`/san-pham/${id}/ten`));
    expect(await bac.field(fields.name.label).isDisabled()).toBe(true);
    await bac.open(shop.at(`/san-pham/${id}`));
    await bac.page.locator('summary', { hasText: listing.product.takeBack }).click();
    await bac.press(listing.product.takeBackConfirm);
    expect((await shop.product(id)).change?.status).toBe('draft');
  });
});

test('goods sold by weight, a second size and what is missing are told as they are', async () => {
  const bac = await visitAs(shop.owner);
  await bac.open(shop.at('/san-pham/moi'));
  await bac.press(listing.photo.without);
  const id = idIn(bac);
  await bac.field(fields.setNo.label).selectOption('2');
  await bac.answer({ [fields.name.label]: 'Cua mẫu' });
  await bac.press(listing.saveNext);
  await bac.open(shop.at(`/san-pham/${id}/gia`));
  await bac.page.locator('[name=mode-0][value=weight]').check();
  await bac.answer({
    [fields.unit.label]: 'con',
    [fields.kgPrice.label]: '450.000',
    [fields.minGrams.label]: '500',
    [fields.maxGrams.label]: '300',
    [fields.weight.label]: '600',
  });
  await bac.press(listing.saveNext);
  expect(await bac.page.locator('#maxGrams-0-error').innerText()).toBe(listing.wrong.weights);
  await bac.answer({ [fields.minGrams.label]: '300', [fields.maxGrams.label]: '500' });
  await bac.press(listing.addVariant);
  expect(await bac.page.locator('.variant').count()).toBe(2);
  await bac.page.locator('#unit-1').fill('thùng 10 con');
  await bac.press(listing.removeVariant(1));
  expect(await bac.page.locator('#unit-0').inputValue()).toBe('thùng 10 con');
  await bac.open(shop.at(`/san-pham/${id}/gui`));
  await bac.press(listing.send.submit);
  expect(await bac.text()).toContain(listing.send.cannot);
  await bac.follow('Cần ít nhất một ảnh');
  await bac.expectHeading(steps.photo.title);
  await bac.open(shop.at(`/san-pham/${id}`));
  await bac.page.locator('summary', { hasText: listing.product.giveUpNew }).click();
  await bac.press(listing.product.giveUpConfirm);
  expect(await bac.text()).toContain(listing.product.gaveUp);
});

test('of two tabs at one product the second is shown both texts, and chooses', async () => {
  const bac = await visitAs(shop.owner);
  await bac.open(shop.at('/san-pham/moi'));
  await bac.press(listing.photo.without);
  const path = bac.path;
  const second = new Shopkeeper(bac.visit, await bac.secondTab());
  await second.open(path);
  await bac.answer({ [fields.name.label]: 'Mắm mẫu tab một' });
  await bac.press(listing.saveNext);
  await second.answer({ [fields.name.label]: 'Mắm mẫu tab hai' });
  await second.press(listing.saveNext);
  const text = await second.text();
  expect(text).toContain('Mắm mẫu tab một');
  expect(await second.field(fields.name.label).inputValue()).toBe('Mắm mẫu tab hai');
  await second.press(words.onboarding.conflict.saveMine);
  expect((await shop.product(path.split('/')[4] ?? '')).change?.content['name']).toBe('Mắm mẫu tab hai');
});

test('who may not write products is told so, and who helps sees the coloured bar', async () => {
  const orders = await visitAs(shop.clerk);
  for (const path of ['/san-pham', '/san-pham/moi', `/san-pham/${shop.live.id}`, '/ngay-nghi']) {
    expect(await orders.open(shop.at(path))).toBe(403);
    expect(await orders.heading()).toBe(seller.notYours);
  }
  await orders.open(shop.at(''));
  expect(await orders.page.getByRole('link', { name: listing.title, exact: true }).count()).toBe(0);
  const helper = await visitAs(shop.assistant);
  await helper.open(shop.at('/san-pham/moi'));
  await helper.press(listing.photo.without);
  expect(await helper.actsFor()).not.toBeNull();
  const { change } = await shop.product(idIn(helper));
  expect(change?.status).toBe('draft');
  const stranger = await visitAs(await shop.people.person());
  expect(await stranger.open(shop.at(`/san-pham/${shop.live.id}`))).toBe(404);
  expect(
    await (await visitAs(shop.owner)).open(shop.at('/san-pham/00000000-0000-7000-8000-000000000000')),
  ).toBe(404);
});

test('every page can be read by everybody on a phone, and weighs at most 100 KB before its pictures', async () => {
  const bac = await visitAs(shop.owner);
  await bac.open(shop.at('/san-pham/moi'));
  await bac.press(listing.photo.without);
  const draft = shop.at(`/san-pham/${idIn(bac)}`);
  const pages = [
    shop.at('/san-pham'), shop.at('/san-pham/moi'), draft, ...['anh', 'ten', 'nhan', 'gia', 'kho', 'giay-to', 'gui'].map((step) => `${draft}/${step}`),
    shop.at(`/san-pham/${shop.live.id}`), shop.at(`/san-pham/${shop.live.id}/gui`), shop.at(`/san-pham/${shop.live.id}/ton-kho/${shop.live.variantId}`),
    shop.at('/ngay-nghi'),
  ]; // prettier-ignore
  for (const path of sampled(pages)) {
    await bac.visit.openAnew(path);
    const facts = await bac.page.evaluate<PageFacts>(PAGE_FACTS);
    expect.soft([path, facts.h1]).toEqual([path, [expect.stringMatching(/\S{2,}/)]]);
    await bac.page.evaluate(`document.querySelectorAll('details').forEach((fold) => { fold.open = true; })`);
    for (const width of [360, 320]) {
      await bac.page.setViewportSize({ width, height: 740 });
      expect.soft(await bac.page.evaluate<string[]>(TOO_WIDE), `${path}, ${width} px wide`).toEqual([]);
    }
    expect.soft(await accessibilityFindings(bac.page), path).toEqual([]);
  }
  const fresh = await Shopkeeper.of(browser, floor.url, shop.owner, { pictures: false });
  const devTools = await fresh.visit.context.newCDPSession(fresh.page);
  let bytes = 0;
  devTools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await devTools.send('Network.enable');
  await fresh.page.goto(shop.at('/san-pham/moi'), { waitUntil: 'networkidle' });
  expect(bytes).toBeGreaterThan(5_000);
  expect(bytes).toBeLessThanOrEqual(LISTING_LIMIT);
});
