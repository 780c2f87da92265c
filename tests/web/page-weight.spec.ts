import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrowserSession } from '../support/browser-session.js';
import { demo } from '../support/pages.js';
import { WebFloor } from '../support/web-floor.js';

/** Everything but pictures, headers included, as it crosses the wire to a browser that has been nowhere before. */
const PAGE_LIMIT = 60 * 1024;

let floor: WebFloor;
let browser: BrowserSession;

beforeAll(async () => {
  floor = await WebFloor.start();
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
  const { page, context } = await browser.visit();
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
  expect(await browser.complaints()).toEqual([]);
  const sum = Object.values(byType).reduce((total, bytes) => total + bytes, 0);
  return { byType, withoutPictures: sum - (byType['Image'] ?? 0), scripts };
}

test('a product page and the way in weigh at most 60 KB without pictures; what the others weigh is told', async () => {
  const pages = {
    home: '/',
    list: '/san-pham',
    search: '/tim-kiem?q=tom+kho',
    seller: `/nguoi-ban/${demo.ordinary.producer}`,
    map: '/du-lich',
    signIn: '/dang-nhap',
    product: `/san-pham/${demo.ordinary.slug}`,
  };
  const weights: Record<string, Weight> = {};
  for (const [name, path] of Object.entries(pages)) weights[name] = await weigh(path);
  const table = Object.entries(weights).map(([name, { byType, withoutPictures }]) => {
    const parts = Object.entries(byType).map(([type, bytes]) => `${type} ${bytes}`);
    return `  ${name.padEnd(8)} ${String(withoutPictures).padStart(6)} bytes without pictures (${parts.join(', ')})`;
  });
  console.log(`Transferred on a first visit:\n${table.join('\n')}`);
  for (const name of ['product', 'signIn']) {
    expect(weights[name]?.withoutPictures).toBeGreaterThan(5_000);
    expect(weights[name]?.withoutPictures).toBeLessThanOrEqual(PAGE_LIMIT);
  }
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
