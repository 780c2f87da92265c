import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.js';
import { ANSWERS, begunShop, COOPERATIVE, submittedShop } from '../support/applicant.js';
import { BrowserSession, DESK, PHONE, type VisitOptions } from '../support/browser-session.js';
import {
  CUT_OFF,
  FOCUS_FACTS,
  PAGE_FACTS,
  TOO_WIDE,
  type FocusFacts,
  type PageFacts,
} from '../support/in-page.js';
import { People, type Person } from '../support/people.js';
import { Shopkeeper, words } from '../support/shopkeeper.js';
import { signIn } from '../support/sign-in.js';
import { WebFloor } from '../support/web-floor.js';

/** A seller's first page, everything but pictures, headers included, on an old phone with one bar of signal. */
const SELLER_HOME_LIMIT = 60 * 1024;

const { fields, saveNext, steps } = words.onboarding;

let floor: WebFloor;
let browser: BrowserSession;
let owner: Person;
let officer: Person;
let assistant: Person;
let draft: string;
let submitted: string;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  const people = new People(floor.api, floor.database, floor.clock);
  owner = await people.person({ name: 'Trần Thị Mẫu' });
  officer = await people.officer('approver');
  assistant = await people.officer('assisting_staff');
  draft = await begunShop(floor.api, owner, 'Mắm mẫu');
  submitted = await submittedShop(floor.api, owner, 'Khô mẫu');
});
afterEach(async () => {
  expect(await browser.complaints()).toEqual([]);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

const visitAs = (person: Person, options: VisitOptions = {}): Promise<Shopkeeper> =>
  Shopkeeper.of(browser, floor.url, person, options);

/** Whoever looks at many pages keeps their browser. */
function inOneBrowserEach(
  open: (person: Person) => Promise<Shopkeeper>,
): (person: Person) => Promise<Shopkeeper> {
  const opened = new Map<Person, Promise<Shopkeeper>>();
  return (person) => {
    const theirs = opened.get(person) ?? open(person);
    opened.set(person, theirs);
    return theirs;
  };
}

/** Pages by who looks at them. */
const pagesOfSellers = (): [Person, string][] => {
  const [inDraft, inSubmitted] = [`/kenh-nguoi-ban/${draft}`, `/kenh-nguoi-ban/${submitted}`];
  const ofSteps = [
    '/co-so', '/dang-ky', '/so-hop-tac-xa', '/so-hop-tac-xa?q=hop%20tac%20xa', '/nguoi-dung-ten', '/dia-chi',
    '/ngan-hang', '/dong-y', '/giay-to', '',
  ]; // prettier-ignore
  return [
    '/kenh-nguoi-ban',
    '/kenh-nguoi-ban/dang-ky',
    inDraft,
    ...ofSteps.map((step) => `${inDraft}/ho-so${step}`),
    inSubmitted,
    ...['/ho-so', '/ho-so/ngan-hang', '/ho-so/giay-to', '/thu'].map((path) => inSubmitted + path),
    ...['/nguoi-lam-cung', '/uy-quyen', '/nhat-ky'].map((path) => inDraft + path),
    '/kenh-nguoi-ban/khong-co-gian-hang',
  ].map((path) => [owner, path]);
};
const pagesOfOfficers = (): [Person, string][] => [
  ...['', '/xin-lam-giup?q=mau', '/mo-gian-hang'].map((path): [Person, string] => [
    assistant,
    `/quan-tri/ho-tro${path}`,
  ]),
  [officer, '/quan-tri/gian-hang'],
  [officer, `/quan-tri/gian-hang/${submitted}`],
  [officer, '/quan-tri/gian-hang/khong-co-gian-hang'],
];

describe.each([
  ['sellers', pagesOfSellers],
  ['officers', pagesOfOfficers],
])('of %s', (_, pages) => {
  test('every page can be read by everybody, on a phone and at a desk, by day and by night', async () => {
    const as = inOneBrowserEach((person) => visitAs(person));
    for (const [person, path] of pages()) {
      const { page, visit } = await as(person);
      await visit.openAnew(path);
      const facts = await page.evaluate<PageFacts>(PAGE_FACTS);
      expect.soft([path, facts.h1]).toEqual([path, [expect.stringMatching(/\S{2,}/)]]);
      expect.soft(facts.robots, path).toContain('noindex');
      // What is folded away is read as well.
      await page.evaluate(`document.querySelectorAll('details').forEach((fold) => { fold.open = true; })`);
      for (const width of [360, 320]) {
        await page.setViewportSize({ width, height: 740 });
        expect.soft(await page.evaluate<string[]>(TOO_WIDE), `${path}, ${width} px wide`).toEqual([]);
      }
      expect.soft(await accessibilityFindings(page), path).toEqual([]);
    }
  });

  test('every page still works with text twice as large', async () => {
    const farsighted = await BrowserSession.start(floor.url, { textSize: 200 });
    onTestFinished(() => farsighted.stop());
    const as = inOneBrowserEach((person) => Shopkeeper.of(farsighted, floor.url, person));
    for (const [person, path] of pages()) {
      const { page, visit } = await as(person);
      for (const viewport of [PHONE, DESK]) {
        await visit.openAnew(path, viewport);
        const at = `${path}, ${viewport.width} px`;
        expect.soft(await page.evaluate<string[]>(TOO_WIDE), at).toEqual([]);
        expect.soft(await page.evaluate<string[]>(CUT_OFF), at).toEqual([]);
      }
    }
  });
});

test('a seller’s home weighs at most 60 KB without pictures', async () => {
  const { page, visit } = await visitAs(owner);
  const devTools = await visit.context.newCDPSession(page);
  let bytes = 0;
  devTools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await devTools.send('Network.enable');
  await page.goto(`/kenh-nguoi-ban/${draft}`, { waitUntil: 'networkidle' });
  expect(bytes).toBeGreaterThan(5_000);
  expect(bytes).toBeLessThanOrEqual(SELLER_HOME_LIMIT);
});

describe('a line that breaks', () => {
  const path = (): string => `/kenh-nguoi-ban/${draft}/ho-so/nguoi-dung-ten`;

  test('keeps the form where it is, and says so', async () => {
    const bac = await visitAs(owner);
    await bac.open(path());
    await bac.answer(ANSWERS.representative);
    await bac.visit.context.setOffline(true);
    await bac.page.getByRole('button', { name: saveNext }).click();
    await bac.page.getByText(words.onboarding.draft.offline).waitFor();
    expect(await bac.field(fields.idNumber.label).inputValue()).toBe(COOPERATIVE.idNumber);
    await bac.visit.context.setOffline(false);
    await bac.press(saveNext);
    await bac.expectHeading(steps.address.title);
    // The browser's own word for the request that could not leave.
    bac.visit.complaints.splice(
      0,
      bac.visit.complaints.length,
      ...bac.visit.complaints.filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED')),
    );
  });

  test('a phone that was closed meanwhile offers back what was typed, but for numbers of papers', async () => {
    const bac = await visitAs(owner);
    await bac.open(path());
    await bac.answer({ ...ANSWERS.representative, [fields.representativeName.label]: 'Lê Thị Gõ Dở' });
    await bac.page.close();
    const later = await bac.secondTab();
    await later.goto(path());
    const kept = await later.evaluate<string>('JSON.stringify(localStorage)');
    expect(kept).toContain('Lê Thị Gõ Dở');
    expect(kept).not.toContain(COOPERATIVE.idNumber);
    await later.getByRole('button', { name: words.onboarding.draft.use }).click();
    expect(await later.getByLabel(fields.representativeName.label, { exact: true }).inputValue()).toBe(
      'Lê Thị Gõ Dở',
    );
    expect(await later.getByLabel(fields.idNumber.label, { exact: true }).inputValue()).toBe('');
    // Saved, it has done its work and is gone.
    await later.getByRole('button', { name: saveNext }).click();
    await later.waitForURL('**/dia-chi?*');
    expect(await later.evaluate<string>('JSON.stringify(localStorage)')).not.toContain('Lê Thị Gõ Dở');
  });

  test('nobody else who uses the same phone is offered it', async () => {
    const bac = await visitAs(owner);
    await bac.open(path());
    await bac.answer({ [fields.representativeName.label]: 'Chữ của chủ máy' });
    const people = new People(floor.api, floor.database, floor.clock);
    const other = await people.person();
    const shop = await begunShop(floor.api, other, 'Tôm mẫu');
    await signIn(bac.visit.context, floor.url, other);
    await bac.open(`/kenh-nguoi-ban/${shop}/ho-so/nguoi-dung-ten`);
    expect(await bac.page.locator('[data-draft-offer]').isHidden()).toBe(true);
    expect(await bac.page.content()).not.toContain('Chữ của chủ máy');
  });
});

/** More stops than this before a button is no way to reach it. */
const MOST_STOPS = 60;

/** Presses Tab until something has the focus that answers to the name; every stop on the way must be seen. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const way: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate<FocusFacts>(FOCUS_FACTS);
    expect.soft(focus, `after ${way.at(-1) ?? 'the start'}`).toMatchObject({ ring: true, inSight: true });
    way.push(focus.what);
    if (typeof name === 'string' ? focus.what.includes(name) : name.test(focus.what)) return;
  }
  throw new Error(`Tab never came to ${name}: ${way.join(' › ')}`);
}

test('the keyboard alone answers a step', async () => {
  const { page } = await visitAs(owner);
  await page.goto(`/kenh-nguoi-ban/${draft}/ho-so/dang-ky`);
  await tabTo(page, words.site.skip);
  await page.keyboard.press('Enter');
  for (const [name, typed] of [
    ['registrationNumber', COOPERATIVE.registrationNumber],
    ['registeredOn', COOPERATIVE.registeredOn],
    ['taxCode', COOPERATIVE.taxCode],
  ] as const) {
    await tabTo(page, `input ${name}`);
    await page.keyboard.type(typed);
  }
  await tabTo(page, saveNext);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/nguoi-dung-ten?*');
});

test('the keyboard alone decides, and no refusal goes without a reason', async () => {
  const people = new People(floor.api, floor.database, floor.clock);
  const shop = await submittedShop(floor.api, await people.person(), 'Cua mẫu');
  const { page } = await visitAs(officer, { viewport: DESK });
  await page.goto(`/quan-tri/gian-hang/${shop}`);
  const { refuse, errors } = words.desk.acts;
  const press = async (): Promise<void> => {
    await tabTo(page, /^button act/);
    while ((await page.evaluate<string>('document.activeElement.value')) !== 'refuse')
      await tabTo(page, /^button act/);
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  };
  await tabTo(page, `summary ${refuse.title}`);
  await page.keyboard.press('Enter');
  await press();
  expect(await page.locator('details[open] .error').allInnerTexts()).toEqual([
    errors['reason'],
    errors['words'],
  ]);
  // The field that is missing has the focus already.
  expect((await page.evaluate<FocusFacts>(FOCUS_FACTS)).what).toContain('select reason');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, 'textarea words');
  await page.keyboard.type('Giấy đăng ký mờ, không đọc được số.');
  await press();
  expect(await page.locator('main').innerText()).toContain(refuse.done);
});

test('sensitive fields open for a reason only, and who looked is history', async () => {
  const at = await visitAs(officer, { viewport: DESK });
  await at.open(`/quan-tri/gian-hang/${submitted}`);
  expect(await at.page.content()).not.toMatch(
    new RegExp(`${COOPERATIVE.idNumber}|${COOPERATIVE.accountNumber}`),
  );
  await at.press(words.desk.case.reveal);
  expect(await at.page.locator('#reveal-words-error').innerText()).toBe(words.desk.acts.errors['words']);
  await at.field(words.desk.case.revealReason).fill('Đối chiếu với bản chụp căn cước');
  await at.press(words.desk.case.reveal);
  expect(await at.text()).toContain(COOPERATIVE.idNumber);
  await at.open(`/quan-tri/gian-hang/${submitted}`);
  expect(await at.page.content()).not.toContain(COOPERATIVE.idNumber);
  expect(await at.text()).toContain(words.seller.activity.actions['field.revealed']);
});

test('a paper opens for a reason only, and who looked is history', async () => {
  const at = await visitAs(officer, { viewport: DESK });
  await at.open(`/quan-tri/gian-hang/${submitted}`);
  const name = words.onboarding.documents.kinds['identity']?.label ?? '';
  const { documentOpenOf, documentReasonOf } = words.desk.case;
  await at.press(documentOpenOf(name));
  expect(await at.text()).toContain(words.desk.acts.errors['look']);
  await at.field(documentReasonOf(name)).fill('Đối chiếu họ tên');
  const saving = at.page.waitForEvent('download');
  await at.page.getByRole('button', { name: documentOpenOf(name) }).click();
  const paper = await saving;
  expect(paper.suggestedFilename()).toMatch(/identity\.jpg$/);
  expect(
    readFileSync(await paper.path())
      .subarray(0, 3)
      .toString('latin1'),
  ).toBe('\xff\xd8\xff');
  await at.open(`/quan-tri/gian-hang/${submitted}`);
  expect(await at.text()).toContain(words.seller.activity.actions['document.read']);
});

test('nobody sees a button they may not press', async () => {
  const people = new People(floor.api, floor.database, floor.clock);
  const support = await visitAs(await people.officer('support'), { viewport: DESK });
  await support.open(`/quan-tri/gian-hang/${submitted}`);
  expect(await support.page.locator('.case-side summary').count()).toBe(0);
  expect(await support.page.getByRole('button', { name: words.desk.case.reveal }).count()).toBe(0);
  // Nobody decides about their own shop either.
  await people.duty(owner, 'approver');
  const own = await visitAs(owner, { viewport: DESK });
  await own.open(`/quan-tri/gian-hang/${submitted}`);
  expect(await own.text()).toContain(words.desk.acts.ownWork);
  expect(await own.page.locator('.case-side summary').count()).toBe(0);
});

test('the owner of a shop that officers opened is told that it has no application, on every address of one', async () => {
  const people = new People(floor.api, floor.database, floor.clock);
  const [shop] = await floor.database.query<{ sellerId: string; slug: string }>(
    `SELECT id AS "sellerId", slug FROM sellers WHERE id NOT IN (SELECT seller_id FROM seller_applications) LIMIT 1`,
  );
  const { sellerId = '', slug = '' } = shop ?? {};
  const chief = await people.person();
  await people.member(chief, { sellerId });
  const { page } = await visitAs(chief);
  for (const path of ['', '/ngan-hang', '/dong-y', '/so-hop-tac-xa', '/giay-to']) {
    await page.goto(`/kenh-nguoi-ban/${slug}/ho-so${path}`);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(words.seller.noApplication);
  }
  await page.goto(`/kenh-nguoi-ban/${slug}`);
  expect(await page.getByRole('link', { name: words.seller.nav.application }).count()).toBe(0);
});
