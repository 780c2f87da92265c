import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { ListingDesk, WHOLE } from '../../support/listing-desk.js';
import { People } from '../../support/people.js';
import { SmallFloor } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let people: People;
let desk: ListingDesk;
let neighbour: ListingDesk;
const clock = clockAtSeeding();

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  const floor = await SmallFloor.in(database);
  people = new People(app, database, clock);
  desk = await ListingDesk.open({ app, database, people, floor });
  neighbour = await ListingDesk.open({ app, database, people, floor }, 'htx-ben-canh');
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

describe('a draft', () => {
  it('sent again, and five times at once, is one product', async () => {
    const draftKey = randomUUID();
    const sent = await Promise.all(
      Array.from({ length: 5 }, () =>
        desk.shopDoes<{ id: string }>('POST', '', { draftKey, content: { name: 'Ba khía' } }),
      ),
    );
    expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(sent.map(({ body }) => body.id)).size).toBe(1);
    const again = await desk.shopDoes<{ id: string; version: number }>('POST', '', { draftKey });
    expect(again.body).toEqual({ id: sent[0]?.body.id, version: 1 });
  });

  it('may lack everything, is nobody’s to read, and says by field path what is missing', async () => {
    const id = await desk.started({});
    const refused = await desk.shopDoes<{ errors: { path: string; message: string }[] }>(
      'POST',
      `/${id}/submission`,
      {
        version: 1,
      },
    );
    expect(refused).toMatchObject({ status: 400, code: 'validation_failed' });
    expect(refused.body.errors.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        'content.images',
        'content.name',
        'content.setNo',
        'content.variants',
        'content.shipsTo',
      ]),
    );
    expect(refused.body.errors.find(({ path }) => path === 'content.name')?.message).toBe(
      'Chưa có tên sản phẩm',
    );
    expect((await desk.product(id)).change).toMatchObject({ status: 'draft', version: 1 });
    const [row] = await database.query<{ slug: string }>(`SELECT slug FROM products WHERE id = $1`, [id]);
    expect((await desk.page(row?.slug ?? '')).status).toBe(404);
  });

  it('keeps what other parts say when one part is saved', async () => {
    const id = await desk.started({ name: 'Mắm ba khía', label: { storage: 'Tủ lạnh' } });
    await desk.saved(id, { description: 'Muối theo cách cũ.' });
    await desk.saved(id, { label: { use: 'Trộn tỏi ớt' }, name: null });
    expect((await desk.product(id)).change).toMatchObject({
      version: 3,
      content: { name: null, description: 'Muối theo cách cũ.', label: { use: 'Trộn tỏi ớt' } },
    });
  });

  it('saved from an old screen is refused with both texts, and the same text again is no conflict', async () => {
    const id = await desk.started({ name: 'Cá khô' });
    const first = await desk.shopDoes('PUT', `/${id}/change`, {
      version: 1,
      content: { name: 'Cá dứa khô' },
    });
    expect(first).toMatchObject({ status: 200, body: { version: 2 } });
    const again = await desk.shopDoes('PUT', `/${id}/change`, {
      version: 1,
      content: { name: 'Cá dứa khô' },
    });
    expect(again).toMatchObject({ status: 200, body: { version: 2 } });
    const stale = await desk.shopDoes('PUT', `/${id}/change`, { version: 1, content: { name: 'Cá đù khô' } });
    expect(stale).toMatchObject({
      status: 409,
      code: 'stale_version',
      body: { current: { version: 2, content: { name: 'Cá dứa khô' } }, sent: { name: 'Cá đù khô' } },
    });
    expect((await desk.product(id)).change?.content.name).toBe('Cá dứa khô');
  });

  it('of a neighbour is not there, and neither is a neighbour’s picture', async () => {
    const id = await neighbour.started();
    expect((await desk.shopDoes('GET', `/${id}`)).status).toBe(404);
    expect((await desk.shopDoes('PUT', `/${id}/change`, { version: 1, content: {} })).status).toBe(404);
    const stolen = await desk.shopDoes('POST', '', {
      draftKey: randomUUID(),
      content: { images: [{ id: neighbour.picture, alt: 'Ảnh' }] },
    });
    expect(stolen).toMatchObject({ status: 400, body: { errors: [{ path: 'content.images.0' }] } });
  });

  it('sold by weight costs what its heaviest piece can cost', async () => {
    const id = await desk.started({
      variants: [
        {
          name: 'Cua thịt',
          unit: 'con',
          weightGrams: 600,
          catchWeight: { kgPriceVnd: 450_000, minGrams: 300, maxGrams: 500 },
        },
      ],
    });
    expect((await desk.product(id)).change?.content.variants[0]).toMatchObject({
      priceVnd: 225_000,
      measure: { amount: 500, unit: 'g' },
    });
    const upside = { catchWeight: { kgPriceVnd: 450_000, minGrams: 600, maxGrams: 500 } };
    const refused = await desk.shopDoes('PUT', `/${id}/change`, {
      version: 1,
      content: { variants: [upside] },
    });
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'content.variants.0.catchWeight.minGrams' }] },
    });
  });

  it('is given up without a trace on the floor', async () => {
    const id = await desk.started();
    expect((await desk.shopDoes('DELETE', `/${id}/change`)).status).toBe(204);
    expect((await desk.shopDoes('DELETE', `/${id}/change`)).code).toBe('state_conflict');
    const list = await desk.shopDoes<{ items: { id: string }[] }>('GET', '?limit=100');
    expect(list.body.items.map((item) => item.id)).not.toContain(id);
  });
});

