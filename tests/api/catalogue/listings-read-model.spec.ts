import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, addMonths, vietnamDay, type FakeClock } from '#kernel/time';
import {
  ChangePrice,
  CheckProduct,
  ListProduct,
  PublishProduct,
  SubmitProduct,
  WithdrawProduct,
} from '../../../apps/api/src/modules/catalogue/index.js';
import {
  AdmitLateRenewal,
  RecordCertification,
  RevokeCertification,
} from '../../../apps/api/src/modules/certification/index.js';
import { ChangeCooperativeStatus, ChangeSellerStatus } from '../../../apps/api/src/modules/sellers/index.js';
import { Problem } from '../../../apps/api/src/platform/http/problem.js';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { certificate, description, Officers, WHOLE_PROVINCE } from '../../support/factories.js';
import { listingsBothWays } from '../../support/listings.js';

/** `npm run test:long` walks further. */
const WALKS = process.env['MODE'] === 'long' ? 250 : 12;

let database: TestDatabase;
let app: TestApp;
let clock: FakeClock;
let officers: Officers;
let count = 0;

beforeAll(async () => {
  database = await testDatabase();
  clock = clockAtSeeding();
  app = await testApp({ database, clock });
  officers = new Officers(app, clock);
  await officers.layTheGround();
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

interface Shop {
  sellerId: string;
  cooperativeId: string;
  /** Changes of the cooperative's standing so far: each a day after the one before. */
  moves: number;
  products: { productId: string; variantId: string; certificationIds: string[] }[];
}

/** A shop whose products stand at every step of their way. */
async function openShop(products: number): Promise<Shop> {
  const name = `walk-${++count}`;
  const seller = await officers.approvedSeller({ slug: name });
  const listed: Shop['products'] = [];
  for (let i = 0; i < products; i += 1) {
    const form = description(seller.sellerId, { slug: `${name}-${i}` });
    const { productId, variantIds } = await app.get(ListProduct).run(form);
    listed.push({ productId, variantId: variantIds[0] ?? '', certificationIds: [] });
  }
  return { ...seller, cooperativeId: await officers.inRegister(name), moves: 0, products: listed };
}

/** One thing an officer may do, also where it is not allowed: a refusal must change nothing either. */
type Action = (shop: Shop) => Promise<unknown>;

const onProduct =
  (index: number, act: (product: Shop['products'][number]) => Promise<unknown>): Action =>
  async (shop) => {
    const product = shop.products[index % shop.products.length];
    return product === undefined ? undefined : act(product);
  };

const anyProduct = fc.nat(2);
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('submitted', 'approved', 'suspended').map(
      (to): Action =>
        ({ sellerId }) =>
          app.get(ChangeSellerStatus).run(sellerId, to),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('ceased' as const, 'active' as const).map((status): Action => (shop) => {
      const fromOn = addDays('2020-01-01', (shop.moves += 1));
      return app.get(ChangeCooperativeStatus).run({ communes: null }, shop.cooperativeId, { status, fromOn });
    }),
  },
  {
    weight: 6,
    arbitrary: anyProduct.map((i) => onProduct(i, ({ productId }) => officers.publish(productId))),
  },
  {
    weight: 1,
    arbitrary: anyProduct.map((i) =>
      onProduct(i, ({ productId }) => app.get(WithdrawProduct).run(productId)),
    ),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(anyProduct, fc.integer({ min: 1, max: 900 }))
      .map(([i, thousand]) =>
        onProduct(i, ({ variantId }) => app.get(ChangePrice).run({ variantId, priceVnd: thousand * 1_000 })),
      ),
  },
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        anyProduct,
        fc.integer({ min: 0, max: 1_400 }),
        fc.constantFrom(3, 4),
        fc.option(fc.integer({ min: 1, max: 180 })),
      )
      .map(([i, daysAgo, stars, lateDays]) =>
        onProduct(i, async (product) => {
          const decisionDate = addDays(vietnamDay(clock.now()), -daysAgo);
          const expiresOn = addMonths(decisionDate, 36);
          const { certificationId } = await app.get(RecordCertification).run(
            WHOLE_PROVINCE,
            certificate(product.productId, clock, {
              decisionDate,
              issuedOn: decisionDate,
              expiresOn,
              stars,
              score: 80,
              decisionNumber: `${product.certificationIds.length}/QĐ-MẪU`,
              productCode: `96-32248-01-${decisionDate.slice(0, 4)}`,
            }),
          );
          product.certificationIds.push(certificationId);
          if (lateDays === null) return;
          const late = { until: addDays(expiresOn, lateDays), evidence: 'Phiếu mẫu' };
          await app.get(AdmitLateRenewal).run(WHOLE_PROVINCE, certificationId, late);
        }),
      ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(anyProduct, fc.integer({ min: 0, max: 1_000 })).map(([i, daysAgo]) =>
      onProduct(i, async ({ certificationIds }) => {
        const certificationId = certificationIds.at(-1);
        if (certificationId === undefined) return;
        const revokedOn = addDays(vietnamDay(clock.now()), -daysAgo);
        await app.get(RevokeCertification).run(WHOLE_PROVINCE, certificationId, {
          revokedOn,
          ground: 'b',
          decisionNumber: '9/QĐ-MẪU',
          revokedBy: 'UBND tỉnh Cà Mau',
        });
      }),
    ),
  },
);

