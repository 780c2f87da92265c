import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession, PHONE } from '../support/browser-session.js';
import { TOO_WIDE } from '../support/in-page.js';
import { People, type Person } from '../support/people.js';
import { Shopkeeper, words } from '../support/shopkeeper.js';
import { decided, Selling, type Sold } from '../support/sold-goods.js';
import { WebFloor } from '../support/web-floor.js';

const { journal, taxes } = words;

let floor: WebFloor;
let browser: BrowserSession;
let people: People;
let owner: Person;
let administrator: Person;
let shop: string;
let sold: Sold;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  people = new People(floor.api, floor.database, floor.clock);
  [owner, administrator] = [await people.person(), await people.officer('administrator')];
  const [goods] = await floor.database.query<{ variantId: string; sellerId: string; slug: string }>(
    `SELECT v.id AS "variantId", s.id AS "sellerId", s.slug FROM listings l
       JOIN variants v ON v.product_id = l.product_id JOIN stock_levels k ON k.variant_id = v.id AND k.on_hand > 20
       JOIN sellers s ON s.id = l.seller_id AND s.accepts_bank_transfer JOIN producers p ON p.id = s.producer_id
     WHERE p.kind = 'household' AND l.listed_from IS NOT NULL AND v.kg_price_vnd IS NULL ORDER BY v.id LIMIT 1`,
  );
  if (goods === undefined) throw new Error('The demo has no household that sells');
  shop = goods.slug;
  await people.member(owner, { sellerId: goods.sellerId });
  await decided(floor.database, administrator.accountId, 'bank_transfer', 'seller_owes');
  const selling = new Selling({ app: floor.api, database: floor.database, clock: floor.clock });
  sold = await selling.sold({ [goods.variantId]: 2 });
  await selling.sold({ [goods.variantId]: 1 });
  await selling.post();
});
afterEach(async () => {
  expect(await browser.complaints()).toEqual([]);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

async function holds(at: Shopkeeper): Promise<void> {
  expect(await at.page.evaluate(TOO_WIDE)).toEqual([]);
  expect(await accessibilityFindings(at.page)).toEqual([]);
}
const spaced = (text: string): string => text.replaceAll('\u00a0', ' ');

test('a shop reads its sales journal on a phone, beside what its bank told, and saves it', async () => {
  const bac = await Shopkeeper.of(browser, floor.url, owner, { viewport: PHONE });
  await bac.open(`/kenh-nguoi-ban/${shop}`);
  await bac.follow(journal.title);
  expect(await bac.heading()).toBe(journal.title);
  const text = spaced(await bac.text());
  expect(text).toContain(sold.code);
  expect(text).toContain(journal.agrees);
  // What is kept back of it, in a sentence a month.
  expect(text).toContain(journal.withheld);
  expect(text).toContain('thuế bác còn phải nộp lại sàn');
  expect(text).toContain(spaced(`${new Intl.NumberFormat('vi-VN').format(sold.totalVnd)} ₫`));
  await holds(bac);
  const href = (await bac.page.getByRole('link', { name: journal.excel }).getAttribute('href')) ?? '';
  const file = await bac.visit.context.request.get(href);
  expect(file.headers()['content-disposition']).toMatch(/filename="so-ban-hang-\d{4}-\d{2}-.+\.xlsx"/);
  await bac.open(`/kenh-nguoi-ban/${shop}/so-ban-hang?thang=2020-01`);
  expect(await bac.text()).toContain(journal.none);
});

test('an administrator sees the tax of the month, issues a form, and decides about a channel', async () => {
  const at = await Shopkeeper.of(browser, floor.url, administrator);
  const month = (
    await floor.database.query<{ month: string }>(`SELECT max(month) AS month FROM tax_withholdings`)
  )[0]?.month;
  await at.open('/quan-tri/thue');
  expect(await at.heading()).toBe(taxes.title);
  await at.open(`/quan-tri/thue?ky=${month}`);
  expect(await at.text()).toContain(taxes.running);
  expect(await at.page.locator('.desk-table tbody tr').count()).toBeGreaterThan(0);
  await holds(at);
  await at.page.getByText(taxes.decide).click();
  await at.press(taxes.save);
  expect(await at.page.locator('[aria-invalid=true]').count()).toBeGreaterThan(2);
  await holds(at);
  await at.page.getByLabel(taxes.subject).selectOption('floor_fee');
  await at.page.getByLabel(taxes.fee).fill('2,5');
  await at.page.getByLabel(taxes.effectiveFrom).fill('2099-01-01');
  await at.page.getByLabel(taxes.reason).fill('Nghị quyết mẫu của ban vận hành');
  await at.press(taxes.save);
  expect(await at.text()).toContain(taxes.saved);
  expect(await at.text()).toContain(taxes.feeOf('2,5'));
  await at.page.getByLabel(taxes.period).fill('13/2020');
  await at.press(taxes.look);
  expect(await at.text()).toContain(taxes.badPeriod);
  expect(await at.page.getByLabel(taxes.period).inputValue()).toBe('13/2020');
  await at.page.getByLabel(taxes.period).fill('1/2020');
  await at.press(taxes.look);
  expect(await at.page.getByLabel(taxes.period).inputValue()).toBe('01/2020');
  await at.press(taxes.issue);
  expect(await at.text()).toContain(taxes.version(1));
  await holds(at);
  const support = await Shopkeeper.of(browser, floor.url, await people.officer('support'));
  await support.open('/quan-tri/thue');
  expect(support.path).toBe('/quan-tri/khong-co-quyen');
});
