import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { formatVnd } from '#kernel/money';
import { DAY_MS } from '#kernel/time';
import { vi } from '../../apps/storefront/src/i18n/vi.js';
import { callAs } from '../support/caller.js';
import { ListingShop } from '../support/listing-shop.js';
import { ENGLISH_PAGES } from '../support/english-pages.js';
import { kept, open, shownWithinASecond, type Page } from '../support/kept-pages.js';
import { demo, PUBLIC_PAGES } from '../support/pages.js';
import { WebFloor } from '../support/web-floor.js';

let floor: WebFloor;
let second: string;
let shop: ListingShop;
const product = `/san-pham/${demo.ordinary.slug}`;

beforeAll(async () => {
  floor = await WebFloor.start({ pageCacheMb: 16 });
  [second, shop] = [await floor.anotherStorefront(), await ListingShop.open(floor)];
});
afterAll(() => floor?.stop());
beforeEach(async () => {
  await kept(floor.url, product);
  await kept(second, product);
});

let price = 0;
/** The shop changes its price by a little, through that address; how the page will write it. */
async function changePrice(through: string): Promise<string> {
  price = (price === 0 ? shop.live.priceVnd : price) + 1_000;
  const [{ slug } = { slug: '' }] = await floor.database.query<{ slug: string }>(
    `SELECT s.slug FROM sellers s JOIN products p ON p.seller_id = s.id WHERE p.id = $1`,
    [shop.live.id],
  );
  const path = `/seller/${slug}/products/${shop.live.id}/variants/${shop.live.variantId}/price`;
  const { status, code } = await callAs({ url: through }, shop.owner, 'PUT', path, { priceVnd: price });
  expect([status, code]).toEqual([200, undefined]);
  return formatVnd(price);
}

test('a changed price stands on the next page of the server it went through, and within a second on another', async () => {
  for (let turn = 0; turn < 5; turn += 1) {
    const shown = await changePrice(floor.url);
    const page = await open(floor.url, product);
    expect([page.how, page.html.includes(shown)]).toEqual(['floor; fwd=miss', true]);
    await shownWithinASecond(second, product, ({ html }) => html.includes(shown));
    expect((await kept(floor.url, product)).html).toContain(shown);
  }
});

test('so does what is sold: the last one bought is out of stock for whoever looks next', async () => {
  const path = `/san-pham/${demo.last.slug}`;
  for (const origin of [floor.url, second]) {
    const { html } = await kept(origin, path);
    expect(html).toContain(vi.product.few);
    expect(html).not.toContain(vi.product.outOfStock);
  }
  const { body } = await floor.buyer.call<{ variants: { id: string; available: number }[] }>(
    'GET',
    `/products/${demo.last.slug}`,
  );
  await floor.buyer.buy({ [body.variants.find(({ available }) => available > 0)?.id ?? '']: 1 });
  expect((await open(floor.url, path)).html).toContain(vi.product.outOfStock);
  await shownWithinASecond(second, path, ({ html }) => html.includes(vi.product.outOfStock));
});

test('and a certificate that another process revokes, on every page that shows the product', async () => {
  const { slug } = demo.expiresToday;
  const pages = [`/san-pham/${slug}`, '/', '/san-pham', `/nguoi-ban/${demo.expiresToday.producer}`];
  for (const path of pages) await kept(floor.url, path);
  const names = async (path: string): Promise<boolean> =>
    (await open(floor.url, path)).html.includes(`/san-pham/${slug}"`);
  expect(await names(pages[3] ?? '')).toBe(true);
  await floor.database.query(
    `UPDATE certifications SET revoked_on = issued_on + 1, revocation_ground = 'a', revocation_decision = '1/QĐ-MẪU'
     WHERE product_id = (SELECT id FROM products WHERE slug = $1)`,
    [slug],
  );
  await shownWithinASecond(floor.url, `/san-pham/${slug}`, ({ status }) => status === 410);
  for (const path of pages.slice(1)) expect([path, await names(path)]).toEqual([path, false]);
});

test('and a certificate an officer revokes, at once, and again when the revocation is taken back', async () => {
  const path = `/san-pham/${demo.few.slug}`;
  const officer = await shop.people.officer('certification_officer');
  const [{ id, day } = { id: '', day: '' }] = await floor.database.query<Record<'id' | 'day', string>>(
    `SELECT c.id, (c.issued_on + 1)::text AS day FROM certifications c JOIN products p ON p.id = c.product_id
     WHERE p.slug = $1`,
    [demo.few.slug],
  );
  const decide = async (act: string, body: object): Promise<void> => {
    const { status, code } = await callAs(floor, officer, 'POST', `/admin/certificates/${id}/${act}`, body);
    expect([status, code]).toEqual([204, undefined]);
  };
  await kept(floor.url, path);
  const decision = { ground: 'b', decisionNumber: '99/QĐ-UBND-MẪU', revokedBy: 'UBND tỉnh Cà Mau' };
  await decide('revocation', { revokedOn: day, ...decision });
  expect((await open(floor.url, path)).status).toBe(410);
  await decide('removals', { what: 'revocation', reason: 'Nhầm số quyết định' });
  expect((await open(floor.url, path)).status).toBe(200);
});

