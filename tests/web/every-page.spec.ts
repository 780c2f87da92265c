import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { vocabularyProblems } from '../../apps/storefront/src/found/vocabulary-problems.js';
import { A_TIME } from '../../apps/storefront/src/views/with-times.js';
import { accessibilityFindings } from '../support/accessibility.js';
import { BrowserSession, type Visit } from '../support/browser-session.js';
import {
  IMAGE_FACTS,
  MOVED_ON_THE_WAY,
  PAGE_FACTS,
  TOO_WIDE,
  type ImageFacts,
  type PageFacts,
} from '../support/in-page.js';
import { A_NAME_WITHIN, ENGLISH_PAGES } from '../support/english-pages.js';
import { DEMO_WORDS } from '../support/own-page.js';
import { demo, LISTS_WITH_MORE, PUBLIC_PAGES } from '../support/pages.js';
import { sampled } from '../support/scale.js';
import { WebFloor } from '../support/web-floor.js';

let floor: WebFloor;
let browser: BrowserSession;
let visit: Visit;

beforeAll(async () => {
  floor = await WebFloor.start();
  browser = await BrowserSession.start(floor.url);
  visit = await browser.visit({ pictures: false });
});
afterEach(() => {
  expect(visit.complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.stop();
  await floor?.stop();
});

/** Pictures of goods are files of the floor; the map and the signs are drawn in the page. */
const isPhotograph = ({ src }: ImageFacts): boolean => /\.(jpe?g|png)$/.test(src);

/** What pages that search engines keep say they are about, by their Vietnamese address; all others say nothing. */
const ABOUT: readonly (readonly [RegExp, ...string[]])[] = [
  [/^\/$/, 'WebSite'],
  [/^\/san-pham\/[^/?]+$/, 'BreadcrumbList', 'Product'],
  [/^\/nguoi-ban\/[^/?]+$/, 'BreadcrumbList', 'LocalBusiness'],
  [/^\/du-lich\/tuyen\/[^/?]+$/, 'BreadcrumbList', 'TouristTrip'],
  [/^\/du-lich\/(?!ban-do|tuyen)[^/?]+$/, 'BreadcrumbList', 'TouristAttraction'],
  [/^\/(?:san-pham|cau-chuyen|du-lich\/ban-do|du-lich\/tuyen)(?:[?/]|$)/, 'BreadcrumbList'],
];
const aboutOf = (vietnamese: string): string[] =>
  (ABOUT.find(([address]) => address.test(vietnamese)) ?? []).slice(1).map(String);

/** The search for a label is opened from a label once: it carries nothing that a phone does not need there. */
const SHARED_BY_NOBODY = '/truy-xuat';

// Each page in each language in the long run; an eighth of them in every run, in both.
describe.each(sampled([...PUBLIC_PAGES, ...ENGLISH_PAGES]))('$name', ({ path, status, indexed }) => {
  const english = /^\/en(?:\/|$)/.test(path);
  const inVietnamese = path.replace(/^\/en(?=\/|\?|$)/, '') || '/';
  test('opens as it should, can be read by everybody, and says that it is a demo', async () => {
    const { page } = visit;
    const answer = await visit.openAnew(path);
    expect(answer?.status()).toBe(status);

    const facts = await page.evaluate<PageFacts>(PAGE_FACTS);
    expect.soft(facts.lang).toBe(english ? 'en' : 'vi');
    expect.soft(facts.title.length).toBeGreaterThan(8);
    expect.soft(facts.h1).toEqual([expect.stringMatching(/\S{2,}/)]);
    for (const word of DEMO_WORDS[english ? 'en' : 'vi'])
      expect.soft(facts.text.toLowerCase()).toContain(word);
    expect.soft(facts.text).not.toMatch(A_TIME);
    if (indexed) {
      expect.soft(facts.robots).toBeNull();
      expect.soft(facts.canonical).toBe(`${floor.url}${path}`);
      const vietnamese = floor.url + inVietnamese;
      expect.soft(facts.alternates).toEqual({
        vi: vietnamese,
        en: `${floor.url}/en${inVietnamese === '/' ? '' : inVietnamese}`,
        'x-default': vietnamese,
      });
      if (inVietnamese !== SHARED_BY_NOBODY)
        expect.soft(facts.shared).toMatchObject({
          'og:title': expect.stringMatching(/\S{2,}/) as string,
          'og:url': facts.canonical,
          'og:image': expect.stringMatching(new RegExp(`^${floor.url}/\\S+$`)) as string,
        });
    } else {
      expect.soft(facts.robots).toContain('noindex');
    }

    // Everything said to search engines is said in words they know; a page that is not sold says nothing of goods.
    const said = facts.jsonLd.map((text) => JSON.parse(text) as unknown);
    expect.soft(said.flatMap((thing) => vocabularyProblems(thing))).toEqual([]);
    if (indexed) {
      const types = said.map((thing) => (thing as { '@type': string })['@type']).toSorted();
      expect.soft(types).toEqual(aboutOf(inVietnamese));
    }
    if (!indexed) expect.soft(JSON.stringify(said)).not.toContain('"Offer"');
    // What is neither marked as a seller's own words nor a name is read out in the wrong tongue.
    if (english) expect.soft(facts.unmarked.filter((text) => !A_NAME_WITHIN.test(text))).toEqual([]);

    const images = await page.evaluate<ImageFacts[]>(IMAGE_FACTS);
    for (const image of images) {
      expect.soft(image).toMatchObject({
        width: expect.stringMatching(/^\d+$/) as string,
        height: expect.stringMatching(/^\d+$/) as string,
        alt: expect.any(String) as string,
      });
      if (isPhotograph(image)) {
        expect.soft(image.sources).toEqual(['image/avif', 'image/webp']);
        expect.soft(image.widths).toBe(3);
      }
    }
    // What a phone shows at once loads at once; what is far down waits until somebody scrolls there.
    expect.soft(images.filter(({ lazy, windowsDown }) => !lazy && windowsDown > 2)).toEqual([]);
    expect.soft(images.slice(0, 1).filter(({ lazy, windowsDown }) => lazy && windowsDown < 0.6)).toEqual([]);

    for (const width of [360, 320]) {
      await page.setViewportSize({ width, height: 740 });
      expect.soft(await page.evaluate<string[]>(TOO_WIDE), `${width} px wide`).toEqual([]);
    }
    // What moves away while somebody comes near it is missed by the finger.
    expect.soft(await page.evaluate<string[]>(MOVED_ON_THE_WAY)).toEqual([]);
    expect.soft(await accessibilityFindings(page)).toEqual([]);
  });
});

test.each(LISTS_WITH_MORE)('%s goes on behind its last entry, for whoever follows the link', async (path) => {
  const { page } = visit;
  await visit.openAnew(path);
  const before = await page.evaluate<PageFacts>(PAGE_FACTS);
  await page.locator('a[rel=next]').click();
  await page.waitForURL(/cursor=/);
  const after = await page.evaluate<PageFacts>(PAGE_FACTS);
  const goods = (facts: PageFacts) =>
    facts.links.filter((link) => /^\/(san-pham|nguoi-ban)\/[a-z]/.test(link));
  expect(goods(after).length).toBeGreaterThan(0);
  expect(
    goods(after).filter((link) => link.startsWith('/san-pham/') && goods(before).includes(link)),
  ).toEqual([]);
  expect(after.robots).toContain('noindex');
  expect(await accessibilityFindings(page)).toEqual([]);
});

test('what is shown of a shared link to goods is a picture in the size that was said', async () => {
  const { page } = visit;
  await visit.openAnew(`/san-pham/${demo.ordinary.slug}`);
  const { shared } = await page.evaluate<PageFacts>(PAGE_FACTS);
  expect(shared['og:title']).toBe(demo.ordinary.name);
  const answer = await fetch(shared['og:image'] ?? '');
  expect(answer.headers.get('content-type')).toBe(shared['og:image:type']);
  const { width, height } = await sharp(await answer.arrayBuffer()).metadata();
  expect([width, height].map(String)).toEqual([shared['og:image:width'], shared['og:image:height']]);
});

test('every page a search engine keeps has a title of its own', async () => {
  const titles = await Promise.all(
    PUBLIC_PAGES.filter(({ indexed }) => indexed).map(async ({ path }) => {
      const html = await (await fetch(floor.url + path)).text();
      return /<title>([^<]*)/.exec(html)?.[1] ?? path;
    }),
  );
  expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
});
