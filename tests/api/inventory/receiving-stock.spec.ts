import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ListProduct } from '../../../apps/api/src/modules/catalogue/index.js';
import { ReceiveStock } from '../../../apps/api/src/modules/inventory/index.js';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding, SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { description, Officers } from '../../support/factories.js';
import { refusal } from '../../support/problem.js';

let database: TestDatabase;
let app: TestApp;
let sellerId: string;
let variantId: string;
let count = 0;

beforeAll(async () => {
  database = await testDatabase();
  const clock = clockAtSeeding();
  app = await testApp({ database, clock });
  const officers = new Officers(app, clock);
  await officers.layTheGround();
  ({ sellerId } = await officers.approvedSeller());
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(async () => {
  const product = await app.get(ListProduct).run(description(sellerId, { slug: `tom-kho-mau-${++count}` }));
  variantId = product.variantIds[0] ?? '';
});

const receive = (quantity: number) => app.get(ReceiveStock).run({ variantId, quantity });
const level = () =>
  database.query(`SELECT on_hand, reserved FROM stock_levels WHERE variant_id = $1`, [variantId]);
const movements = () =>
  database.query(
    `SELECT quantity, reason, occurred_at FROM stock_movements WHERE variant_id = $1 ORDER BY quantity DESC`,
    [variantId],
  );

describe('receiving stock', () => {
  it('begins with an empty shelf', async () => {
    expect(await level()).toEqual([{ on_hand: 0, reserved: 0 }]);
    expect(await movements()).toEqual([]);
  });

  it('adds to what is there and writes one movement each time', async () => {
    await receive(40);
    await receive(2);
    expect(await level()).toEqual([{ on_hand: 42, reserved: 0 }]);
    expect(await movements()).toEqual([
      { quantity: 40, reason: 'received', occurred_at: SEEDED_AT },
      { quantity: 2, reason: 'received', occurred_at: SEEDED_AT },
    ]);
  });

  it('loses nothing when many deliveries come at once', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, i) => receive(i + 1)));
    expect(await level()).toEqual([{ on_hand: 465, reserved: 0 }]);
    expect(await movements()).toHaveLength(30);
  });

  it.each([0, -1, 1.5, 1_000_001])('refuses a quantity of %s and changes nothing', async (quantity) => {
    expect((await refusal(receive(quantity))).code).toBe('validation_failed');
    expect(await level()).toEqual([{ on_hand: 0, reserved: 0 }]);
    expect(await movements()).toEqual([]);
  });

  it('knows no variant that is not there', async () => {
    const form = { variantId: '01980000-0000-7000-8000-000000000000', quantity: 1 };
    expect((await refusal(app.get(ReceiveStock).run(form))).code).toBe('not_found');
  });
});
