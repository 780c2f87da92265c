import { afterAll, beforeAll, expect, test } from 'vitest';
import { demo, point } from '../support/pages.js';
import { WebFloor } from '../support/web-floor.js';
import { audited, installLighthouse } from './audit.ts';

let floor: WebFloor;

beforeAll(async () => {
  await installLighthouse();
  floor = await WebFloor.start({ pageCacheMb: 16 });
}, 400_000);
afterAll(() => floor?.stop());

/** A cart with one line, as the cookies of the browser that filled it. */
async function cartCookies(): Promise<string> {
  const { body } = await floor.buyer.call<{ variants: { id: string }[] }>(
    'GET',
    `/products/${demo.ordinary.slug}`,
  );
  const cart = await floor.buyer.cart({ [body.variants[0]?.id ?? '']: 1 });
  return `floor_cart=${cart}; floor_cart_count=1`;
}

// Cart and checkout ask search engines to stay away: that one audit would punish them for it.
const PERSONAL = { personal: true, skip: ['is-crawlable'] };
const PAGES: { name: string; path: string; personal?: boolean; skip?: string[] }[] = [
  { name: 'home', path: '/' },
  { name: 'list', path: '/san-pham' },
  { name: 'product', path: `/san-pham/${demo.ordinary.slug}` },
  { name: 'seller', path: `/nguoi-ban/${demo.ordinary.producer}` },
  { name: 'point', path: `/du-lich/${point}` },
  { name: 'cart', path: '/gio-hang', ...PERSONAL },
  { name: 'checkout', path: '/dat-hang', ...PERSONAL },
];

// How fast it is on a slow phone is measured by `npm run bench -- slow-phone`: seconds of a busy machine prove nothing.
test.each(PAGES)('$name is faultless but for its seconds, and nothing on it jumps', async (page) => {
  const cookie = page.personal ? await cartCookies() : undefined;
  const { scores, shortcomings, figures } = await audited(floor.url + page.path, { cookie, skip: page.skip });
  expect(shortcomings.filter((words) => !words.startsWith('performance'))).toEqual([]);
  expect(scores).toMatchObject({ accessibility: 100, 'best-practices': 100, seo: 100 });
  // To the hundredth, as it is measured everywhere; a thousandth is a letter that found its font.
  expect(Math.round(figures.shift * 100)).toBe(0);
});
