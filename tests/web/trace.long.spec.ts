import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ScanCounter } from '../../apps/api/src/modules/catalogue/traces/scan-counter.js';
import { spacedTraceCode } from '#kernel/trace-code';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession, DESK, PHONE, type Visit } from '../support/browser-session.js';
import { TOO_WIDE } from '../support/in-page.js';
import { readQr } from '../support/label-reader.js';
import { demo } from '../support/pages.js';
import { SURE_TO_COME_MS } from '../support/patience.js';
import { People, type Person } from '../support/people.js';
import { Shopkeeper, words } from '../support/shopkeeper.js';
import { signIn } from '../support/sign-in.js';
import { WebFloor } from '../support/web-floor.js';

/** Everything but pictures, headers included, on a first visit. */
const PAGE_LIMIT = 40 * 1024;
const A_PHONE =
  'Mozilla/5.0 (Linux; Android 13; SM-A127F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36';

let floor: WebFloor;
let browser: BrowserSession;
let people: People;
let owner: Person;
let shop: string;
let product: string;
let lot: string;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  people = new People(floor.api, floor.database, floor.clock);
  product = await codeOf(demo.ordinary.slug);
  const [made] = await floor.database.query<{
    batchId: string;
    slug: string;
    sellerId: string;
  }>(
    `WITH v AS (SELECT v.id, p.seller_id FROM variants v JOIN products p ON p.id = v.product_id WHERE p.slug = $1
         ORDER BY v.position LIMIT 1),
       b AS (INSERT INTO batches (variant_id, code, made_on, expires_on, quantity)
         SELECT id, 'LO-26-11', '2026-11-01', '2027-05-01', 500 FROM v RETURNING id)
     SELECT b.id AS "batchId", s.slug, s.id AS "sellerId"
     FROM b, v JOIN sellers s ON s.id = v.seller_id`,
    [demo.ordinary.slug],
  );
  const [trace] = await floor.database.query<{ code: string }>(
    `SELECT code FROM traces WHERE batch_id = $1`,
    [made?.batchId],
  );
  lot = trace?.code ?? '';
  shop = made?.slug ?? '';
  owner = await people.person();
  await people.member(owner, { sellerId: made?.sellerId ?? '' });
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

async function codeOf(slug: string): Promise<string> {
  const [row] = await floor.database.query<{ code: string }>(
    `SELECT t.code FROM traces t JOIN products p ON p.id = t.product_id WHERE p.slug = $1 AND t.batch_id IS NULL`,
    [slug],
  );
  return row?.code ?? '';
}
async function expectFit({ page }: Pick<Visit, 'page'>): Promise<void> {
  expect(await accessibilityFindings(page)).toEqual([]);
  for (const viewport of [PHONE, DESK]) {
    await page.setViewportSize(viewport);
    expect(await page.evaluate(TOO_WIDE)).toEqual([]);
  }
}
const text = (visit: Visit): Promise<string> => visit.page.locator('main').innerText();

