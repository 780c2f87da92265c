import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  ANSWERS,
  answerStep,
  COOPERATIVE,
  sendPaper,
  startShop,
  submittedShop,
} from '../support/applicant.js';
import { Applicants } from '../support/applicants.js';
import { BrowserSession } from '../support/browser-session.js';
import { Newcomer } from '../support/newcomer.js';
import { People, type Person } from '../support/people.js';
import { SCRIPTS } from '../support/scale.js';
import { Shopkeeper, words } from '../support/shopkeeper.js';
import { WebFloor } from '../support/web-floor.js';

const { steps, review, saveNext } = words.onboarding;

let floor: WebFloor;
let browser: BrowserSession;
let people: People;
let officer: Person;
let count = 0;

beforeAll(async () => {
  floor = await WebFloor.start({ killable: true });
  browser = await BrowserSession.start(floor.url);
  people = new People(floor.api, floor.database, floor.clock);
  officer = await people.officer('certification_officer');
});
afterEach(async () => {
  // An API that was killed on purpose is an answer of 503, and no page's fault.
  const complaints = await browser.complaints();
  expect(complaints.filter((complaint) => !/: 503 for|status of 503/.test(complaint))).toEqual([]);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

async function owner(javaScript: boolean): Promise<Newcomer> {
  const somebody = await Newcomer.at(browser, floor, { javaScript });
  await somebody.signUp(`0987 700 ${String(100 + (count += 1))}`, COOPERATIVE.representative);
  return somebody;
}

const desk = (javaScript: boolean): Promise<Shopkeeper> =>
  Shopkeeper.of(browser, floor.url, officer, { javaScript });

describe.each(SCRIPTS)('%s', (how, javaScript) => {
  test('a cooperative opens its shop on a phone, mends what the officer asks for, and is approved', async () => {
    const name = `Ba khía mẫu ${how}`;
    const bac = await owner(javaScript);
    await bac.open('/kenh-nguoi-ban/dang-ky');
    const slug = await startShop(bac, name);
    expect(await bac.text()).toContain(words.onboarding.step(2, 7));

    // Home says one next thing: the first step that is not done.
    await bac.open(`/kenh-nguoi-ban/${slug}`);
    expect(await bac.text()).toContain(words.seller.home.draftTitle(6));
    await bac.follow(words.seller.home.draftGo);
    for (const step of ['registration', 'representative', 'address', 'bank', 'consents'] as const)
      await answerStep(bac, step);
    await bac.expectHeading(steps.documents.title);
    for (const kind of ['registration', 'identity', 'bank']) await sendPaper(bac, kind, javaScript);
    await bac.follow(words.onboarding.documents.continue);
    await bac.expectHeading(review.title);
    // What is sealed is said to be there and never shown.
    expect(await bac.text()).toContain(words.onboarding.kept.there);
    expect(await bac.page.content()).not.toMatch(
      new RegExp(`${COOPERATIVE.idNumber}|${COOPERATIVE.accountNumber}`),
    );
    await bac.press(review.send);
    await bac.expectHeading(review.sentTitle);
    expect(await bac.text()).toContain(review.until('30/11/2026'));

    // The officer finds it by what is due, and asks for one thing.
    const at = await desk(javaScript);
    await at.open('/quan-tri/gian-hang?status=submitted');
    await at.follow(name);
    expect(await at.text()).toContain(COOPERATIVE.taxCode);
    expect(await at.page.content()).not.toContain(COOPERATIVE.idNumber);
    const { additions, approve } = words.desk.acts;
    await at.page.locator('summary', { hasText: additions.title }).click();
    await at.press(additions.submit);
    expect(await at.text()).toContain(words.desk.acts.errors['items']);
    await at.page.locator('summary', { hasText: steps.registration.short }).click();
    const about = words.desk.case.fields['registrationNumber'] ?? '';
    await at.field(additions.reasonOf(about)).selectOption('does_not_match');
    await at.answer({ [additions.wordsOf(about)]: 'Số giấy đăng ký khác với sổ của tỉnh.' });
    await at.press(additions.submit);
    expect(await at.text()).toContain(additions.done);

    // The officer's words stand at the very step.
    await bac.open(`/kenh-nguoi-ban/${slug}`);
    expect(await bac.text()).toContain(words.seller.home.additionsTitle);
    await bac.follow(words.seller.home.additionsGo);
    await bac.page.getByRole('link', { name: review.editOf(steps.registration.short) }).click();
    await bac.expectHeading(steps.registration.title);
    expect(await bac.text()).toContain('Số giấy đăng ký khác với sổ của tỉnh.');
    await bac.answer({ [words.onboarding.fields.registrationNumber.label]: '960207000100' });
    await bac.press(saveNext);
    await bac.open(`/kenh-nguoi-ban/${slug}/ho-so`);
    await bac.press(review.sendAgain);
    await bac.expectHeading(review.sentTitle);

    await at.open(`/quan-tri/gian-hang/${slug}`);
    expect(await at.text()).toContain('960207000100');
    // Nobody is approved whose papers were not looked at.
    const { checks } = words.desk;
    await at.page.locator('summary', { hasText: approve.title }).click();
    await at.press(approve.submit);
    const names = Object.values(checks.subjects).map(({ name: subject }) => subject);
    expect(await at.text()).toContain(checks.stillOpen(names));
    for (const subject of names) await at.field(checks.resultOf(subject)).selectOption('matches');
    await at.press(checks.submit);
    expect(await at.text()).toContain(checks.done);
    await at.page.locator('summary', { hasText: approve.title }).click();
    expect(await at.text()).toContain(checks.allMatch);
    await at.press(approve.submit);
    expect(await at.text()).toContain(approve.done);
    // What may not be done any more is not offered.
    expect(await at.page.locator('summary').allInnerTexts()).not.toContain(approve.title);

    await bac.open(`/kenh-nguoi-ban/${slug}`);
    expect(await bac.text()).toContain(words.seller.home.approvedTitle);
    await bac.follow(words.seller.nav.letters);
    expect(await bac.text()).toContain(words.seller.letters.kinds['approval']);
    const letter = bac.page.getByRole('link', { name: /^Tải thư số/ }).first();
    const answer = await bac.page.request.get((await letter.getAttribute('href')) ?? '');
    expect([answer.status(), (await answer.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    expect((await fetch(`${floor.url}/nguoi-ban/${slug}`)).status).toBe(200);
  });

  test('a server that dies between two steps loses nothing that was typed', async () => {
    const bac = await owner(javaScript);
    await bac.open('/kenh-nguoi-ban/dang-ky');
    const slug = await startShop(bac, `Muối mẫu ${how}`);
    await answerStep(bac, 'registration');
    await bac.answer(ANSWERS.representative);
    await floor.killApi();
    await bac.press(saveNext);
    expect(await bac.text()).toContain(words.seller.refusals['overloaded']);
    for (const [label, typed] of Object.entries(ANSWERS.representative))
      expect(await bac.field(label).inputValue()).toBe(typed);
    await floor.restartApi();
    await bac.press(saveNext);
    await bac.expectHeading(steps.address.title);
    // And the step before is still as it was saved.
    await bac.open(`/kenh-nguoi-ban/${slug}/ho-so/dang-ky`);
    for (const [label, typed] of Object.entries(ANSWERS.registration))
      expect(await bac.field(label).inputValue()).toBe(typed.replace('/3/', '/03/'));
  });
});

test('a difference asks for words, and a notice that runs leaves only an authority’s request', async () => {
  const approver = await people.officer('approver');
  const shop = await submittedShop(floor.api, await people.person(), 'Ruốc mẫu');
  const at = await Shopkeeper.of(browser, floor.url, approver);
  await at.open(`/quan-tri/gian-hang/${shop}`);
  const { checks, acts } = words.desk;
  const papers = checks.subjects['papers']?.name ?? '';
  await at.field(checks.resultOf(papers)).selectOption('differs');
  await at.press(checks.submit);
  expect(await at.text()).toContain(acts.errors['note']);
  expect(await at.field(checks.resultOf(papers)).inputValue()).toBe('differs');
  await at.field(checks.noteOf(papers)).fill('Thiếu trang hai');
  await at.press(checks.submit);
  expect(await at.text()).toContain('Thiếu trang hai');
  const applicants = new Applicants(floor.api);
  await applicants.check(approver, shop);
  await at.open(`/quan-tri/gian-hang/${shop}`);
  await at.page.locator('summary', { hasText: acts.approve.title }).click();
  await at.press(acts.approve.submit);
  const suspend = async (when: string): Promise<void> => {
    await at.page.locator('summary', { hasText: acts.suspend.title }).first().click();
    await at.choose(when);
    const form = at.page.locator('details[open]', { hasText: acts.suspend.text });
    await form.getByLabel(acts.reason).selectOption('orders_not_served');
    await form.getByLabel(acts.words).fill('Nhiều đơn bị bỏ');
  };
  await suspend(acts.suspend.notice);
  await at.press(acts.suspend.submit);
  expect(await at.text()).toContain(words.desk.clocks.suspension);
  await at.page.locator('summary', { hasText: acts.suspend.title }).first().click();
  expect(await at.page.getByRole('radio', { name: acts.suspend.notice }).count()).toBe(0);
  await at.open(`/quan-tri/gian-hang/${shop}`);
  await suspend(acts.suspend.atOnce);
  await at.field(acts.suspend.authority).fill('Công văn 12/MẪU của cơ quan mẫu');
  await at.press(acts.suspend.submit);
  expect(await at.text()).toContain(words.seller.statuses['suspended']);
  expect(await at.text()).toContain(words.seller.activity.actions['seller.suspension_superseded']);
});
