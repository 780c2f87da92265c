import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { answerStep, begunShop, COOPERATIVE, sendPaper } from '../support/applicant.js';
import { BrowserSession } from '../support/browser-session.js';
import { e164, Newcomer } from '../support/newcomer.js';
import { People, type Person } from '../support/people.js';
import { SCRIPTS } from '../support/scale.js';
import { Shopkeeper, words } from '../support/shopkeeper.js';
import { WebFloor } from '../support/web-floor.js';

const { steps, review } = words.onboarding;
const { staff, seller } = words;

let floor: WebFloor;
let browser: BrowserSession;
let people: People;
let assistant: Person;
let officer: Person;
let count = 0;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  people = new People(floor.api, floor.database, floor.clock);
  [assistant, officer] = [
    await people.officer('assisting_staff'),
    await people.officer('certification_officer'),
  ];
});
afterEach(async () => {
  expect(await browser.complaints()).toEqual([]);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

const ownPhone = (): string => `0987 800 ${String(100 + (count += 1))}`;
const visitAs = (person: Person, javaScript = true): Promise<Shopkeeper> =>
  Shopkeeper.of(browser, floor.url, person, { javaScript });

/** The assistant asks a shop for its mandate and types the code its owner reads out. */
async function askAndEnter(at: Shopkeeper, owner: Person, shop: string): Promise<void> {
  const phone = await Newcomer.at(browser, floor);
  await at.open('/quan-tri/ho-tro');
  await at.follow(staff.ask.title);
  await at.answer({ [staff.ask.search]: shop });
  await at.press(staff.ask.searchSubmit);
  await at.answer({ [staff.ask.reason]: 'Bác chưa quen dùng máy' });
  await at.press(staff.ask.submit);
  expect(await at.text()).toContain(staff.ask.sent);
  await at.field(staff.code.label).fill(await phone.code(owner.phone));
  await at.press(staff.code.typeOf(shop));
  expect(await at.text()).toContain(staff.code.agreed);
  await phone.visit.context.close();
}

describe.each(SCRIPTS)('%s', (how, javaScript) => {
  test('an assistant opens a shop for somebody who has a basic phone and nothing else', async () => {
    const phone = ownPhone();
    const name = `Mắm mẫu ${how}`;
    const at = await visitAs(assistant, javaScript);
    await at.open('/quan-tri');
    await at.follow(staff.title);
    await at.follow(staff.assist.title);
    // What is missing stands beside its field, and nothing is sent.
    await at.press(staff.assist.submit);
    expect(await at.text()).toContain(staff.assist.errors['ownerPhone']);
    await at.answer({
      [staff.assist.ownerName]: COOPERATIVE.representative,
      [staff.assist.ownerPhone]: phone,
      [staff.assist.legalName]: COOPERATIVE.legalName,
      [staff.assist.name]: name,
      [staff.assist.commune]: COOPERATIVE.commune,
    });
    await at.field(staff.assist.kind).selectOption({ label: words.common.sellerKinds.cooperative });
    await at.press(staff.assist.submit);
    await at.expectHeading(staff.code.title(COOPERATIVE.representative));

    // A wrong code opens nothing; a new one makes the old one worthless.
    const owner = await Newcomer.at(browser, floor, { javaScript });
    const first = await owner.code(e164(phone));
    await at.press(staff.code.again);
    expect(await at.text()).toContain(staff.code.sentAgain);
    await at.field(staff.code.label).fill(first);
    await at.press(staff.code.typeOf(COOPERATIVE.representative));
    expect(await at.text()).toContain(staff.code.wrong);
    await at.field(staff.code.label).fill(await owner.code(e164(phone)));
    await at.press(staff.code.typeOf(COOPERATIVE.representative));

    await at.expectHeading(steps.registration.title);
    // From here on the coloured bar says whose shop it is, on every page.
    const slug = at.path.split('/')[2] ?? '';
    for (const step of ['registration', 'representative', 'address', 'bank', 'consents'] as const) {
      await at.expectHeading(steps[step].title);
      expect(await at.actsFor()).toBe(name);
      await answerStep(at, step);
    }
    for (const kind of ['registration', 'identity', 'bank']) await sendPaper(at, kind, javaScript);
    await at.follow(words.onboarding.documents.continue);
    await at.press(review.send);
    await at.expectHeading(review.sentTitle);

    // Whoever helped does not decide.
    const desk = await visitAs(officer, javaScript);
    await desk.open(`/quan-tri/gian-hang/${slug}`);
    const { checks } = words.desk;
    for (const { name: subject } of Object.values(checks.subjects))
      await desk.field(checks.resultOf(subject)).selectOption('matches');
    await desk.press(checks.submit);
    expect(await desk.text()).toContain(checks.done);
    await desk.page.locator('summary', { hasText: words.desk.acts.approve.title }).click();
    await desk.press(words.desk.acts.approve.submit);
    expect(await desk.text()).toContain(words.desk.acts.approve.done);

    // The owner signs in with that very phone: the shop is theirs, and what was done for them is there to be seen.
    await owner.open(`/kenh-nguoi-ban/${slug}`);
    await owner.enterByCode(phone);
    await owner.open(`/kenh-nguoi-ban/${slug}`);
    expect(await owner.text()).toContain(seller.home.approvedTitle);
    await owner.follow(seller.home.toConfirmGo);
    const history = await owner.text();
    expect(history).toContain(assistant.name);
    expect(history).toContain(seller.activity.helped);
    expect(history).toContain(seller.activity.actions['application.saved']);
    expect(history).toContain(steps.bank.short);
    await owner.press(seller.activity.confirmAll);
    expect(await owner.text()).toContain(seller.activity.done);
    await owner.open(`/kenh-nguoi-ban/${slug}`);
    expect(await owner.text()).not.toContain(seller.home.toConfirmGo);

    // Withdrawn on the page, it ends with the assistant's next click.
    await owner.follow(seller.nav.mandates);
    await owner.press(seller.mandates.withdrawOf(assistant.name));
    expect(await owner.text()).toContain(seller.mandates.withdrawn);
    await at.open(`/kenh-nguoi-ban/${slug}/ho-so`);
    expect(await at.heading()).toBe(seller.missingTitle);
    expect(await at.actsFor()).toBeNull();
  });
});

test('two tabs of two shops never mix: each page names its shop, and saves into it', async () => {
  const owners = await people.persons([{}, {}]);
  const [first, second] = owners as [Person, Person];
  const shops = [
    { slug: await begunShop(floor.api, first, 'Cua mẫu thứ nhất'), name: 'Cua mẫu thứ nhất' },
    { slug: await begunShop(floor.api, second, 'Tôm mẫu thứ hai'), name: 'Tôm mẫu thứ hai' },
  ] as const;
  const at = await visitAs(assistant);
  await askAndEnter(at, first, shops[0].name);
  await askAndEnter(at, second, shops[1].name);

  const other = new Shopkeeper(at.visit, await at.secondTab());
  const tabs = [at, other] as const;
  for (const [index, tab] of tabs.entries())
    await tab.open(`/kenh-nguoi-ban/${shops[index]?.slug}/ho-so/nguoi-dung-ten`);
  expect([await at.actsFor(), await other.actsFor()]).toEqual(shops.map(({ name }) => name));
  const colours = await Promise.all(
    tabs.map(({ page }) =>
      page.evaluate<string>(`getComputedStyle(document.querySelector('aside.acting')).backgroundColor`),
    ),
  );
  expect(new Set(colours).size).toBe(2);

  // The second tab was opened last; the first still saves into the first shop.
  const { representativeName, idNumber } = words.onboarding.fields;
  for (const [tab, name, number] of [
    [at, 'Người Thứ Nhất', '096180012345'],
    [other, 'Người Thứ Hai', '096180054321'],
  ] as const) {
    await tab.answer({ [representativeName.label]: name, [idNumber.label]: number });
    await tab.press(words.onboarding.saveNext);
    await tab.expectHeading(steps.address.title);
  }
  for (const [index, tab] of tabs.entries()) {
    await tab.open(`/kenh-nguoi-ban/${shops[index]?.slug}/ho-so/nguoi-dung-ten`);
    expect(await tab.field(representativeName.label).inputValue()).toBe(
      ['Người Thứ Nhất', 'Người Thứ Hai'][index],
    );
  }
});

test('a shop invites somebody, changes what they may do, and lets them go', async () => {
  const owner = await people.person({ name: 'Chủ Mẫu' });
  const helper = await people.person({ name: 'Cháu Mẫu' });
  const slug = await begunShop(floor.api, owner, 'Khô mẫu gia đình');
  const { people: page } = seller;
  const bac = await visitAs(owner);
  await bac.open(`/kenh-nguoi-ban/${slug}`);
  await bac.follow(seller.nav.people);
  await bac.press(page.submit);
  expect(await bac.text()).toContain(page.errors['phone']);
  await bac.answer({ [page.phone]: helper.phone.replace('+84', '0') });
  await bac.page.getByRole('checkbox', { name: page.permissions['orders'] }).check();
  await bac.press(page.submit);
  expect(await bac.text()).toContain(page.added);

  const chau = await visitAs(helper);
  await chau.open('/kenh-nguoi-ban');
  expect(await chau.text()).toContain(seller.shops.invited('Khô mẫu gia đình'));
  await chau.press(seller.shops.accept);
  expect(await chau.text()).toContain(seller.shops.accepted);
  for (const part of ['ho-so', 'uy-quyen', 'nhat-ky']) {
    await chau.open(`/kenh-nguoi-ban/${slug}/${part}`);
    expect([part, await chau.heading()]).toEqual([part, seller.notYours]);
  }

  await bac.open(`/kenh-nguoi-ban/${slug}/nguoi-lam-cung`);
  await bac.page.locator('summary', { hasText: page.changeOf('Cháu Mẫu') }).click();
  await bac.page
    .locator('form', { has: bac.page.getByRole('button', { name: page.changeConfirm }) })
    .getByRole('checkbox', { name: page.permissions['money'] })
    .check();
  await bac.press(page.changeConfirm);
  expect(await bac.text()).toContain(page.changed);
  expect(await bac.text()).toContain(`${page.permissions['orders']} · ${page.permissions['money']}`);

  // The last owner stays; whoever was let go is outside with the next click.
  await bac.open(`/kenh-nguoi-ban/${slug}/nguoi-lam-cung`);
  await bac.page.locator('summary', { hasText: page.leave }).click();
  await bac.press(page.leaveConfirm);
  expect(await bac.text()).toContain(page.lastOwner);
  await bac.page.locator('summary', { hasText: page.endOf('Cháu Mẫu') }).click();
  await bac.press(page.endConfirm);
  expect(await bac.text()).toContain(page.ended);
  await chau.open(`/kenh-nguoi-ban/${slug}`);
  expect(await chau.heading()).toBe(seller.missingTitle);
});
