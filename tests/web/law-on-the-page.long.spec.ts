import { formatPhone } from '#kernel/phone';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENGLISH_PAGES } from '../support/english-pages.js';
import { demo, PUBLIC_PAGES } from '../support/pages.js';
import { load, makerOf } from '../support/province-data.js';
import { WebFloor } from '../support/web-floor.js';

interface Floor {
  registration: { number: string; authority: string };
  operator: { name: string; address: string };
  complaintTimers: { firstReply: number; resolution: number; resolutionByKind: Record<string, number> };
  reportTimers: Floor['complaintTimers'];
}

const { registration, operator, complaintTimers, reportTimers } = load<Floor>('ca-mau/floor.json');

let floor: WebFloor;
beforeAll(async () => {
  floor = await WebFloor.start();
});
afterAll(() => floor?.stop());

/** What stands on that page, without its tags. */
async function textOf(path: string): Promise<string> {
  const html = await (await fetch(floor.url + path)).text();
  return html
    .replace(/<(script|style)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&#38;', '&')
    .replace(/\s+/g, ' ');
}

/** The page behind a label is kept small for a bad line: it names the operator and leads to the shop. */
const isSmall = (path: string): boolean => path.includes('/truy-xuat');

// Law 122/2025/QH15: whoever opens any page can see who runs the floor, and under which registration.
test.each([...PUBLIC_PAGES, ...ENGLISH_PAGES])('$name says who runs the floor', async ({ path }) => {
  const text = await textOf(path);
  expect(text).toContain(operator.name);
  for (const word of [operator.address, registration.number, registration.authority])
    expect(text.includes(word), word).toBe(!isSmall(path));
});

test.each(['', '/en'])('a product%s names its seller as the law asks for', async (language) => {
  const seller = makerOf(demo.ordinary);
  const text = await textOf(`${language}/san-pham/${demo.ordinary.slug}`);
  expect(seller.taxCode).not.toBe('');
  for (const word of [seller.legalName, seller.addressLine, formatPhone(seller.phone), seller.taxCode])
    expect(text).toContain(word);
});

test('the page on complaints has a time for every kind, as the province sets them', async () => {
  const text = await textOf('/khieu-nai');
  expect(text).toContain(`${complaintTimers.firstReply} ngày`);
  for (const days of new Set([
    complaintTimers.resolution,
    ...Object.values(complaintTimers.resolutionByKind),
    ...Object.values(reportTimers.resolutionByKind),
  ]))
    expect(text).toContain(`${days} ngày`);
});

test.each(['/dieu-khoan', '/rieng-tu', '/quy-che'])(
  '%s says which version it is and since when it holds',
  async (path) => {
    expect(await textOf(path)).toMatch(/Bản 2026-11(-\d{2})?, áp dụng từ ngày \d{1,2}\/11\/2026/);
  },
);
