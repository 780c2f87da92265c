import { afterAll, beforeAll, expect, test } from 'vitest';
import { imageWidths } from '../../apps/api/src/platform/files/image-url.js';
import { BrowserSession, PHONE } from '../support/browser-session.js';
import { ENGLISH_PAGES } from '../support/english-pages.js';
import { paintOnASlowPhone, WATCH_PAINT, type FirstPaint } from '../support/first-paint.js';
import { demo, point, PUBLIC_PAGES } from '../support/pages.js';
import { LONG } from '../support/scale.js';
import { WebFloor } from '../support/web-floor.js';

/** Everything but pictures, headers included, as it crosses the wire to a browser that has been nowhere before. */
const PAGE_LIMIT = 60 * 1024;
/** Pages weighed side by side. */
const AT_ONCE = 10;
/** Dots in one point of a usual phone. */
const DOTS = 2;
/** The home page with the pictures a phone shows before anybody scrolls, and those just below. */
const HOME_LIMIT = 150 * 1024;

let floor: WebFloor;
let browser: BrowserSession;

beforeAll(async () => {
  floor = await WebFloor.start({ pageCacheMb: 16 });
  browser = await BrowserSession.start(floor.url);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

interface Weight {
  /** Bytes by type of resource. */
  byType: Record<string, number>;
  withoutPictures: number;
  scripts: string[];
}

async function weigh(path: string): Promise<Weight> {
  const { page, context } = await browser.visit({ dots: DOTS });
  const devTools = await context.newCDPSession(page);
  const types = new Map<string, string>();
  const byType: Record<string, number> = {};
  const scripts: string[] = [];
  devTools.on('Network.responseReceived', ({ requestId, type, response }) => {
    types.set(requestId, type);
    if (type === 'Script') scripts.push(response.url);
  });
  devTools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId) ?? 'Other';
    byType[type] = (byType[type] ?? 0) + encodedDataLength;
  });
  await devTools.send('Network.enable');
  await page.goto(path, { waitUntil: 'networkidle' });
  const sum = Object.values(byType).reduce((total, bytes) => total + bytes, 0);
  return { byType, withoutPictures: sum - (byType['Image'] ?? 0), scripts };
}

/** Of each page what crossed the wire, told in a table. */
async function weighAll(pages: Readonly<Record<string, string>>): Promise<Record<string, Weight>> {
  const weights: Record<string, Weight> = {};
  const left = Object.entries(pages);
  // Side by side, each in a browser of its own: most of the time is waiting for nothing more to come.
  for (let some = left.splice(0, AT_ONCE); some.length > 0; some = left.splice(0, AT_ONCE)) {
    await Promise.all(some.map(async ([name, path]) => (weights[name] = await weigh(path))));
    expect(await browser.complaints()).toEqual([]);
  }
  const table = Object.entries(weights).map(([name, { byType, withoutPictures }]) => {
    const parts = Object.entries(byType).map(([type, bytes]) => `${type} ${bytes}`);
    return `  ${name.padEnd(8)} ${String(withoutPictures).padStart(6)} bytes without pictures (${parts.join(', ')})`;
  });
  console.log(`Transferred on a first visit:\n${table.join('\n')}`);
  for (const [name, { withoutPictures }] of Object.entries(weights)) {
    expect.soft(withoutPictures, name).toBeGreaterThan(5_000);
    expect.soft(withoutPictures, name).toBeLessThanOrEqual(PAGE_LIMIT);
  }
  return weights;
}

test('ten pages of the shop weigh at most 60 KB without pictures, and home at most 150 KB with those of its first screen', async () => {
  const weights = await weighAll({
    home: '/',
    list: '/san-pham',
    search: '/tim-kiem?q=tom+kho',
    seller: `/nguoi-ban/${demo.ordinary.producer}`,
    point: `/du-lich/${point}`,
    offline: '/ngoai-tuyen',
    cart: '/gio-hang',
    map: '/du-lich',
    signIn: '/dang-nhap',
    product: `/san-pham/${demo.ordinary.slug}`,
  });
  const { withoutPictures = 0, byType = {} } = weights['home'] ?? {};
  expect(byType['Image']).toBeGreaterThan(5_000);
  expect(withoutPictures + (byType['Image'] ?? 0)).toBeLessThanOrEqual(HOME_LIMIT);
});

test('a phone loads pictures in the width it shows them, and no wider', async () => {
  // Nobody sees that one dot in thirty is drawn from its neighbours; everybody waits for a picture of twice the width.
  const fitting = (shown: number): string =>
    `${imageWidths.find((derived) => derived > 0.97 * shown) ?? ''}.avif`;
  for (const path of ['/', '/san-pham', `/san-pham/${demo.ordinary.slug}`, '/cau-chuyen']) {
    const { page, context } = await browser.visit({ dots: DOTS });
    await page.goto(path, { waitUntil: 'networkidle' });
    const loaded = await page.evaluate<{ picture: string; file: string; shown: number }[]>(
      `[...document.images].filter(({ complete, currentSrc }) => complete && currentSrc.includes('/api/v1/images/')).map((image) => {
        const [file, picture] = image.currentSrc.split('/').reverse();
        return { picture, file, shown: image.getBoundingClientRect().width * devicePixelRatio };
      })`,
    );
    await context.close();
    expect(loaded.length).toBeGreaterThan(0);
    for (const { picture, file } of loaded) {
      // What a wide place of the page has loaded a narrow one may use as well.
      const places = loaded.filter((other) => other.picture === picture).map(({ shown }) => shown);
      expect.soft(places.map(fitting), `${path}: ${picture}, shown ${places.join()} wide`).toContain(file);
    }
  }
});