describe('the page behind a label', () => {
  test('tells batch, producer and both certificates on a phone, without JavaScript, and weighs little', async () => {
    const visit = await browser.visit({ javaScript: false });
    const devTools = await visit.context.newCDPSession(visit.page);
    const types = new Map<string, string>();
    let bytes = 0;
    devTools.on('Network.responseReceived', ({ requestId, type }) => void types.set(requestId, type));
    devTools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (types.get(requestId) !== 'Image') bytes += encodedDataLength;
    });
    await devTools.send('Network.enable');
    const answer = await visit.page.goto(`/truy-xuat/${lot}`, { waitUntil: 'networkidle' });
    expect(answer?.status()).toBe(200);
    expect(answer?.headers()['x-robots-tag']).toBe('noindex');
    const said = await text(visit);
    for (const part of [
      demo.ordinary.name,
      'LO-26-11',
      '01/11/2026',
      '01/05/2027',
      words.trace.certificateAtPacking('01/11/2026'),
      words.trace.toProduct,
      spacedTraceCode(lot),
    ])
      expect(said).toContain(part);
    console.log(`The page of a label: ${bytes} bytes without pictures, limit ${PAGE_LIMIT}`);
    expect(bytes).toBeGreaterThan(5_000);
    expect(bytes).toBeLessThanOrEqual(PAGE_LIMIT);
    expect(await browser.complaints()).toEqual([]);
  });

  test('can be read by everybody, in both widths', async () => {
    const visit = await browser.visit({ pictures: false });
    for (const path of [`/truy-xuat/${lot}`, `/truy-xuat/${product}`, '/truy-xuat', '/truy-xuat/CDFH0000']) {
      await visit.openAnew(path);
      await expectFit(visit);
    }
    expect(await browser.complaints()).toEqual([]);
  });

  test('is reached from the page of the product', async () => {
    const visit = await browser.visit({ pictures: false });
    await visit.page.goto(`/san-pham/${demo.ordinary.slug}`);
    await visit.page.getByRole('link', { name: words.trace.linkFromProduct }).click();
    await visit.page.waitForURL(`**/truy-xuat/${product}`);
    await browser.complaints();
  });

  test.each([
    ['was revoked', demo.revoked.slug, /đã bị thu hồi từ ngày .+ theo Quyết định số /, 410],
    ['lapsed', demo.lapsed.slug, /đã hết hiệu lực sau ngày/, 200],
    ['stands while its product was withdrawn', demo.withdrawn.slug, /đã rút khỏi sàn ngày/, 410],
    ['stands while its shop is suspended', demo.suspended.slug, /đang tạm ngưng bán/, 200],
    ['stands while its shop is closed', demo.closed.slug, /đã đóng cửa/, 200],
  ])('goes on answering when the certificate %s, and says so', async (_what, slug, said, statusOfProduct) => {
    expect((await fetch(`${floor.url}/san-pham/${slug}`)).status).toBe(statusOfProduct);
    const answer = await fetch(`${floor.url}/truy-xuat/${await codeOf(slug)}`);
    expect(answer.status).toBe(200);
    const page = await answer.text();
    expect(page).toMatch(said);
    expect(page).not.toContain(words.trace.toProduct);
  });

  test('reads a code as people type it, and is kind about what it cannot read', async () => {
    const visit = await browser.visit({ pictures: false, javaScript: false });
    const { page } = visit;
    await page.goto('/truy-xuat');
    await page.getByLabel(words.trace.codeLabel).fill(` ${spacedTraceCode(product).toLowerCase()} `);
    await page.getByRole('button', { name: words.trace.submit }).click();
    expect(new URL(page.url()).pathname).toBe(`/truy-xuat/${product}`);
    const last = product.endsWith('C') ? 'D' : 'C';
    const slips: [typed: string, told: string][] = [
      [`${product.slice(0, 6)}O0`, words.trace.problems.letters('O, 0')],
      [product.slice(1), words.trace.problems.length(7)],
      [product.slice(0, 7) + last, words.trace.problems.mistyped],
      ['<b>!</b>', words.trace.problems.strange],
      ['CCCCCCCC', words.trace.problems.unknown],
    ];
    for (const [typed, told] of slips) {
      const answer = await page.goto(`/truy-xuat?ma=${encodeURIComponent(typed)}`);
      expect.soft([typed, answer?.status()]).toEqual([typed, 404]);
      expect.soft(await text(visit)).toContain(told);
    }
    for (const hostile of [
      '%00',
      '%C3%28',
      'x'.repeat(3_000),
      '%3Cscript%3Ealert(1)%3C%2Fscript%3E',
      '..%2f..%2f',
    ]) {
      const answer = await fetch(`${floor.url}/truy-xuat/${hostile}`);
      expect.soft([400, 404, 414]).toContain(answer.status);
    }
    await page.goto('/truy-xuat/%3Cscript%3Ealert(1)%3C%2Fscript%3E');
    expect(await page.locator('script').count()).toBe(0);
    await page.goto(`/truy-xuat/${product.toLowerCase()}`);
    expect(new URL(page.url()).pathname).toBe(`/truy-xuat/${product}`);
    expect(await browser.complaints()).toEqual([]);
  });

  test('counts whoever opens it from outside, and no program, preview or page of our own', async () => {
    const open = (headers: Record<string, string>) =>
      fetch(`${floor.url}/truy-xuat/${lot}`, { headers: { 'user-agent': A_PHONE, ...headers } });
    const counted = async (): Promise<number> => {
      await floor.get(ScanCounter).write();
      const [row] = await floor.database.query<{ scans: number }>(
        `SELECT coalesce(sum(n.scans), 0)::int AS scans FROM trace_scans n JOIN traces t ON t.id = n.trace_id WHERE t.code = $1`,
        [lot],
      );
      return row?.scans ?? 0;
    };
    await open({ 'user-agent': 'facebookexternalhit/1.1' });
    await open({ 'sec-fetch-site': 'same-origin' });
    await open({ cookie: `floor_session=${owner.token}` });
    const answer = await open({ 'sec-fetch-site': 'none' });
    expect(answer.headers.getSetCookie()).toEqual([]);
    await open({});
    await expect.poll(counted, { timeout: SURE_TO_COME_MS }).toBe(2);
  });
});

