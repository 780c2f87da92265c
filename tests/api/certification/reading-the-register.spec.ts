import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CertificateDesk } from '../../support/certificates.js';
import { OfficerClient, refusalOf } from '../../support/officer.js';
import { People } from '../../support/people.js';
import { HOME_COMMUNE, OTHER_COMMUNE } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let desk: CertificateDesk;
let elsewhere: CertificateDesk;
let reader: OfficerClient;

beforeAll(async () => {
  shop = await openSmallShop();
  const people = new People(shop.app, shop.database, shop.clock);
  const client = async (...args: Parameters<People['officer']>): Promise<OfficerClient> =>
    new OfficerClient(shop.app, await people.officer(...args));
  desk = new CertificateDesk(await client('certification_officer'), shop.database);
  elsewhere = new CertificateDesk(await client('certification_officer', [OTHER_COMMUNE]), shop.database);
  reader = await client('commune_checker', [HOME_COMMUNE]);
});
afterAll(() => shop.close());

describe('the list', () => {
  const mark = 'Nước mắm sổ';
  const name = (what: string): object => ({ productName: `${mark} ${what}` });

  it('is filtered by standing, commune, stars, words, and what expires or is to be filed soon', async () => {
    await desk.record('2022-01-05', name('hết hạn'));
    await desk.record('2023-11-30', name('còn một tuần'));
    await desk.record('2024-03-25', name('đang nộp'));
    await desk.record('2026-10-01', name('mới'));
    await desk.record('2026-10-02', {
      ...name('bốn sao'),
      stars: 4,
      communeCode: OTHER_COMMUNE,
      productCode: '96-32191-0777-2026',
    });
    const revoked = await desk.record('2026-10-03', name('thu hồi'));
    await desk.revoke(revoked, '2026-11-01');
    const of = async (query: string): Promise<string[]> =>
      (await desk.names(`q=${encodeURIComponent('nuoc mam so')}&${query}`)).map((each) =>
        each.slice(mark.length + 1),
      );
    expect(await of('')).toEqual(['thu hồi', 'bốn sao', 'mới', 'đang nộp', 'còn một tuần', 'hết hạn']);
    expect(await of('status=lapsed&status=revoked')).toEqual(['thu hồi', 'hết hạn']);
    expect(await of(`commune=${OTHER_COMMUNE}`)).toEqual(['bốn sao']);
    expect(await of('stars=4')).toEqual(['bốn sao']);
    expect(await of('expiringWithin=180')).toEqual(['còn một tuần', 'đang nộp']);
    expect(await of('expiringWithin=6')).toEqual([]);
    expect(await of('expiringWithin=7')).toEqual(['còn một tuần']);
    expect(await of('filing=open')).toEqual(['đang nộp']);
    expect(await of('filing=missed')).toEqual(['còn một tuần']);
  });

  it('goes on where a page ended, in both orders', async () => {
    for (const query of ['', 'expiringWithin=1096']) {
      const whole = await desk.names(`${query}&limit=100`);
      const seen: string[] = [];
      let cursor = '';
      do {
        const { body } = await desk.officer.call<{
          items: { productName: string }[];
          nextCursor: string | null;
        }>('GET', `/admin/certificates?${query}&limit=2${cursor}`);
        seen.push(...body.items.map(({ productName }) => productName));
        cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
      } while (cursor !== '');
      expect(seen).toEqual(whole);
      expect(whole.length).toBeGreaterThan(3);
    }
  });
});

it('the issuing bodies are told with the days on which they could decide', async () => {
  const { body } = await reader.call<{ items: object[] }>('GET', '/admin/certificates/issuing-bodies');
  expect(body.items).toHaveLength(20);
  expect(body.items).toContainEqual({
    name: 'UBND huyện Năm Căn',
    level: 'district',
    from: null,
    until: '2025-06-30',
  });
  expect(body.items).toContainEqual({
    name: 'Bộ Nông nghiệp và Môi trường',
    level: 'ministry',
    from: '2025-03-01',
    until: null,
  });
});