test('and a new name: the old address leads to the new one in both languages, with all that was asked', async () => {
  const { slug } = demo.last;
  const [old, now] = [`/san-pham/${slug}`, `/san-pham/${slug}-ten-moi`];
  for (const path of [old, `/en${old}`]) await kept(floor.url, path);
  await floor.database.query(`UPDATE products SET slug = $2 WHERE slug = $1`, [slug, `${slug}-ten-moi`]);
  await shownWithinASecond(floor.url, old, ({ status }) => status === 301);
  const leads: [asked: string, to: string][] = [
    [old, now],
    [`/en${old}`, `/en${now}`],
    [`${old}?utm_source=zalo&x=1`, `${now}?utm_source=zalo&x=1`],
    [`${old}?utm_source=zalo`, `${now}?utm_source=zalo`],
    [`${old}/danh-gia?sao=5`, `${now}/danh-gia?sao=5`],
  ];
  for (const [asked, to] of leads) {
    const { status, headers } = await open(floor.url, asked);
    expect([status, headers.get('location'), headers.get('cache-control')]).toEqual([301, to, 'no-cache']);
    expect((await open(floor.url, to)).status).toBe(200);
  }
  expect((await kept(floor.url, now)).html).toContain(`/san-pham/${slug}-ten-moi"`);
  await floor.database.query(`UPDATE products SET slug = $1 WHERE slug = $2`, [slug, `${slug}-ten-moi`]);
  await shownWithinASecond(
    floor.url,
    now,
    ({ status, headers }) => status === 301 && headers.get('location') === old,
  );
  expect((await open(floor.url, old)).status).toBe(200);
});

test('where the connection that hears of changes is cut, what was kept is gone and nothing is kept until it is back', async () => {
  const cut = await floor.database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'floor page changes'`,
  );
  expect(cut).toHaveLength(1);
  // Beside the API and in the very moment in which nobody hears of it.
  price += 1_000;
  await floor.database.query(`UPDATE variants SET price_vnd = $2 WHERE id = $1`, [
    shop.live.variantId,
    price,
  ]);
  const shown = formatVnd(price);
  for (const origin of [floor.url, second])
    await shownWithinASecond(origin, product, ({ html }) => html.includes(shown));
  expect((await kept(floor.url, product)).html).toContain(shown);
});

test('a season that a shop begins or ends stands on the home page of whoever looks next, in both languages', async () => {
  const [{ slug } = { slug: '' }] = await floor.database.query<{ slug: string }>(
    `SELECT s.slug FROM sellers s JOIN products p ON p.seller_id = s.id WHERE p.id = $1`,
    [shop.live.id],
  );
  // The newest of them, so that it is among the few a home page shows.
  await floor.database.query(`UPDATE products SET published_at = $2 WHERE id = $1`, [
    shop.live.id,
    floor.clock.now(),
  ]);
  const path = `/seller/${slug}/products/${shop.live.id}/season`;
  const inSeason = ({ html }: Page): boolean =>
    (html.split('id="dang-mua"')[1] ?? '').split('</section>')[0]?.includes(`${product}"`) ?? false;
  const homes = ['/', '/en'];
  for (const home of homes) expect(inSeason(await kept(floor.url, home))).toBe(false);
  const season = { orderFrom: '2026-11-20', orderUntil: '2026-12-31', deliverFrom: '2026-12-20' };
  expect((await callAs({ url: floor.url }, shop.owner, 'PUT', path, season)).status).toBe(204);
  for (const home of homes) expect(inSeason(await open(floor.url, home))).toBe(true);
  expect((await open(floor.url, product)).html).toContain(
    vi.product.season(...(['20/11/2026', '31/12/2026', '20/12/2026'] as const)),
  );
  expect((await kept(floor.url, '/san-pham?inSeason=true')).html).toContain(`${product}"`);
  expect((await callAs({ url: floor.url }, shop.owner, 'DELETE', path)).status).toBe(204);
  for (const home of homes) expect(inSeason(await open(floor.url, home))).toBe(false);
});

