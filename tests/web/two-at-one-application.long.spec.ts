import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerStep, begunShop, COOPERATIVE, submittedShop } from '../support/applicant.js';
import { BrowserSession } from '../support/browser-session.js';
import { callAs } from '../support/caller.js';
import { People, type Person } from '../support/people.js';
import { Shopkeeper, words } from '../support/shopkeeper.js';
import { WebFloor } from '../support/web-floor.js';

const { conflict, documents, fields, register, saveNext, steps } = words.onboarding;

let floor: WebFloor;
let browser: BrowserSession;
let owner: Person;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
});
beforeEach(async () => {
  // Nobody may begin more than a few shops.
  owner = await new People(floor.api, floor.database, floor.clock).person({ name: 'Trần Thị Mẫu' });
});
afterEach(async () => {
  // The page that shows both sides is an answer of 409.
  const complaints = await browser.complaints();
  expect(complaints.filter((complaint) => !/: 409 for|status of 409/.test(complaint))).toEqual([]);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

const street = async (slug: string): Promise<unknown> =>
  (await callAs(floor.api, owner, 'GET', `/seller/${slug}/application/address`)).body['addressLine'];

describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('%s', (how, javaScript) => {
  const open = (): Promise<Shopkeeper> => Shopkeeper.of(browser, floor.url, owner, { javaScript });

  test('whoever saves second sees both sides and chooses; nothing is saved over by itself', async () => {
    const slug = await begunShop(floor.api, owner, `Hai người ${how}`);
    const bac = await open();
    await bac.open(`/kenh-nguoi-ban/${slug}/ho-so/dia-chi`);
    const mine = { [fields.addressLine.label]: 'Ấp Của Tôi', [fields.phone.label]: COOPERATIVE.phone };
    await bac.answer(mine);
    // Meanwhile somebody else, or another tab.
    const other = { communeCode: '32248', addressLine: 'Ấp Của Người Kia', phone: '0290 3000 222' };
    const path = `/seller/${slug}/application/address`;
    expect((await callAs(floor.api, owner, 'PUT', path, { version: 1, ...other })).status).toBe(204);

    await bac.press(saveNext);
    await bac.expectHeading(steps.address.title);
    const told = bac.page.getByRole('alert').filter({ hasText: conflict.title });
    expect(await told.innerText()).toContain(`${conflict.saved}: Ấp Của Người Kia`);
    expect(await told.innerText()).toContain(`${conflict.typed}: Ấp Của Tôi`);
    for (const [label, typed] of Object.entries(mine))
      expect(await bac.field(label).inputValue()).toBe(typed);
    expect(await street(slug)).toBe('Ấp Của Người Kia');

    await bac.press(conflict.saveMine);
    await bac.expectHeading(steps.bank.title);
    expect(await street(slug)).toBe('Ấp Của Tôi');
  });

  test('keeping what is saved drops what was typed', async () => {
    const slug = await begunShop(floor.api, owner, `Giữ lại ${how}`);
    const bac = await open();
    await bac.open(`/kenh-nguoi-ban/${slug}/ho-so/dia-chi`);
    await bac.answer({ [fields.addressLine.label]: 'Ấp Của Tôi' });
    const other = { communeCode: '32248', addressLine: 'Ấp Của Người Kia', phone: '0290 3000 222' };
    await callAs(floor.api, owner, 'PUT', `/seller/${slug}/application/address`, { version: 1, ...other });
    await bac.press(saveNext);
    await bac.follow(conflict.keepSaved);
    expect(await bac.field(fields.addressLine.label).inputValue()).toBe('Ấp Của Người Kia');
    expect(await bac.page.locator('[data-draft-offer]').isHidden()).toBe(true);
    await bac.press(saveNext);
    await bac.expectHeading(steps.bank.title);
    expect(await street(slug)).toBe('Ấp Của Người Kia');
  });

  test('a cooperative finds itself in the register, and what the register knows is filled in', async () => {
    const slug = await begunShop(floor.api, owner, `Tìm sổ ${how}`);
    const bac = await open();
    await bac.open(`/kenh-nguoi-ban/${slug}/ho-so/dang-ky`);
    await bac.follow(register.offerGo);
    await bac.expectHeading(register.title);
    await bac.answer({ [register.q]: 'khong co ten nay' });
    await bac.press(register.submit);
    expect(await bac.text()).toContain(register.none);
    await bac.answer({ [register.q]: 'chan nuoi an khang' });
    await bac.press(register.submit);
    await bac.press(/^Đây là hợp tác xã của tôi/);
    expect(await bac.text()).toContain(register.named);
    await bac.follow(words.onboarding.backToStep);
    await bac.expectHeading(steps.registration.title);
    expect(await bac.field(fields.registrationNumber.label).inputValue()).toBe('MAU-0002');
    await bac.follow(register.change);
    await bac.press(register.drop);
    expect(await bac.text()).toContain(register.dropped);
  });

  test('no box is ticked before somebody ticks it, and a saved tick is theirs to take back', async () => {
    const slug = await begunShop(floor.api, owner, `Đồng ý ${how}`);
    const bac = await open();
    const boxes = bac.page.getByRole('checkbox');
    const ticked = async (): Promise<boolean[]> =>
      Promise.all((await boxes.all()).map((box) => box.isChecked()));
    await bac.open(`/kenh-nguoi-ban/${slug}/ho-so/dong-y`);
    expect(await ticked()).toEqual([false, false]);
    await answerStep(bac, 'consents');
    await bac.open(`/kenh-nguoi-ban/${slug}/ho-so/dong-y`);
    expect(await ticked()).toEqual([true, true]);
    await boxes.last().uncheck();
    await bac.press(saveNext);
    await bac.open(`/kenh-nguoi-ban/${slug}/ho-so/dong-y`);
    expect(await ticked()).toEqual([true, false]);
  });
});

test('a shop’s own papers are saved to the phone, and its history says so', async () => {
  const slug = await submittedShop(floor.api, owner, 'Giấy tờ của mình');
  const bac = await Shopkeeper.of(browser, floor.url, owner);
  await bac.open(`/kenh-nguoi-ban/${slug}/ho-so/giay-to`);
  const [download] = await Promise.all([
    bac.page.waitForEvent('download'),
    bac.page.getByRole('link', { name: documents.openOf(`${documents.kinds['identity']?.label} 1`) }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${slug}-identity.jpg`);
  await bac.open(`/kenh-nguoi-ban/${slug}/nhat-ky`);
  expect(await bac.text()).toContain(words.seller.activity.actions['document.opened']);
});
