import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ChangeSellerStatus, RegisterSeller } from '../../../apps/api/src/modules/sellers/index.js';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding, SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { Officers, registration } from '../../support/factories.js';
import { refusal } from '../../support/problem.js';

let database: TestDatabase;
let app: TestApp;
let officers: Officers;
let slug: string;
let count = 0;

beforeAll(async () => {
  database = await testDatabase();
  const clock = clockAtSeeding();
  app = await testApp({ database, clock });
  officers = new Officers(app, clock);
  await officers.layTheGround();
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(() => {
  slug = `htx-mau-${++count}`;
});

const statusOf = async (sellerId: string): Promise<string | undefined> =>
  (await database.query<{ status: string }>(`SELECT status FROM sellers WHERE id = $1`, [sellerId]))[0]
    ?.status;
const listedOf = (sellerId: string) =>
  database.query(
    `SELECT 1 FROM listings WHERE seller_id = $1
       AND is_listed(publication_status, seller_status, stars, listed_from, listed_until, '2026-11-23')`,
    [sellerId],
  );
const sellersCount = async () => (await database.query(`SELECT 1 FROM sellers`)).length;

describe('registering a seller', () => {
  it('writes producer, shop and pick-up points, as a draft, with its audit record', async () => {
    const { sellerId, producerId } = await app.get(RegisterSeller).run(registration({ slug }));
    expect(
      await database.query(
        `SELECT s.slug, s.status, s.status_changed_at, s.bank_account_number, s.accepts_bank_transfer, p.kind,
           p.cooperative_status, p.tax_code, (SELECT count(*)::integer FROM seller_pickup_points WHERE seller_id = s.id) AS points
         FROM sellers s JOIN producers p ON p.id = s.producer_id WHERE s.id = $1 AND p.id = $2`,
        [sellerId, producerId],
      ),
    ).toEqual([
      {
        slug,
        status: 'draft',
        status_changed_at: SEEDED_AT,
        bank_account_number: 'MAU0000001',
        accepts_bank_transfer: true,
        kind: 'cooperative',
        cooperative_status: 'active',
        tax_code: '0000000010',
        points: 1,
      },
    ]);
    expect(
      await database.query(
        `SELECT action, actor_kind, occurred_at FROM audit_records WHERE subject_id = $1`,
        [sellerId],
      ),
    ).toEqual([{ action: 'seller.registered', actor_kind: 'officer', occurred_at: SEEDED_AT }]);
  });

  it('takes no bank transfer where there is no account', async () => {
    const { sellerId } = await app.get(RegisterSeller).run(registration({ slug, bankAccount: null }));
    const rows = await database.query(`SELECT accepts_bank_transfer, bank_bin FROM sellers WHERE id = $1`, [
      sellerId,
    ]);
    expect(rows).toEqual([{ accepts_bank_transfer: false, bank_bin: null }]);
  });

  it('refuses a form with every wrong field named, and writes nothing', async () => {
    const before = await sellersCount();
    const form = registration({
      slug: 'Có Dấu',
      taxCode: '12',
      legalName: '  ',
      bankAccount: { bin: '12', accountNumber: 'MAU0000001', accountName: 'TAI KHOAN MAU' },
    });
    const { code, fields } = await refusal(app.get(RegisterSeller).run(form));
    expect(code).toBe('validation_failed');
    expect(fields.toSorted()).toEqual([
      'bankAccount.bin bad_format',
      'legalName required',
      'slug bad_format',
      'taxCode bad_format',
    ]);
    expect(await sellersCount()).toBe(before);
  });

  it('refuses fields nobody asked for', async () => {
    const form = { ...registration({ slug }), status: 'approved' };
    expect(await refusal(app.get(RegisterSeller).run(form))).toEqual({
      code: 'validation_failed',
      fields: ['status unknown_field'],
    });
  });

  it('refuses an address that is taken, an unknown commune and an unknown point, and leaves no producer behind', async () => {
    await app.get(RegisterSeller).run(registration({ slug }));
    const producers = async () => (await database.query(`SELECT 1 FROM producers`)).length;
    const before = await producers();
    const fieldsOf = async (change: Parameters<typeof registration>[0]) =>
      (await refusal(app.get(RegisterSeller).run(registration({ slug: `${slug}-b`, ...change })))).fields;
    expect(await fieldsOf({ slug })).toEqual(['slug taken']);
    expect(await fieldsOf({ communeCode: '99999' })).toEqual(['communeCode unknown']);
    expect(await fieldsOf({ pickupPoints: ['khong-co'] })).toEqual(['pickupPoints unknown']);
    expect(await producers()).toBe(before);
  });

  it('lets one of two equal registrations through when they come at once', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => app.get(RegisterSeller).run(registration({ slug }))),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await database.query(`SELECT 1 FROM sellers WHERE slug = $1`, [slug])).toHaveLength(1);
  });
});

describe('moving a seller', () => {
  it('goes from draft over submitted to approved and leaves a record of each move', async () => {
    const { sellerId } = await officers.approvedSeller({ slug });
    expect(await statusOf(sellerId)).toBe('approved');
    const actions = await database.query<{ action: string }>(
      `SELECT action FROM audit_records WHERE subject_id = $1 ORDER BY id`,
      [sellerId],
    );
    expect(actions.map(({ action }) => action)).toEqual([
      'seller.registered',
      'seller.submitted',
      'seller.approved',
    ]);
  });

  it('refuses a move that is not in the table and changes nothing', async () => {
    const { sellerId } = await app.get(RegisterSeller).run(registration({ slug }));
    expect((await refusal(app.get(ChangeSellerStatus).run(sellerId, 'approved'))).code).toBe(
      'state_conflict',
    );
    expect(await statusOf(sellerId)).toBe('draft');
    expect(
      await database.query(`SELECT 1 FROM audit_records WHERE subject_id = $1`, [sellerId]),
    ).toHaveLength(1);
  });

  it('knows no seller that is not there', async () => {
    const stranger = '01980000-0000-7000-8000-000000000000';
    expect((await refusal(app.get(ChangeSellerStatus).run(stranger, 'suspended'))).code).toBe('not_found');
  });

  it('lets one of many equal moves through when they come at once', async () => {
    const { sellerId } = await officers.approvedSeller({ slug });
    const moves = await Promise.allSettled(
      Array.from({ length: 8 }, () => app.get(ChangeSellerStatus).run(sellerId, 'suspended')),
    );
    expect(moves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await statusOf(sellerId)).toBe('suspended');
  });

  it('takes the goods off the floor in the same moment, and brings them back', async () => {
    const { sellerId } = await officers.approvedSeller({ slug });
    await officers.certifiedProduct(sellerId, { slug: `tom-${slug}` });
    expect(await listedOf(sellerId)).toHaveLength(1);
    await app.get(ChangeSellerStatus).run(sellerId, 'suspended');
    expect(await listedOf(sellerId)).toHaveLength(0);
    await app.get(ChangeSellerStatus).run(sellerId, 'approved');
    expect(await listedOf(sellerId)).toHaveLength(1);
    await app.get(ChangeSellerStatus).run(sellerId, 'closed');
    expect(await listedOf(sellerId)).toHaveLength(0);
    expect((await refusal(app.get(ChangeSellerStatus).run(sellerId, 'approved'))).code).toBe(
      'state_conflict',
    );
  });
});