test.runIf(LONG)(
  'every other page of the shop weighs no more, in either language',
  { timeout: 600_000 },
  async () => {
    const found = [...PUBLIC_PAGES, ...ENGLISH_PAGES].filter(({ status }) => status === 200);
    expect(found.length).toBeGreaterThan(80);
    await weighAll(Object.fromEntries(found.map(({ name, path }) => [name, path])));
  },
);

test.runIf(LONG)(
  'a product page is painted on a slow phone without anything that jumps; how soon is told',
  async () => {
    const path = `/san-pham/${demo.ordinary.slug}`;
    const paint = async (): Promise<FirstPaint> => {
      const { context } = await browser.visit();
      const painted = await paintOnASlowPhone(context, path);
      await context.close();
      return painted;
    };
    // The first visit makes the server draw the pictures and keep the page; a shop that is open has them.
    const [, ...runs] = [await paint(), await paint(), await paint(), await paint()];
    console.log(
      runs
        .map(
          ({ largest, shifted, blocked }) =>
            `  largest after ${largest} ms, shifted ${shifted}, blocked ${blocked} ms`,
        )
        .join('\n'),
    );
    for (const { largest, moved } of runs) {
      expect(largest).toBeGreaterThan(0);
      expect(moved).toEqual([]);
    }
  },
);

test('letters that come late move nothing, and the next page has them', async () => {
  const { page } = await browser.visit({ viewport: PHONE });
  await page.addInitScript(WATCH_PAINT);
  let bringFonts = (): void => undefined;
  const line = new Promise<void>((resolve) => (bringFonts = resolve));
  await page.route('**/*.woff2', async (route) => {
    await line;
    await route.continue();
  });
  const moved = (): Promise<string[]> => page.evaluate<string[]>('painted.moved');
  const width = (): Promise<number> =>
    page.evaluate<number>("document.querySelector('.brand span').getBoundingClientRect().width");
  await page.goto('/san-pham', { waitUntil: 'domcontentloaded' });
  await page.evaluate('new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)))');
  const before = await width();
  bringFonts();
  await page.evaluate('document.fonts.ready');
  await page.waitForLoadState('networkidle');
  expect(await width()).toBe(before);
  expect(await moved()).toEqual([]);

  await page.goto('/san-pham', { waitUntil: 'networkidle' });
  expect(
    await page.evaluate<string[]>(
      "[...document.fonts].filter(({ status, family }) => status === 'loaded' && family.includes('Vietnam')).map(({ weight }) => weight)",
    ),
  ).toEqual(['400', '600']);
  expect(await moved()).toEqual([]);
});

test.runIf(LONG)('a list that is scrolled through to its end moves nothing under the finger', async () => {
  const { page } = await browser.visit({ viewport: PHONE });
  await page.addInitScript(WATCH_PAINT);
  await page.goto('/san-pham', { waitUntil: 'networkidle' });
  const far = 'scrollY + innerHeight > document.documentElement.scrollHeight - 2';
  while (!(await page.evaluate<boolean>(far))) {
    await page.mouse.wheel(0, 400);
    await page.evaluate('new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)))');
  }
  expect(await page.evaluate<string[]>('painted.moved')).toEqual([]);
});

test('what stands beside the cart stands in the same place with the count of the cart, without it and without scripts', async () => {
  const places: (number | undefined)[] = [];
  for (const [javaScript, count] of [
    [false, 0],
    [true, 0],
    [true, 12],
  ] as const) {
    const { page, context } = await browser.visit({ javaScript });
    if (count > 0)
      await context.addCookies([{ name: 'floor_cart_count', value: String(count), url: floor.url }]);
    await page.goto('/gioi-thieu', { waitUntil: 'networkidle' });
    places.push((await page.locator('.top-account').boundingBox())?.x);
    await context.close();
  }
  expect(places[0]).toBeGreaterThan(0);
  expect(new Set(places).size).toBe(1);
});

test('pages, styles and scripts come compressed to whoever can read that, and plain to whoever cannot', async () => {
  const html = await (await fetch(`${floor.url}/san-pham/${demo.ordinary.slug}`)).text();
  const files = [...html.matchAll(/(?:href|src)="(\/_astro\/[^"]+\.(?:css|js))"/g)].map(
    ([, path = '']) => path,
  );
  expect(files.length).toBeGreaterThan(0);
  for (const path of [`/san-pham/${demo.ordinary.slug}`, '/', ...files]) {
    for (const encoding of ['br', 'gzip', 'identity']) {
      const { headers } = await fetch(floor.url + path, { headers: { 'accept-encoding': encoding } });
      expect(headers.get('vary')?.toLowerCase()).toContain('accept-encoding');
      // Below a packet there is nothing to win.
      if (Number(headers.get('content-length')) < 1_000) continue;
      expect([path, headers.get('content-encoding')]).toEqual([
        path,
        encoding === 'identity' ? null : encoding,
      ]);
    }
  }
});
