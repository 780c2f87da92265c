import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright-core';
import { BROWSER_FLAGS, findBrowser } from '../support/browser.ts';
import { drawSheet, type Shot } from './sheet.ts';
import { sheets, type SheetOf, type Shown } from './shown-pages.ts';

// npm run screens: photographs a demo that is running (npm start) at three widths, for docs/screens. It places one order
// in that demo. Where the demo is: -- --url http://127.0.0.1:4321 --data .data

const WIDTHS = [360, 768, 1280] as const;
const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'screens');
/** As many screens of a phone as somebody thumbs through before giving up. */
const SCREENS_DOWN = 2;

const { url, data } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:4321' },
    data: { type: 'string', default: '.data' },
  },
}).values;

interface DemoAccount {
  role: string;
  phone: string;
  password: string;
  seller: string | null;
}

const accounts = JSON.parse(readFileSync(join(data, 'demo-accounts.json'), 'utf8')) as DemoAccount[];
const browser = await chromium.launch({ executablePath: findBrowser(), args: [...BROWSER_FLAGS] });
try {
  mkdirSync(FOLDER, { recursive: true });
  const buyer = await somebody(browser);
  const shop = await shopWithFood(buyer);
  const owner = await signedIn(browser, 'owner', shop);
  const shown = await lookUp(buyer, owner, shop);
  for (const sheet of sheets(shown)) {
    const page =
      sheet.role === null
        ? buyer
        : sheet.role === 'owner'
          ? owner
          : await signedIn(browser, sheet.role, shop);
    const bytes = await drawSheet(await somebody(browser), await photograph(page, sheet), {
      to: join(FOLDER, `${sheet.file}.webp`),
      widths: WIDTHS,
    });
    console.log(`${sheet.file}: ${sheet.pages.length} pages, ${Math.round(bytes / 1024)} KB`);
  }
} finally {
  await browser.close();
}

async function somebody(of: Browser): Promise<Page> {
  const context = await of.newContext({
    baseURL: url,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    serviceWorkers: 'block',
  });
  return context.newPage();
}

function accountOf(role: string, seller?: string): DemoAccount {
  const found = accounts.find((one) => one.role === role && (seller === undefined || one.seller === seller));
  if (found === undefined) throw new Error(`The demo has no ${role}.`);
  return found;
}

async function signedIn(of: Browser, role: string, seller: string): Promise<Page> {
  const { phone, password } = accountOf(role, role === 'owner' ? seller : undefined);
  const page = await somebody(of);
  await page.goto('/dang-nhap?cach=mat-khau');
  await page.fill('[name=contact]', phone);
  await page.fill('[name=password]', password);
  await page.press('[name=password]', 'Enter');
  await page.waitForURL(({ pathname }) => !pathname.startsWith('/dang-nhap'));
  return page;
}

/** Drinks with alcohol are ordered in a way of their own; a sheet shows the usual one. */
function foodOf(shop: string): string {
  return `/products?inStock=true&group=I&seller=${shop}`;
}

async function shopWithFood(page: Page): Promise<string> {
  for (const { role, seller } of accounts) {
    if (role !== 'owner' || seller === null) continue;
    const answer = await page.request.get(`/api/v1${foodOf(seller)}`);
    if (((await answer.json()) as { items: object[] }).items.length > 0) return seller;
  }
  throw new Error('No shop of the demo that somebody can sign in to sells food.');
}

/** Something to show of each kind, and an order that somebody just placed. */
async function lookUp(page: Page, owner: Page, shop: string): Promise<Shown> {
  const first = async (address: string): Promise<{ slug: string }> => {
    const { items } = (await (await page.request.get(`/api/v1${address}`)).json()) as {
      items: { slug: string }[];
    };
    if (items[0] === undefined) throw new Error(`The demo has nothing under ${address}.`);
    return items[0];
  };
  const product = (await first(foodOf(shop))).slug;
  const point = (await first('/tourism-points')).slug;
  const story = (await first('/articles')).slug;
  await addToCart(page, product);
  const purchase = await placeOrder(page);
  await addToCart(page, product);
  const order = await newestOrder(owner, shop);
  return { product, seller: shop, point, story, purchase, shop, order };
}

async function addToCart(page: Page, product: string): Promise<void> {
  await page.goto(`/san-pham/${product}`);
  await page.locator('#mua [value=add]').click();
  await page.waitForURL('**/gio-hang*');
}

async function newestOrder(owner: Page, shop: string): Promise<string> {
  await owner.goto(`/kenh-nguoi-ban/${shop}/don-hang`);
  const link = owner.locator(`main a[href*="/${shop}/don-hang/"]`).first();
  return (await link.getAttribute('href'))?.split('/').at(-1) ?? '';
}

async function placeOrder(page: Page): Promise<string> {
  await page.goto('/dat-hang');
  await page.fill('[name=name]', 'Người Mua Mẫu');
  await page.fill('[name=phone]', '0912345678');
  await page.fill('[name=commune]', 'nam can');
  await page.fill('[name=line]', 'Ấp Mẫu 1');
  // The fee is asked for anew when the place is known; an order of before that comes back with the new sum.
  for (let tries = 0; tries < 3 && !page.url().includes('/don-hang/'); tries += 1) {
    await page.getByRole('button', { name: /^Đặt hàng · / }).click();
    await page.waitForLoadState('networkidle');
  }
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

async function photograph(page: Page, { pages }: SheetOf): Promise<Shot[]> {
  const shots: Shot[] = [];
  for (const { name, path, dark = false } of pages) {
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
    const shot: Shot = { name, path: dark ? path : decodeURI(path), pictures: [] };
    for (const width of WIDTHS) {
      const height = SCREENS_DOWN * (width === 360 ? 740 : 900);
      await page.setViewportSize({ width, height });
      const answer = await page.goto(path, { waitUntil: 'networkidle' });
      if (answer?.ok() !== true) throw new Error(`${path} answered ${answer?.status() ?? 'nothing'}.`);
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
      if (wide > width) throw new Error(`${path} is ${wide} px wide at ${width} px.`);
      shot.pictures.push(await page.screenshot());
    }
    shots.push(shot);
  }
  return shots;
}