test('nothing is kept past midnight in Vietnam', async () => {
  const before = floor.clock.now();
  const [{ soon } = { soon: '' }] = await floor.database.query<{ soon: string }>(
    `SELECT p.slug AS soon FROM products p JOIN certifications c ON c.product_id = p.id JOIN sellers s ON s.id = p.seller_id
     WHERE s.status = 'approved' AND p.publication_status = 'published' AND c.revoked_on IS NULL
     GROUP BY p.id HAVING max(c.valid_until) BETWEEN $1::date + 1 AND $1::date + 200 ORDER BY max(c.valid_until) LIMIT 1`,
    [before],
  );
  expect((await kept(floor.url, `/san-pham/${soon}`)).html).toContain('data-listed="true"');
  floor.clock.set(new Date(before.getTime() + 201 * DAY_MS));
  await shownWithinASecond(floor.url, `/san-pham/${soon}`, ({ html }) =>
    html.includes('data-listed="false"'),
  );
  floor.clock.set(before);
});

test('a page is made once for all who ask at the same time', async () => {
  await changePrice(floor.url);
  const pages = await Promise.all(Array.from({ length: 20 }, () => open(floor.url, product)));
  expect(new Set(pages.map(({ html }) => html)).size).toBe(1);
  expect(pages[0]?.how).toBe('floor; fwd=miss');
});

test('what is kept holds nothing of anybody: who is signed in and has a cart is sent the very same bytes', async () => {
  const cart = await floor.buyer.cart({ [shop.live.variantId]: 3 });
  const cookie = `${shop.owner.headers['cookie'] ?? ''}; floor_cart=${cart}; floor_cart_count=3`;
  const somebody = {
    cookie,
    'user-agent': 'Somebody',
    'accept-language': 'en',
    'x-forwarded-host': 'evil.example',
  };
  const told: string[] = [];
  for (const { name, path, status } of [...PUBLIC_PAGES, ...ENGLISH_PAGES]) {
    const first = await open(floor.url, path, somebody);
    const again = await open(floor.url, path);
    const made = [first, again].map(({ how, headers }) => [how === null, headers.get('cache-control')]);
    expect.soft(made[1], name).toEqual(made[0]);
    if (first.how === null) continue;
    expect.soft([name, status, first.status]).toEqual([name, 200, 200]);
    expect.soft(again.how, name).toBe('floor; hit');
    expect.soft(again.html === first.html, name).toBe(true);
    expect.soft(first.headers.get('set-cookie'), name).toBeNull();
    expect.soft(again.headers.get('content-security-policy'), name).toContain("script-src 'self'");
    expect.soft(again.html, name).not.toContain(cart);
    told.push(path);
  }
  for (const path of [
    '/',
    '/en',
    `/en${product}`,
    '/quy-che',
    '/san-pham',
    product,
    '/nguoi-ban',
    '/du-lich',
    '/du-lich/ban-do',
    '/du-lich/ban-do?lop=nguoi-ban&nhom=I',
    '/du-lich/tuyen/ca-mau-mui-ca-mau',
    '/dieu-khoan',
  ])
    expect(told).toContain(path);
  for (const path of ['/gio-hang', '/tim-kiem', '/dang-nhap', '/tra-cuu-don'])
    expect(told).not.toContain(path);
});

test('a kept page comes compressed or plain, whole or as a head, and not at all to who has it', async () => {
  const plain = await kept(floor.url, product);
  for (const encoding of ['br', 'gzip', 'identity']) {
    const page = await open(floor.url, product, { 'accept-encoding': encoding });
    expect(page.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
    expect([page.html === plain.html, page.headers.get('cache-control')]).toEqual([true, 'public, no-cache']);
  }
  const etag = plain.headers.get('etag') ?? '';
  const same = await open(floor.url, product, { 'if-none-match': etag });
  expect([same.status, same.html, same.headers.get('content-length')]).toEqual([304, '', null]);
  expect(same.headers.get('etag')).toBe(etag);
  const head = await fetch(floor.url + product, {
    method: 'HEAD',
    headers: { 'accept-encoding': 'identity' },
  });
  expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(plain.html)));
});

test('an address is kept without what advertisements add, and not at all with what no page knows', async () => {
  await kept(floor.url, '/san-pham?group=I&sort=price-asc');
  for (const path of [
    '/san-pham?sort=price-asc&group=I&utm_source=zalo',
    '/san-pham?fbclid=1&group=I&sort=price-asc',
  ])
    expect((await open(floor.url, path)).how).toBe('floor; hit');
  for (const path of [
    '/san-pham?q=tom',
    '/san-pham?group=I&x=1',
    `/san-pham?seller=${'a'.repeat(400)}`,
    '/?x',
  ])
    expect([path, (await open(floor.url, path)).how]).toEqual([path, null]);
  expect((await open(floor.url, '/san-pham/khong-co-mon-nay')).how).toBeNull();
});

test('the public port neither hands out the stream of changes nor what the API says for it', async () => {
  expect((await open(floor.url, '/page-changes')).status).toBe(404);
  expect((await fetch(`${floor.api.url}/page-changes`)).status).toBe(404);
  const created = await fetch(`${floor.url}/api/v1/carts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  expect(created.headers.get('x-floor-changed-pages')).toBeNull();
});