it('the database refuses by itself what no certificate can say', async () => {
  const id = await desk.record('2024-05-01');
  const set = (what: string) => shop.database.query(`UPDATE certifications SET ${what} WHERE id = $1`, [id]);
  for (const [what, constraint] of [
    [`stars = 5`, 'certifications_competence_check'],
    [
      `issuing_level = 'district', decision_date = '2025-07-01', issued_on = '2025-07-01', expires_on = '2028-07-01'`,
      'certifications_district_check',
    ],
    [`expires_on = expires_on + 1`, 'certifications_term_check'],
    [`score = 69.9, stars = 4`, 'certifications_points_check'],
    [
      `decision_date = '2026-06-01', issued_on = '2026-06-01', expires_on = '2029-06-01'`,
      'certifications_product_code_check',
    ],
    [
      `revoked_on = '2024-04-30', revocation_ground = 'a', revocation_decision = '1'`,
      'certifications_revoked_check',
    ],
    [
      `late_renewal_until = expires_on + 181, late_renewal_evidence = 'x'`,
      'certifications_late_renewal_check',
    ],
    [`late_renewal_until = expires_on + 1`, 'certifications_late_renewal_evidence_check'],
    [`kind = 'renewal'`, 'certifications_follows_check'],
    [`decision_date = '2019-08-20'`, 'certifications_criteria_check'],
  ] as const)
    await expect(set(what), what).rejects.toThrow(constraint);
});

describe('the calendar', () => {
  it('tells the days of the renewal', async () => {
    const id = await desk.record('2023-11-23');
    const { body } = await desk.officer.call<{ calendar: object[] }>('GET', `/admin/certificates/${id}`);
    expect(body.calendar).toEqual([
      { notice: 'window_opens', daysBefore: 180, on: '2026-05-27' },
      { notice: 'window_runs', daysBefore: 150, on: '2026-06-26' },
      { notice: 'window_closes', daysBefore: 120, on: '2026-07-26' },
      { notice: 'month_left', daysBefore: 30, on: '2026-10-24' },
      { notice: 'week_left', daysBefore: 7, on: '2026-11-16' },
      { notice: 'last_day', daysBefore: 0, on: '2026-11-23' },
    ]);
  });
});

describe('the forecast', () => {
  it('counts by month and commune what expires, is to be filed, and lapsed without anything following', async () => {
    const codeOf = (no: number): object => ({ productCode: `96-${OTHER_COMMUNE}-${no}-2026` });
    const inOther = { communeCode: OTHER_COMMUNE };
    const today = '2026-11-23';
    for (const day of ['2023-10-05', '2023-12-10', '2023-12-20', '2024-04-22'])
      await elsewhere.record(day, inOther);
    await elsewhere.record('2026-11-02', { ...inOther, ...codeOf(501) });
    const renewed = await elsewhere.record('2023-10-20', inOther);
    await elsewhere.follow(renewed, 'renewals', '2026-09-30', { ...codeOf(502), filedOn: '2026-05-10' });
    const { body } = await elsewhere.officer.call<{
      months: { month: string; expiring: number; filing: number; lapsed: number }[];
      byCommune: object[];
    }>('GET', '/admin/certificates/forecast');
    expect(body).toMatchObject({ asOf: today, filingOpen: 1, filingMissed: 2, lateRenewals: 0, lapsed: 1 });
    const month = (wanted: string) => body.months.find((each) => each.month === wanted);
    expect(body.months).toHaveLength(16);
    expect([body.months[0]?.month, body.months.at(-1)?.month]).toEqual(['2026-08', '2027-11']);
    expect(month('2026-10')).toEqual({ month: '2026-10', expiring: 0, filing: 0, lapsed: 1 });
    expect(month('2026-12')).toEqual({ month: '2026-12', expiring: 2, filing: 1, lapsed: 0 });
    expect(month('2027-04')).toMatchObject({ expiring: 1, filing: 0 });
    expect(body.byCommune).toHaveLength(1);
    const before = await elsewhere.officer.call('GET', '/admin/certificates/forecast?asOf=2026-09-29');
    expect(before.body).toMatchObject({ asOf: '2026-09-29', lapsed: 0, filingMissed: 4 });
    expect(
      refusalOf(await elsewhere.officer.call('GET', '/admin/certificates/forecast?asOf=2026-02-30')),
    ).toBe('400 validation_failed, asOf bad_day');
  });
});
