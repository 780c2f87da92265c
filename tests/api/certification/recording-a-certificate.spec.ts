import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addMonths, type FakeClock } from '#kernel/time';
import { ListProduct } from '../../../apps/api/src/modules/catalogue/index.js';
import {
  RecordAssessment,
  RecordCertification,
  RevokeCertification,
  type RecordCertificationInput,
} from '../../../apps/api/src/modules/certification/index.js';
import { Problem } from '../../../apps/api/src/platform/http/problem.js';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { certificate, description, Officers, WHOLE_PROVINCE } from '../../support/factories.js';
import { refusal } from '../../support/problem.js';

const STRANGER = '01980000-0000-7000-8000-000000000000';

let database: TestDatabase;
let app: TestApp;
let clock: FakeClock;
let officers: Officers;
let productId: string;
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
beforeEach(async () => {
  count += 1;
  const { sellerId } = await officers.approvedSeller({ slug: `htx-mau-${count}` });
  const product = await app.get(ListProduct).run(description(sellerId, { slug: `tom-kho-mau-${count}` }));
  productId = product.productId;
  await officers.publish(productId);
});

const record = (change: Partial<RecordCertificationInput> = {}) =>
  app.get(RecordCertification).run(WHOLE_PROVINCE, certificate(productId, clock, change));
const issued = (decisionDate: string, change: Partial<RecordCertificationInput>) =>
  record({ decisionDate, issuedOn: decisionDate, expiresOn: addMonths(decisionDate, 36), ...change });
const certificates = () => database.query(`SELECT 1 FROM certifications WHERE product_id = $1`, [productId]);
const listedOn = async (day: string): Promise<boolean> =>
  (
    await database.query(
      `SELECT 1 FROM listings WHERE product_id = $1
         AND is_listed(publication_status, seller_status, stars, listed_from, listed_until, $2)`,
      [productId, day],
    )
  ).length === 1;

describe('recording a certificate', () => {
  it('lists the product from the day of issue through the last day, 36 months on', async () => {
    await issued('2026-10-24', {});
    expect(await listedOn('2026-10-23')).toBe(false);
    expect(await listedOn('2026-10-24')).toBe(true);
    expect(await listedOn('2029-10-24')).toBe(true);
    expect(await listedOn('2029-10-25')).toBe(false);
  });

  it('takes a certificate of a district that no longer exists', async () => {
    await issued('2025-05-10', {
      issuedBy: 'UBND huyện Cái Nước',
      stars: 3,
      score: 61,
    });
    expect(await listedOn('2026-11-23')).toBe(true);
  });

  it('takes one that has lapsed: it is history and lists nothing today', async () => {
    await issued('2023-11-22', { productCode: 'CM-07-2023' });
    expect(await listedOn('2026-11-22')).toBe(true);
    expect(await listedOn('2026-11-23')).toBe(false);
  });

  it.each<[string, string, Partial<RecordCertificationInput>, string]>([
    [
      'a district after 1/7/2025',
      '2025-08-10',
      { issuedBy: 'UBND huyện Cái Nước', stars: 3 },
      'decisionDate district_abolished',
    ],
    ['a commune', '2026-06-10', { issuedBy: 'UBND xã Đất Mũi' }, 'issuedBy commune_never_issues'],
    ['5 stars of a province', '2026-06-10', { stars: 5, score: 92 }, 'stars level_may_not_give_stars'],
    [
      '89.9 points for 5 stars',
      '2026-06-10',
      { stars: 5, score: 89.9, issuedBy: 'Bộ Nông nghiệp và Môi trường' },
      'score score_below_stars',
    ],
    ['2 stars', '2026-06-10', { stars: 2, score: 41 }, 'stars stars_not_certified'],
    ['three years and a day', '2026-06-10', { expiresOn: '2029-06-11' }, 'expiresOn term_not_36_months'],
    [
      'an old product code after 22/5/2026',
      '2026-06-10',
      { productCode: 'CM-07-2026' },
      'productCode product_code_form',
    ],
    ['a decision of tomorrow', '2026-11-24', {}, 'decisionDate in_the_future'],
  ])('refuses %s and writes nothing', async (_what, day, change, field) => {
    const { code, fields } = await refusal(issued(day, change));
    expect(code).toBe('validation_failed');
    expect(fields).toContain(field);
    expect(await certificates()).toEqual([]);
  });

  it('says which decree was broken', async () => {
    const error: unknown = await record({ expiresOn: '2027-01-01' }).catch((thrown: unknown) => thrown);
    if (!(error instanceof Problem)) throw error;
    const document = JSON.stringify(error.toDocument('vi', 'request-1'));
    expect(document).toContain(
      'Giấy chứng nhận có thời hạn đúng 36 tháng kể từ ngày cấp, tức đến hết ngày 24/10/2029. (Quyết định 26/2026/QĐ-TTg, Điều 4.3)',
    );
  });

  it('refuses days that do not exist', async () => {
    expect((await refusal(record({ issuedOn: '2026-02-30' }))).fields).toEqual(['issuedOn bad_day']);
  });

  it('refuses the same decision twice and a product that is not there', async () => {
    await record();
    expect((await refusal(record())).fields).toEqual(['decisionNumber taken']);
    expect(await certificates()).toHaveLength(1);
    expect((await refusal(record({ productId: STRANGER }))).code).toBe('not_found');
  });

  it('lets the latest decision count where two are in force', async () => {
    await issued('2025-07-10', { stars: 3, score: 60, decisionNumber: '1/QĐ-MẪU' });
    await issued('2026-06-10', { stars: 4, score: 75, decisionNumber: '2/QĐ-MẪU' });
    const stars = await database.query(
      `SELECT stars, listed_from::text, listed_until::text FROM listings WHERE product_id = $1 ORDER BY listed_from`,
      [productId],
    );
    expect(stars).toEqual([
      { stars: 3, listed_from: '2025-07-10', listed_until: '2026-06-09' },
      { stars: 4, listed_from: '2026-06-10', listed_until: '2029-06-10' },
    ]);
  });
});

