import { chromium } from 'playwright-core';
import { answer } from './all-reads.ts';
import { audited, installLighthouse, type Audited } from '../lighthouse/audit.ts';
import { BROWSER_FLAGS, findBrowser } from '../support/browser.ts';
import { paintOnASlowPhone, type FirstPaint } from '../support/first-paint.ts';
import type { BenchFloor } from './bench-floor.ts';
import { inTurns, median } from './load.ts';
import { readyOrder } from './placement.ts';

/** What this machine's browser reaches with a page that has nothing on it. */
const BARE =
  '<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>x</title><p>x';

/** One page of the shop on Lighthouse's slow phone: medians of the rounds. */
export interface SlowPage {
  name: string;
  /** Performance of the bare page in the same rounds, 0 to 100. */
  limit: number;
  performance: number;
  /** Milliseconds. */
  largest: number;
  /** Milliseconds. */
  blocked: number;
  shift: number;
}

/** The pages most people open and those they buy on, each in every round, beside a bare page. */
export async function onASlowPhone(floor: BenchFloor, rounds: number): Promise<SlowPage[]> {
  await installLighthouse();
  const bare = await barePage(floor);
  const shop = floor.storefront.address;
  const [product, point] = await Promise.all([first(floor, 'products'), first(floor, 'tourism-points')]);
  const goods = await answer<{ variants: { id: string }[] }>(
    `${floor.api.address}/api/v1/products/${product}`,
  );
  const { body } = await readyOrder(floor.api.address, [goods.variants[0]?.id]);
  const cookie = `floor_cart=${String(body['cartId'])}; floor_cart_count=1`;
  const pages: Record<string, () => Promise<Audited>> = {
    bare: () => audited(bare),
    home: () => audited(`${shop}/`),
    list: () => audited(`${shop}/san-pham`),
    product: () => audited(`${shop}/san-pham/${product}`),
    point: () => audited(`${shop}/du-lich/${point}`),
    cart: () => audited(`${shop}/gio-hang`, { cookie }),
    checkout: () => audited(`${shop}/dat-hang`, { cookie }),
  };
  // The first visit makes the server draw the pictures; a shop that is open has them.
  for (const visit of Object.values(pages)) await visit();
  const seen = await inTurns(pages, rounds);
  const of = (name: string, figure: (run: Audited) => number): number =>
    median((seen[name] ?? []).map((run) => figure(run)));
  const limit = of('bare', ({ scores }) => scores.performance);
  return Object.keys(pages).map((name) => ({
      name,
      limit,
      performance: of(name, ({ scores }) => scores.performance),
      largest: Math.round(of(name, ({ figures }) => figures.largestMs)),
      blocked: Math.round(of(name, ({ figures }) => figures.blockedMs)),
      shift: of(name, ({ figures }) => figures.shift),
  })); // prettier-ignore
}

/** A product's page and the bare one, opened first in turns: medians. Lighthouse reckons its seconds, here they pass. */
export async function firstPaints(
  floor: BenchFloor,
  rounds: number,
): Promise<Record<'product' | 'bare', Omit<FirstPaint, 'moved'>>> {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: [...BROWSER_FLAGS] });
  const paint = async (url: string): Promise<FirstPaint> => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 });
    const painted = await paintOnASlowPhone(context, url);
    await context.close();
    return painted;
  };
  try {
    const bare = await barePage(floor);
    const product = `${floor.storefront.address}/san-pham/${await first(floor, 'products')}`;
    await paint(product);
    const seen = await inTurns({ product: () => paint(product), bare: () => paint(bare) }, rounds);
    const middle = (paints: FirstPaint[]): Omit<FirstPaint, 'moved'> => ({
      largest: Math.round(median(paints.map(({ largest }) => largest))),
      blocked: Math.round(median(paints.map(({ blocked }) => blocked))),
      shifted: median(paints.map(({ shifted }) => shifted)),
    });
    return { product: middle(seen.product), bare: middle(seen.bare) };
  } finally {
    await browser.close();
  }
}

/** Its address on the bare server. */
async function barePage({ limit }: BenchFloor): Promise<string> {
  const bare = `${limit.address}/bytes/bare-page`;
  await fetch(bare, { method: 'PUT', headers: { 'content-type': 'text/html; charset=utf-8' }, body: BARE });
  return bare;
}

/** The slug of the first thing of that list. */
async function first({ api }: BenchFloor, list: string): Promise<string> {
  const { items } = await answer<{ items: { slug: string }[] }>(`${api.address}/api/v1/${list}`);
  return items[0]?.slug ?? '';
}
