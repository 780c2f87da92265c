import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CertificateDesk } from '../../support/certificates.js';
import { everyRow } from '../../support/ledger.js';
import { OfficerClient, refusalOf, type ProblemBody } from '../../support/officer.js';
import { People } from '../../support/people.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

/** What is easily got wrong about certificates, each with its date and the answer of the register. */

let shop: SmallShop;
let desk: CertificateDesk;

beforeAll(async () => {
  shop = await openSmallShop();
  const people = new People(shop.app, shop.database, shop.clock);
  desk = new CertificateDesk(
    new OfficerClient(shop.app, await people.officer('certification_officer')),
    shop.database,
  );
});
afterAll(() => shop.close());
beforeEach(() => shop.clock.set('2026-11-23T03:00:00Z'));

const page = async (slug: string) => {
  const { status, body } = await shop.app.http.get(`/api/v1/products/${slug}`);
  return { status, listed: (body as { listed?: boolean }).listed ?? null };
};

describe('a certificate of 23/11/2023', () => {
  it('expires on 23/11/2026: sellable that day until midnight in Vietnam, not on the next', async () => {
    const product = await shop.floor.product({
      slug: 'ngay-cuoi',
      seller: shop.seller,
      issuedOn: '2023-11-23',
    });
    expect(await page('ngay-cuoi')).toEqual({ status: 200, listed: true });
    expect(await desk.read(product.certificationId)).toMatchObject({ standing: 'in_force', listed: true });
    shop.clock.set('2026-11-23T16:59:59.999Z');
    expect(await page('ngay-cuoi')).toEqual({ status: 200, listed: true });
    shop.clock.set('2026-11-23T17:00:00Z');
    expect(await page('ngay-cuoi')).toEqual({ status: 200, listed: false });
    expect(await desk.read(product.certificationId)).toMatchObject({ standing: 'lapsed', listed: false });
  });
});

describe('a renewal of what expires on 23/11/2026', () => {
  it.each([
    ['day 181 before: too early', '2026-05-26', '400 validation_failed, filedOn filed_too_early'],
    ['day 180 before', '2026-05-27', '201 undefined'],
    ['day 120 before', '2026-07-26', '201 undefined'],
    ['day 119 before: outside the window', '2026-07-27', '400 validation_failed, filedOn filed_too_late'],
  ])('filed on %s', async (_when, filedOn, answer) => {
    const id = await desk.record('2023-11-23');
    expect(refusalOf(await desk.tryFollow(id, 'renewals', '2026-09-01', { filedOn }))).toBe(answer);
  });
});

describe('who decides', () => {
  it.each([
    [
      '3 stars by huyện Cái Nước on 10/5/2025: valid',
      '2025-05-10',
      { issuedBy: 'UBND huyện Cái Nước' },
      '201 undefined',
    ],
    [
      '3 stars by huyện Cái Nước on 10/8/2025: impossible',
      '2025-08-10',
      { issuedBy: 'UBND huyện Cái Nước' },
      '400 validation_failed, decisionDate district_abolished, stars level_may_not_give_stars',
    ],
    [
      '4 stars by a commune: impossible at any date',
      '2024-05-10',
      { issuedBy: 'UBND xã Đất Mũi', stars: 4 },
      '400 validation_failed, issuedBy commune_never_issues',
    ],
    [
      '4 stars by a commune, also now',
      '2026-10-10',
      { issuedBy: 'UBND xã Đất Mũi', stars: 4 },
      '400 validation_failed, issuedBy commune_never_issues',
    ],
    [
      '5 stars by a province: impossible',
      '2026-10-10',
      { stars: 5, score: 93 },
      '400 validation_failed, stars level_may_not_give_stars',
    ],
    [
      '89.9 points with 5 stars: impossible',
      '2026-10-10',
      { issuedBy: 'Bộ Nông nghiệp và Môi trường', stars: 5, score: 89.9 },
      '400 validation_failed, score score_below_stars',
    ],
    [
      'the ministry under the name it had lost',
      '2025-03-01',
      { issuedBy: 'Bộ NN&PTNT', stars: 5, score: 91 },
      '400 validation_failed, decisionDate ministry_name_of_the_day',
    ],
    [
      'Bạc Liêu after it became part of Cà Mau',
      '2025-07-01',
      { issuedBy: 'UBND tỉnh Bạc Liêu' },
      '400 validation_failed, decisionDate province_merged',
    ],
  ])('%s', async (_what, day, change, answer) => {
    const before = await everyRow(shop.database);
    expect(refusalOf(await desk.tryRecord(day, change))).toBe(answer);
    if (!answer.startsWith('201')) expect(await everyRow(shop.database)).toEqual(before);
  });

  it('is told with the rule’s source, in Vietnamese and in English', async () => {
    const { body } = await desk.tryRecord('2026-10-10', { stars: 5, score: 93 });
    const messages = (body as ProblemBody).errors?.map(({ message }) => message);
    expect(messages).toEqual([
      'Hạng 5 sao do cấp bộ công nhận, không phải cấp tỉnh. (Quyết định 26/2026/QĐ-TTg)',
    ]);
    const english = await fetch(
      `${shop.app.url}/api/v1/admin/certificates/${await desk.record('2026-10-10')}/revocation`,
      {
        method: 'POST',
        headers: {
          ...desk.officer.person.headers,
          'content-type': 'application/json',
          'accept-language': 'en',
        },
        body: JSON.stringify({
          revokedOn: '2026-10-01',
          ground: 'b',
          decisionNumber: '1',
          revokedBy: 'UBND tỉnh Cà Mau',
        }),
      },
    );
    expect(((await english.json()) as ProblemBody).errors?.[0]?.message).toBe(
      'A certificate cannot be revoked before it was issued. (Decision 26/2026/QĐ-TTg, Art. 8–9)',
    );
  });
});

