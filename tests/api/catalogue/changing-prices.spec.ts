import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SellerSide } from '../../access/shop-wall.js';
import { testApp, type TestApp } from '../../support/app.js';
import { Buyer } from '../../support/buyer.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { ListingDesk } from '../../support/listing-desk.js';
import { People } from '../../support/people.js';
import { SmallFloor } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let desk: ListingDesk;
const clock = clockAtSeeding();

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  const floor = await SmallFloor.in(database);
  desk = await ListingDesk.open({ app, database, people: new People(app, database, clock), floor });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

/** A product on sale at 400.000 đ and its one variant. */
async function onSale(name: string): Promise<{ id: string; variantId: string }> {
  const id = await desk.published({ name });
  return { id, variantId: (await desk.product(id)).variants[0]?.id ?? '' };
}

const price = (id: string, variantId: string, body: object) =>
  desk.shopDoes<{ applied: boolean; change: { status: string; version: number } | null }>(
    'PUT',
    `/${id}/variants/${variantId}/price`,
    body,
  );
const priceOf = async (id: string): Promise<number | undefined> =>
  (await desk.product(id)).variants[0]?.priceVnd;

describe('a price', () => {
  it('within the share is in effect at once, up and down', async () => {
    const { id, variantId } = await onSale('Giá một');
    expect((await price(id, variantId, { priceVnd: 520_000 })).body).toMatchObject({
      applied: true,
      change: null,
    });
    expect((await desk.page('gia-mot')).body).toMatchObject({ priceVnd: 520_000 });
    expect((await price(id, variantId, { priceVnd: 100_000 })).body).toMatchObject({ applied: true });
    expect(await priceOf(id)).toBe(100_000);
  });

  it('above the share waits: a đồng more is sent to the officers by itself', async () => {
    const { id, variantId } = await onSale('Giá hai');
    expect((await price(id, variantId, { priceVnd: 520_001 })).body).toMatchObject({
      applied: false,
      change: { status: 'submitted' },
    });
    expect(await priceOf(id)).toBe(400_000);
    const changeId = await desk.changeOf(id);
    const shown = await desk.officerDoes(desk.checker, 'GET', `/${changeId}`);
    expect(shown.body).toMatchObject({
      differences: [{ area: 'price', before: 400_000, after: 520_001, waits: true }],
    });
    await desk.checked(changeId);
    await desk.officerDoes(desk.approver, 'POST', `/${changeId}/publication`, { version: 1 });
    expect(await desk.product(id)).toMatchObject({
      variants: [{ priceVnd: 520_001, highestUnaskedVnd: 676_001 }],
    });
  });

  it('does not climb in slices: the share counts from what an officer approved', async () => {
    const { id, variantId } = await onSale('Giá ba');
    expect((await price(id, variantId, { priceVnd: 500_000 })).body.applied).toBe(true);
    expect((await price(id, variantId, { priceVnd: 520_000 })).body.applied).toBe(true);
    expect((await price(id, variantId, { priceVnd: 530_000 })).body.applied).toBe(false);
    expect(await priceOf(id)).toBe(520_000);
  });

  it('is not approved by the way, with a change of something else', async () => {
    const { id, variantId } = await onSale('Giá bốn');
    await price(id, variantId, { priceVnd: 510_000 });
    await desk.saved(id, { description: 'Lời khác.' });
    await desk.approved(id);
    expect(await desk.product(id)).toMatchObject({
      variants: [{ priceVnd: 510_000, highestUnaskedVnd: 520_000 }],
    });
  });

  it('set while a change is open is not undone by publishing it', async () => {
    const { id, variantId } = await onSale('Giá năm');
    await desk.saved(id, { name: 'Giá năm đổi tên' });
    const changeId = await desk.submitted(id);
    await desk.checked(changeId);
    expect((await price(id, variantId, { priceVnd: 380_000 })).body).toMatchObject({
      applied: true,
      change: { status: 'checked', version: 2 },
    });
    const stale = await desk.officerDoes(desk.approver, 'POST', `/${changeId}/publication`, { version: 1 });
    expect(stale.code).toBe('stale_version');
    await desk.officerDoes(desk.approver, 'POST', `/${changeId}/publication`, { version: 2 });
    expect(await desk.product(id)).toMatchObject({
      approved: { name: 'Giá năm đổi tên' },
      variants: [{ priceVnd: 380_000 }],
    });
  });

  it('that jumps is refused while an officer has another change of the product', async () => {
    const { id, variantId } = await onSale('Giá sáu');
    await desk.saved(id, { name: 'Giá sáu đổi tên' });
    await desk.submitted(id);
    expect(await price(id, variantId, { priceVnd: 900_000 })).toMatchObject({
      status: 409,
      code: 'state_conflict',
    });
  });

  it('in a change together with a new name takes effect at once, while the name waits', async () => {
    const { id } = await onSale('Giá bảy');
    const [variant] = (await desk.product(id)).approved?.variants ?? [];
    await desk.saved(id, {
      name: 'Giá bảy đổi tên',
      shipsTo: 'province',
      variants: [{ ...variant, priceVnd: 450_000 }],
    });
    await desk.submitted(id);
    expect((await desk.page('gia-bay')).body).toMatchObject({
      name: 'Giá bảy',
      priceVnd: 450_000,
      shipsTo: 'province',
    });
  });

  it('alone in a change is in effect when it is sent, and no officer hears of it', async () => {
    const { id } = await onSale('Giá tám');
    const [variant] = (await desk.product(id)).approved?.variants ?? [];
    await desk.saved(id, { variants: [{ ...variant, priceVnd: 410_000, weightGrams: 600 }] });
    const sent = await desk.shopDoes('POST', `/${id}/submission`, { version: 1 });
    expect(sent.body).toMatchObject({ status: 'applied' });
    expect(await desk.product(id)).toMatchObject({ change: null, variants: [{ priceVnd: 410_000 }] });
  });

  it('by weight is set for the kilogram', async () => {
    const id = await desk.published({
      name: 'Cua biển',
      variants: [
        {
          name: 'Cua thịt',
          unit: 'con',
          weightGrams: 600,
          catchWeight: { kgPriceVnd: 400_000, minGrams: 300, maxGrams: 500 },
        },
      ],
    });
    const variantId = (await desk.product(id)).variants[0]?.id ?? '';
    expect(await price(id, variantId, { priceVnd: 210_000 })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'kgPriceVnd' }] },
    });
    expect((await price(id, variantId, { kgPriceVnd: 440_000 })).body.applied).toBe(true);
    expect((await desk.page('cua-bien')).body).toMatchObject({
      unitPrice: { amountVnd: 440_000, per: 'kg' },
      variants: [{ priceVnd: 220_000, catchWeight: { kgPriceVnd: 440_000, minGrams: 300, maxGrams: 500 } }],
    });
  });

  it('of a draft is part of its text', async () => {
    const id = await desk.started();
    const variantId = (await desk.product(id)).change?.content.variants[0]?.id ?? '';
    expect(await price(id, variantId, { priceVnd: 1_000 })).toMatchObject({
      status: 409,
      code: 'state_conflict',
    });
  });
});