describe('revoking a certificate', () => {
  const revoke = (certificationId: string, revokedOn = '2026-11-20') =>
    app.get(RevokeCertification).run(WHOLE_PROVINCE, certificationId, {
      revokedOn,
      ground: 'b',
      decisionNumber: '99/QĐ-MẪU',
      revokedBy: 'UBND tỉnh Cà Mau',
    });

  it('ends the listing on the day before, at once', async () => {
    const { certificationId } = await record();
    await revoke(certificationId);
    expect(await listedOn('2026-11-19')).toBe(true);
    expect(await listedOn('2026-11-20')).toBe(false);
    expect(await listedOn('2026-11-23')).toBe(false);
  });

  it('brings the earlier certificate back where that is still in force', async () => {
    await issued('2025-07-10', { stars: 3, score: 60, decisionNumber: '1/QĐ-MẪU' });
    const { certificationId } = await issued('2026-06-10', { decisionNumber: '2/QĐ-MẪU' });
    await revoke(certificationId);
    const rows = await database.query(
      `SELECT stars FROM listings WHERE product_id = $1 AND '2026-11-23' BETWEEN listed_from AND listed_until`,
      [productId],
    );
    expect(rows).toEqual([{ stars: 3 }]);
  });

  it('happens once, also when entered many times at once', async () => {
    const { certificationId } = await record();
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => revoke(certificationId)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const audit = await database.query(
      `SELECT 1 FROM audit_records WHERE subject_id = $1 AND action = 'certificate.revoked'`,
      [certificationId],
    );
    expect(audit).toHaveLength(1);
  });

  it('cannot come before the issue, nor tomorrow, nor without a lawful ground, nor hit what is not there', async () => {
    const { certificationId } = await record();
    expect((await refusal(revoke(certificationId, '2026-01-01'))).fields).toEqual([
      'revokedOn revoked_before_issue',
    ]);
    expect((await refusal(revoke(certificationId, '2026-11-24'))).fields).toEqual([
      'revokedOn in_the_future',
    ]);
    const form = { revokedOn: '2026-11-20', ground: 'z' as 'a', decisionNumber: '9', revokedBy: 'UBND tỉnh' };
    const odd = app.get(RevokeCertification).run(WHOLE_PROVINCE, certificationId, form);
    expect((await refusal(odd)).fields).toEqual(['ground not_allowed_value']);
    expect((await refusal(revoke(STRANGER))).code).toBe('not_found');
    expect(await listedOn('2026-11-23')).toBe(true);
  });
});

describe('recording a council’s result', () => {
  const assess = (change: object = {}) =>
    app
      .get(RecordAssessment)
      .run({ communes: null }, { productId, assessedOn: '2026-09-09', stars: 2, score: 41.5, ...change });

  it('keeps two stars without certifying anything', async () => {
    await assess();
    expect(
      await database.query(`SELECT stars, score FROM assessments WHERE product_id = $1`, [productId]),
    ).toEqual([{ stars: 2, score: '41.5' }]);
    expect(await listedOn('2026-11-23')).toBe(false);
  });

  it('refuses more stars than the score gives, tomorrow’s result and an unknown product', async () => {
    expect((await refusal(assess({ stars: 3, score: 49.9 }))).fields).toEqual(['score score_below_stars']);
    expect((await refusal(assess({ assessedOn: '2026-11-24' }))).fields).toEqual([
      'assessedOn in_the_future',
    ]);
    expect((await refusal(assess({ productId: STRANGER }))).code).toBe('not_found');
    expect(await database.query(`SELECT 1 FROM assessments WHERE product_id = $1`, [productId])).toEqual([]);
  });
});