describe('two products of one name', () => {
  it('of different producers are two products: revoking one leaves the other', async () => {
    const name = { productName: 'Bánh phồng tôm mẫu', holderKind: 'small_enterprise' };
    const one = await desk.record('2026-10-10', { ...name, holderName: 'Công ty Mẫu Một' });
    const two = await desk.record('2026-10-10', { ...name, holderName: 'Công ty Mẫu Hai' });
    expect((await desk.revoke(one, '2026-11-01')).status).toBe(204);
    expect((await desk.read(one)).standing).toBe('revoked');
    expect(await desk.read(two)).toMatchObject({ standing: 'in_force', chain: [{ id: two }] });
  });
});

describe('a late renewal', () => {
  it('is kept only with its paper, for 180 days and no day more', async () => {
    const id = await desk.record('2023-11-23');
    expect(refusalOf(await desk.keep(id, '2027-05-23'))).toBe(
      '400 validation_failed, until late_renewal_too_long',
    );
    expect(refusalOf(await desk.keep(id, '2027-05-22', ' '))).toBe(
      '400 validation_failed, evidence required',
    );
    expect((await desk.keep(id, '2027-05-22')).status).toBe(204);
    shop.clock.set('2027-05-22T16:59:59Z');
    expect(await desk.read(id)).toMatchObject({ standing: 'late_renewal', validUntil: '2027-05-22' });
    shop.clock.set('2027-05-22T17:00:00Z');
    expect((await desk.read(id)).standing).toBe('lapsed');
  });

  it('brings back nothing that had lapsed before 22/5/2026', async () => {
    const id = await desk.record('2023-05-21');
    expect(refusalOf(await desk.keep(id, '2026-11-01'))).toBe(
      '400 validation_failed, until expired_before_decree',
    );
  });
});

it('a revoked product’s page goes on answering, and says so', async () => {
  const product = await shop.floor.product({ slug: 'da-thu-hoi', seller: shop.seller });
  expect((await desk.revoke(product.certificationId, '2026-11-23', { ground: 'd' })).status).toBe(204);
  const answer = await shop.app.http.get('/api/v1/products/da-thu-hoi');
  expect(answer.status).toBe(410);
  expect(answer.body).toMatchObject({
    product: { reason: 'certificate_revoked', withdrawnOn: '2026-11-23' },
  });
});

it('a cooperative that ceased sells nothing, while its certificate stands in the register', async () => {
  const seller = await shop.floor.seller('htx-ngung');
  const product = await shop.floor.product({ slug: 'hang-htx-ngung', seller });
  await shop.floor.setCooperativeStatus(seller, 'ceased');
  expect(await page('hang-htx-ngung')).toEqual({ status: 200, listed: false });
  expect(await desk.read(product.certificationId)).toMatchObject({ standing: 'in_force', listed: false });
});