/** A refusal is part of the walk; anything else is a finding. */
async function attempt(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
  });
}

describe('the listings', () => {
  it('always equal what the facts say, whatever officers did in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 8, maxLength: 25 }), async (walk) => {
        const shop = await openShop(3);
        for (const step of walk) await attempt(step(shop));
        const { expected, actual } = await listingsBothWays(database);
        expect(actual).toEqual(expected);
      }),
      { numRuns: WALKS, endOnFailure: true },
    );
    const { actual } = await listingsBothWays(database);
    expect(actual.length).toBeGreaterThan(WALKS / 3);
  }, 300_000);

  it('still do when the officers all act at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 12, maxLength: 24 }), async (walk) => {
        const shop = await openShop(3);
        for (const { productId } of shop.products) await officers.publish(productId);
        await Promise.all(walk.map((step) => attempt(step(shop))));
        const { expected, actual } = await listingsBothWays(database);
        expect(actual).toEqual(expected);
      }),
      { numRuns: WALKS, endOnFailure: true },
    );
  }, 300_000);
});

describe('a seller suspended while a product is being changed', () => {
  it('ends suspended on the listing when the product was changed first', async () => {
    const { sellerId, variantId } = await shopOnTheFloor();
    await inTurn(
      `UPDATE variants SET price_vnd = 99000 WHERE id = '${variantId}'`,
      `UPDATE sellers SET status = 'suspended' WHERE id = '${sellerId}'`,
    );
    expect(await listingOf(sellerId)).toEqual([{ seller_status: 'suspended', price_vnd: '99000' }]);
  });

  it('ends suspended on the listing when the seller was suspended first', async () => {
    const { sellerId, variantId } = await shopOnTheFloor();
    await inTurn(
      `UPDATE sellers SET status = 'suspended' WHERE id = '${sellerId}'`,
      `UPDATE variants SET price_vnd = 99000 WHERE id = '${variantId}'`,
    );
    expect(await listingOf(sellerId)).toEqual([{ seller_status: 'suspended', price_vnd: '99000' }]);
  });

  it('ends suspended on a product that is added before the suspension is committed', async () => {
    const { sellerId } = await officers.approvedSeller({ slug: `added-${++count}` });
    const suspending = await connection();
    try {
      await suspending.query(`UPDATE sellers SET status = 'suspended' WHERE id = '${sellerId}'`);
      const adding = officers.certifiedProduct(sellerId, { slug: `added-${count}` });
      await Promise.race([adding, untilItBlocks(suspending)]);
      await suspending.query('COMMIT');
      await adding;
    } finally {
      await suspending.end();
    }
    expect(await listingOf(sellerId)).toEqual([{ seller_status: 'suspended', price_vnd: '420000' }]);
  });

  it('steps through the moves of a publication under many hands without losing one', async () => {
    const { sellerId } = await officers.approvedSeller({ slug: `hands-${++count}` });
    const { productId } = await app.get(ListProduct).run(description(sellerId, { slug: `hands-${count}` }));
    const steps = [app.get(SubmitProduct), app.get(CheckProduct), app.get(PublishProduct)];
    for (const step of steps) {
      const results = await Promise.allSettled(Array.from({ length: 5 }, () => step.run(productId)));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
    const moves = await database.query(`SELECT action FROM audit_records WHERE subject_id = $1 ORDER BY id`, [
      productId,
    ]);
    expect(moves.map(({ action: name }) => name)).toEqual([
      'product.listed',
      'product.submitted',
      'product.commune_checked',
      'product.published',
    ]);
  });
});

async function shopOnTheFloor(): Promise<{ sellerId: string; variantId: string }> {
  const { sellerId } = await officers.approvedSeller({ slug: `floor-${++count}` });
  const { variantIds } = await officers.certifiedProduct(sellerId, { slug: `floor-${count}` });
  return { sellerId, variantId: variantIds[0] ?? '' };
}

const listingOf = (sellerId: string) =>
  database.query(`SELECT seller_status, price_vnd FROM listings WHERE seller_id = $1`, [sellerId]);

/** Two transactions of two connections that overlap: the second begins its statement before the first has committed. */
async function inTurn(first: string, second: string): Promise<void> {
  const [one, two] = await Promise.all([connection(), connection()]);
  try {
    await one.query(first);
    const waiting = two.query(second);
    await untilBlocked(two);
    await one.query('COMMIT');
    await waiting;
    await two.query('COMMIT');
  } finally {
    await Promise.all([one.end(), two.end()]);
  }
}

async function connection(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.appUrl });
  await client.connect();
  await client.query('BEGIN');
  await client.query('SET LOCAL ROLE floor_officer');
  return client;
}

/** Returns once the server says that the connection waits for a lock. */
async function untilBlocked(client: pg.Client): Promise<void> {
  await until(`SELECT cardinality(pg_blocking_pids($1)) > 0 AS so`, client);
}

/** Returns once somebody waits for that connection. */
async function untilItBlocks(client: pg.Client): Promise<void> {
  await until(
    `SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))) AS so`,
    client,
  );
}

async function until(question: string, client: pg.Client): Promise<void> {
  const { processID } = client as unknown as { processID: number };
  for (;;) {
    const [row] = await database.query<{ so: boolean }>(question, [processID]);
    if (row?.so === true) return;
  }
}
