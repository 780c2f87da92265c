import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { OperatingRules } from '../../apps/api/src/modules/places/operating-rules.js';
import { ShopOperatingRulesController } from '../../apps/api/src/modules/places/shop-operating-rules.controller.js';
import { en } from '../../apps/storefront/src/i18n/en.js';
import { vi as vietnamese } from '../../apps/storefront/src/i18n/vi.js';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession } from '../support/browser-session.js';
import { WebFloor } from '../support/web-floor.js';

const version = (name: string, from: string, rule: string): OperatingRules => ({
  version: name,
  from,
  changes: [`Đổi trong bản ${name}.`],
  sections: [{ id: 'pham-vi', title: 'Phạm vi', items: [rule] }],
});

let floor: WebFloor;
let browser: BrowserSession;

beforeAll(async () => {
  floor = await WebFloor.start();
  // The demo has published one alone.
  Object.assign(floor.get(ShopOperatingRulesController), {
    versions: [
      version('2026-11', '2026-11-01', 'Điều của bản đầu.'),
      version('2026-12', '2026-12-01', 'Điều của bản sau.'),
    ],
  });
  browser = await BrowserSession.start(floor.url);
});
afterEach(async () => {
  expect(await browser.complaints()).toEqual([]);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

test.each([
  { start: '', words: vietnamese },
  { start: '/en', words: en },
])('$start/quy-che says what holds, since when, and what comes after it', async ({ start, words }) => {
  const { page } = await browser.visit({ pictures: false });
  const said = words.operatingRules;
  const [first, eve, second] = ['2026-11-01', '2026-11-30', '2026-12-01'].map(words.say.day) as [
    string,
    string,
    string,
  ];
  const { in_force: holds, coming } = said.standings;
  const main = page.locator('main');
  const head = page.locator('.reading > .stack-s').first();
  const versions = page.locator('section', { hasText: said.versionsTitle }).getByRole('link');
  const listed = async (): Promise<string[]> => (await versions.allInnerTexts()).map((text) => text.trim());

  floor.clock.set('2026-11-30T16:59:59Z');
  await page.goto(`${start}/quy-che`);
  expect(await main.innerText()).toContain('Điều của bản đầu.');
  expect(await head.innerText()).toContain(holds('2026-11', first));
  expect(await listed()).toEqual([coming('2026-12', second), holds('2026-11', first)]);
  expect(await accessibilityFindings(page)).toEqual([]);

  // What comes is told where the rules begin, and can be read before it counts.
  await head.getByRole('link', { name: coming('2026-12', second) }).click();
  await page.waitForURL(`**${start}/quy-che/2026-12`);
  expect(await main.innerText()).toContain('Điều của bản sau.');
  expect(await head.innerText()).toContain(coming('2026-12', second));
  expect(await accessibilityFindings(page)).toEqual([]);

  floor.clock.set('2026-11-30T17:00:00Z');
  await head.getByRole('link', { name: said.toCurrent }).click();
  await page.waitForURL(`**${start}/quy-che`);
  expect(await main.innerText()).toContain('Điều của bản sau.');
  expect(await head.innerText()).toContain(holds('2026-12', second));
  expect(await head.getByRole('link').count()).toBe(0);
  const replaced = said.replaced('2026-11', first, eve);
  expect(await listed()).toEqual([holds('2026-12', second), replaced]);

  await versions.last().click();
  await page.waitForURL(`**${start}/quy-che/2026-11`);
  expect(await main.innerText()).toContain('Điều của bản đầu.');
  expect(await head.innerText()).toContain(replaced);
});