describe('a pause', () => {
  it('takes a product out of the shop at once and brings it back', async () => {
    const { id, variantId } = await onSale('Nghỉ bán');
    await database.query(`UPDATE stock_levels SET on_hand = 5 WHERE variant_id = $1`, [variantId]);
    const buyer = new Buyer(app.url);
    const cartId = await buyer.cart({ [variantId]: 1 });
    for (let twice = 0; twice < 2; twice += 1)
      expect((await desk.shopDoes('POST', `/${id}/pause`)).status).toBe(204);
    expect(await desk.page('nghi-ban')).toMatchObject({
      status: 200,
      body: { listed: false, unlistedReason: 'paused', priceVnd: null, variants: [] },
    });
    const cart = (await (await fetch(`${app.url}/api/v1/carts/${cartId}`)).json()) as {
      lines: { problem?: string }[];
    };
    expect(cart.lines[0]?.problem).toBe('unpublished');
    expect((await desk.shopDoes('DELETE', `/${id}/pause`)).status).toBe(204);
    expect((await desk.page('nghi-ban')).body).toMatchObject({ listed: true, unlistedReason: null });
    const acts = (await desk.history(id)).map(({ action }) => action);
    expect(acts.filter((action) => /paused|resumed/.test(action))).toEqual([
      'product.paused',
      'product.resumed',
    ]);
  });
});

describe('the shop’s own side of the database', () => {
  it('can write nothing of what waits, and no price past twice the approved one', async () => {
    const { id, variantId } = await onSale('Bức tường');
    const side = await SellerSide.open(database, clock.now());
    await side.begin();
    expect(await side.enter(desk.owner, desk.shop.slug, 'listings')).toBe(true);
    const set = (table: string, what: string, key: string) =>
      side.attempt(`UPDATE ${table} SET ${what} WHERE id = $1`, [key]);
    for (const what of [
      `name = 'Khác'`,
      `description = 'Khác'`,
      `label = '{}'`,
      `set_no = 15`,
      `slug = 'khac'`,
      `published_at = now()`,
    ])
      expect(await set('products', what, id), what).toMatchObject({ policy: true });
    for (const what of [`name = 'Khác'`, `approved_price_vnd = 900000`, `retired_at = now()`])
      expect(await set('variants', what, variantId), what).toMatchObject({ policy: true });
    expect(await set('variants', 'price_vnd = 800001', variantId)).toMatchObject({
      refused: expect.stringContaining('waits for approval'),
    });
    expect(await set('variants', 'price_vnd = 800000', variantId)).toEqual({ rows: 1 });
    expect(await set('products', `publication_status = 'withdrawn'`, id)).toMatchObject({
      refused: expect.stringContaining('a shop publishes nothing'),
    });
    const changeId = await desk.submitted(await desk.started());
    expect(await set('product_changes', `status = 'checked'`, changeId)).toMatchObject({
      refused: expect.stringContaining('a shop checks and publishes nothing'),
    });
    const text = `content = jsonb_set(content, '{name}', '"Khác"')`;
    expect(await set('product_changes', text, changeId)).toMatchObject({
      refused: expect.stringContaining('another text is another version'),
    });
    expect(await set('product_changes', `${text}, version = version + 1`, changeId)).toMatchObject({
      refused: expect.stringContaining('officers have this text'),
    });
    const weight = `content = jsonb_set(content, '{variants,0,weightGrams}', '1'), version = version + 1`;
    expect(await set('product_changes', weight, changeId)).toMatchObject({
      refused: expect.stringContaining('officers have this text'),
    });
    const dearer = `content = jsonb_set(content, '{variants,0,priceVnd}', '5000'), version = version + 1`;
    expect(await set('product_changes', dearer, changeId)).toEqual({ rows: 1 });
    expect(await side.attempt(`DELETE FROM product_images WHERE product_id = $1`, [id])).toMatchObject({
      policy: true,
    });
    await side.end();
    await side.close();
  });
});