describe('sending a change', () => {
  it('twice at once sends it once, and an edit meanwhile is refused', async () => {
    const id = await desk.started();
    const both = await Promise.all(
      [1, 2].map(() => desk.shopDoes('POST', `/${id}/submission`, { version: 1 })),
    );
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const sent = (await desk.history(id)).filter(({ action }) => action === 'product.change_submitted');
    expect(sent).toHaveLength(1);
    const edit = await desk.shopDoes('PUT', `/${id}/change`, { version: 1, content: { name: 'Khác' } });
    expect(edit).toMatchObject({ status: 409, code: 'state_conflict' });
    expect((await desk.product(id)).change?.content.name).toBe(WHOLE.name);
  });

  it('beside an edit: what is sent is what the sender saw, or nothing is', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await desk.started();
      const [edit, send] = await Promise.all([
        desk.shopDoes('PUT', `/${id}/change`, { version: 1, content: { name: 'Sửa giữa chừng' } }),
        desk.shopDoes('POST', `/${id}/submission`, { version: 1 }),
      ]);
      expect([edit.status, send.status].sort()).toEqual([200, 409]);
      const { change } = await desk.product(id);
      expect([change?.status, change?.content.name]).toEqual(
        send.status === 200 ? ['submitted', WHOLE.name] : ['draft', 'Sửa giữa chừng'],
      );
    }
  });

  it('can be taken back, changed and sent again', async () => {
    const id = await desk.started();
    await desk.submitted(id);
    expect((await desk.product(id)).publicationStatus).toBe('submitted');
    expect((await desk.shopDoes('DELETE', `/${id}/submission`)).status).toBe(204);
    expect(await desk.product(id)).toMatchObject({ publicationStatus: 'draft', change: { status: 'draft' } });
    await desk.saved(id, { name: 'Tôm khô loại một' });
    await desk.submitted(id);
    expect((await desk.product(id)).change).toMatchObject({ status: 'submitted', version: 2 });
  });

  it('is for a shop that may sell', async () => {
    const id = await neighbour.started();
    await database.query(`UPDATE sellers SET status = 'suspended' WHERE id = $1`, [neighbour.shop.sellerId]);
    expect(await neighbour.shopDoes('POST', `/${id}/submission`, { version: 1 })).toMatchObject({
      status: 409,
      code: 'state_conflict',
    });
    await database.query(`UPDATE sellers SET status = 'approved' WHERE id = $1`, [neighbour.shop.sellerId]);
  });
});