describe('labels', () => {
  test('are found, chosen and printed on exactly as many sheets as it takes', async () => {
    const keeper = await Shopkeeper.of(browser, floor.url, owner, { pictures: false });
    const { page } = keeper;
    await keeper.open(`/kenh-nguoi-ban/${shop}`);
    await keeper.follow(words.traces.labels.title);
    await expectFit({ page });
    await page.getByRole('link', { name: /^In tem Lô LO-26-11/ }).click();
    await expectFit({ page });
    await keeper.answer({ [words.traces.labels.one.count]: '25' });
    await keeper.press(words.traces.labels.one.sheet);
    await expectFit({ page });
    await page.setViewportSize(DESK);
    expect(await readQr(await page.locator('.label').first().screenshot())).toBe(
      `${floor.url}/truy-xuat/${lot}`,
    );
    for (const [labels, sheets] of [
      [1, 1],
      [24, 1],
      [25, 2],
      [72, 3],
    ] as const) {
      await page.goto(`/kenh-nguoi-ban/${shop}/tem-truy-xuat/${lot}/in?count=${labels}&cuts=true`);
      expect(await page.locator('.label').count()).toBe(labels);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      expect([labels, pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length]).toEqual([
        labels,
        sheets,
      ]);
    }
    expect(await browser.complaints()).toEqual([]);
  });

  test('are asked for anew where no such number can be printed, and are nobody else’s', async () => {
    const visit = await browser.visit();
    await signIn(visit.context, floor.url, owner);
    await visit.page.goto(`/kenh-nguoi-ban/${shop}/tem-truy-xuat/${lot}/in?count=481`);
    expect(await text(visit)).toContain(words.traces.labels.one.countWrong);
    await visit.page.goto(`/kenh-nguoi-ban/${shop}/tem-truy-xuat/${await codeOf(demo.closed.slug)}`);
    expect(new URL(visit.page.url()).pathname).toBe(`/kenh-nguoi-ban/${shop}/tem-truy-xuat`);
    expect(await browser.complaints()).toEqual([]);
  });

  test('come as a picture that a phone reads', async () => {
    const answer = await fetch(`${floor.url}/api/v1/seller/${shop}/traces/${lot}/label.png`, {
      headers: owner.headers,
    });
    const picture = Buffer.from(await answer.arrayBuffer());
    expect(picture.readUInt32BE(16)).toBe(1080);
    expect(await readQr(picture)).toBe(`${floor.url}/truy-xuat/${lot}`);
  });
});

test('officers see how often labels of their communes were looked up', async () => {
  await floor.api.get(ScanCounter).write();
  const officer = await people.officer('approver');
  const keeper = await Shopkeeper.of(browser, floor.url, officer, { viewport: DESK });
  await keeper.open('/quan-tri/truy-xuat');
  expect(await keeper.text()).toContain(demo.ordinary.name);
  await expectFit(keeper.visit);
  expect(await browser.complaints()).toEqual([]);
});
