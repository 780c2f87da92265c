import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CertificateDesk, certificateForm } from '../../support/certificates.js';
import { everyRow } from '../../support/ledger.js';
import { OfficerClient, refusalOf } from '../../support/officer.js';
import { People } from '../../support/people.js';
import { HOME_COMMUNE, OTHER_COMMUNE } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let people: People;
let desk: CertificateDesk;
let elsewhere: CertificateDesk;
let reader: OfficerClient;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
  const client = async (...args: Parameters<People['officer']>): Promise<OfficerClient> =>
    new OfficerClient(shop.app, await people.officer(...args));
  desk = new CertificateDesk(await client('certification_officer'), shop.database);
  elsewhere = new CertificateDesk(await client('certification_officer', [OTHER_COMMUNE]), shop.database);
  reader = await client('commune_checker', [HOME_COMMUNE]);
});
afterAll(() => shop.close());

describe('recording a first recognition', () => {
  it('of a product that is not on the floor keeps what the decision says, and who entered it', async () => {
    const form = certificateForm('2026-10-01', { issuedBy: 'ủy ban nhân dân tỉnh Cà Mau', score: 61.5 });
    const answer = await desk.officer.call<{ id: string }>('POST', '/admin/certificates', form);
    expect(answer.status).toBe(201);
    const detail = await desk.officer.call('GET', `/admin/certificates/${answer.body.id}`);
    expect(detail.body).toMatchObject({
      productName: form['productName'],
      holderName: 'Hộ kinh doanh Mẫu',
      holderKind: 'household',
      commune: { code: HOME_COMMUNE, name: 'Xã Đất Mũi' },
      kind: 'first',
      stars: 3,
      score: 61.5,
      issuedBy: 'UBND tỉnh Cà Mau',
      expiresOn: '2029-10-01',
      standing: 'in_force',
      filing: null,
      product: null,
      listed: false,
      lateRenewal: null,
      revocation: null,
      scans: [],
      inspections: [],
    });
    const audit = await shop.database.query(
      `SELECT action, actor_id, after->>'productName' AS name FROM audit_records WHERE subject_id = $1`,
      [answer.body.id],
    );
    expect(audit).toEqual([
      { action: 'certificate.recorded', actor_id: desk.officer.person.accountId, name: form['productName'] },
    ]);
  });

  it('of a product of the floor takes its facts from there, and lists it', async () => {
    const product = await shop.floor.product({
      slug: 'hang-moi-cap',
      seller: shop.seller,
      issuedOn: '2020-01-01',
    });
    const {
      productName: _,
      setNo: __,
      holderName: ___,
      holderKind: ____,
      communeCode: _____,
      ...facts
    } = certificateForm('2026-10-01');
    const answer = await desk.officer.call<{ id: string }>('POST', '/admin/certificates', {
      ...facts,
      productSlug: product.slug,
    });
    expect(await desk.read(answer.body.id)).toMatchObject({
      productName: 'Sản phẩm hang-moi-cap',
      product: { slug: 'hang-moi-cap' },
      listed: true,
    });
  });

  it.each<[string, object, string]>([
    ['no product', { productName: undefined, setNo: undefined }, 'productName required, setNo required'],
    ['an unknown product', { productSlug: 'khong-co' }, 'productSlug unknown'],
    ['an unknown set', { setNo: 7 }, 'setNo unknown'],
    [
      'an unknown cooperative',
      { holderKind: 'cooperative', registerNumber: 'KHONG-CO' },
      'registerNumber unknown',
    ],
    ['two stars', { stars: 2, score: 41 }, 'stars stars_not_certified'],
    ['a code of another commune', { productCode: '96-32191-01-2026' }, 'productCode product_code_place'],
    ['a term of three years and a day', { expiresOn: '2029-10-02' }, 'expiresOn term_not_36_months'],
    [
      'a day to come',
      { decisionDate: '2026-11-24', issuedOn: '2026-11-24', expiresOn: '2029-11-24' },
      'decisionDate in_the_future, issuedOn in_the_future',
    ],
    ['a field nobody asked for', { revokedOn: '2026-11-01' }, 'revokedOn unknown_field'],
  ])('refuses %s and writes nothing', async (_what, change, fields) => {
    const before = await everyRow(shop.database);
    expect(refusalOf(await desk.tryRecord('2026-10-01', change))).toBe(`400 validation_failed, ${fields}`);
    expect(await everyRow(shop.database)).toEqual(before);
  });

  it('takes one decision about a product once, also when it comes many times at once', async () => {
    const form = certificateForm('2026-10-01');
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => desk.officer.call('POST', '/admin/certificates', form)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(refusalOf))).toEqual(
      new Set(['400 validation_failed, decisionNumber taken']),
    );
  });
});

describe('what follows a certificate', () => {
  it('is linked to it: first recognition, upgrade, renewal', async () => {
    const first = await desk.record('2023-03-01');
    const upgrade = await desk.follow(first, 'upgrades', '2024-06-01', { stars: 4, score: 72 });
    const renewal = await desk.follow(upgrade, 'renewals', '2026-11-20', { stars: 4, filedOn: '2026-05-20' });
    const { chain, productName } = await desk.read(renewal);
    expect(chain.map(({ id, kind, standing }) => [id, kind, standing])).toEqual([
      [first, 'first', 'replaced'],
      [upgrade, 'upgrade', 'replaced'],
      [renewal, 'renewal', 'in_force'],
    ]);
    expect((await desk.read(first)).productName).toBe(productName);
  });

  it('is one certificate: of two officers at once the second is refused', async () => {
    const first = await desk.record('2023-12-01');
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => desk.tryFollow(first, 'upgrades', '2026-11-01', { stars: 4 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('gives way to what it followed when it is revoked, and to another that follows', async () => {
    const first = await desk.record('2024-03-01');
    const upgrade = await desk.follow(first, 'upgrades', '2026-10-01', { stars: 4 });
    expect((await desk.read(first)).standing).toBe('replaced');
    expect((await desk.revoke(upgrade, '2026-11-01')).status).toBe(204);
    expect((await desk.read(first)).standing).toBe('in_force');
    expect(await desk.follow(first, 'upgrades', '2026-11-10', { stars: 4 })).not.toBe(upgrade);
  });

  it('has more stars as an upgrade, and never follows what is revoked', async () => {
    const first = await desk.record('2024-04-01');
    expect(refusalOf(await desk.tryFollow(first, 'upgrades', '2026-10-01'))).toBe(
      '400 validation_failed, stars upgrade_not_higher',
    );
    await desk.revoke(first, '2026-10-01');
    expect(refusalOf(await desk.tryFollow(first, 'upgrades', '2026-10-01', { stars: 4 }))).toBe(
      '400 validation_failed, decisionDate previous_revoked',
    );
  });
});

describe('a revocation', () => {
  it('keeps ground, decision and who decided, and happens once', async () => {
    const id = await desk.record('2024-05-01');
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => desk.revoke(id, '2026-11-10', { ground: 'đ' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409, 409]);
    const { body } = await desk.officer.call<{ revocation: object }>('GET', `/admin/certificates/${id}`);
    expect(body.revocation).toEqual({
      revokedOn: '2026-11-10',
      ground: 'đ',
      decisionNumber: '99/QĐ-UBND-MẪU',
      revokedBy: 'UBND tỉnh Cà Mau',
    });
    expect(await desk.actionsOn(id)).toEqual(['certificate.recorded', 'certificate.revoked']);
  });

  it('is for whoever may give the stars, on one of six grounds', async () => {
    const id = await desk.record('2024-05-01');
    expect(
      refusalOf(await desk.revoke(id, '2026-11-10', { revokedBy: 'Bộ Nông nghiệp và Môi trường' })),
    ).toBe('400 validation_failed, revokedBy may_not_revoke');
    expect(refusalOf(await desk.revoke(id, '2026-11-10', { ground: 'g' }))).toBe(
      '400 validation_failed, ground not_allowed_value',
    );
    expect(refusalOf(await desk.revoke(id, '2026-11-24'))).toBe(
      '400 validation_failed, revokedOn in_the_future',
    );
    expect((await desk.read(id)).standing).toBe('in_force');
  });
});

describe('an inspection', () => {
  const inspection = {
    inspectedOn: '2026-11-02',
    inspectedBy: 'Đoàn kiểm tra mẫu',
    covered: ['criteria', 'mark'],
  };
  const inspect = (id: string, change: object) =>
    desk.officer.call('POST', `/admin/certificates/${id}/inspections`, {
      ...inspection,
      outcome: 'kept',
      ...change,
    });

  it('stands beside the certificate and ends nothing', async () => {
    const id = await desk.record('2024-05-01');
    const findings = 'Nhãn dùng sai mẫu biểu trưng';
    expect((await inspect(id, { outcome: 'to_revoke', findings })).status).toBe(201);
    const { body } = await desk.officer.call<{ inspections: object[] }>('GET', `/admin/certificates/${id}`);
    expect(body.inspections).toMatchObject([{ ...inspection, outcome: 'to_revoke', findings }]);
    expect((await desk.read(id)).standing).toBe('in_force');
  });

  it('says what was found where something was, and follows the issue', async () => {
    const id = await desk.record('2024-05-01');
    expect(refusalOf(await inspect(id, { outcome: 'to_mend' }))).toBe(
      '400 validation_failed, findings required',
    );
    expect(refusalOf(await inspect(id, { covered: [] }))).toBe('400 validation_failed, covered required');
    expect(refusalOf(await inspect(id, { inspectedOn: '2024-04-30' }))).toBe(
      '400 validation_failed, inspectedOn before_issue',
    );
  });
});

describe('a scan', () => {
  const pdf = Buffer.from('%PDF-1.7\n<script>alert(1)</script>\n%%EOF');
  const send = async (id: string, kind: string, bytes: Uint8Array, by = desk.officer) => {
    const form = new FormData();
    form.append('kind', kind);
    form.append('file', new Blob([Buffer.from(bytes)]), '../../quyet-dinh.html');
    const response = await fetch(`${shop.app.url}/api/v1/admin/certificates/${id}/scans`, {
      method: 'POST',
      headers: by.person.headers,
      body: form,
    });
    return { status: response.status, body: (await response.json()) as { id: string; code: string } };
  };

  it('leaves as a download only, and every reading is written down', async () => {
    const id = await desk.record('2024-05-01');
    const { status, body } = await send(id, 'decision', pdf);
    expect(status).toBe(201);
    const read = await reader.download(`/admin/certificates/${id}/scans/${body.id}`);
    expect(read.bytes.equals(pdf)).toBe(true);
    expect(read.headers.get('content-disposition')).toBe(`attachment; filename="decision-${body.id}.pdf"`);
    expect(read.headers.get('content-type')).toBe('application/octet-stream');
    expect(read.headers.get('content-security-policy')).toContain('sandbox');
    expect(await desk.actionsOn(id)).toEqual([
      'certificate.recorded',
      'certificate.scan_added',
      'certificate.scan_read',
    ]);
  });

  it('is a picture or a PDF by its content, of a kind that is known, and of the officer’s communes', async () => {
    const id = await desk.record('2024-05-01');
    expect((await send(id, 'decision', Buffer.from('<svg onload="x()"/>'))).body.code).toBe(
      'unsupported_type',
    );
    expect((await send(id, 'decision', Buffer.from('%PDF-1.7 cut off'))).body.code).toBe('unsupported_type');
    expect((await send(id, 'letter', pdf)).body.code).toBe('validation_failed');
    expect((await send(id, 'decision', pdf, elsewhere.officer)).body.code).toBe('not_found');
    expect(
      await shop.database.query(`SELECT 1 FROM certificate_scans WHERE certification_id = $1`, [id]),
    ).toEqual([]);
  });
});

describe('the product on the floor', () => {
  it('is found once, for the whole chain, and never changed', async () => {
    const product = await shop.floor.product({
      slug: 'hang-gan-so',
      seller: shop.seller,
      issuedOn: '2020-01-01',
    });
    const first = await desk.record('2023-12-01');
    const upgrade = await desk.follow(first, 'upgrades', '2026-10-01', { stars: 4 });
    const link = (id: string, productSlug: string) =>
      desk.officer.call('PUT', `/admin/certificates/${id}/product`, { productSlug });
    expect(refusalOf(await link(first, 'khong-co'))).toBe('400 validation_failed, productSlug unknown');
    expect((await link(first, product.slug)).status).toBe(204);
    expect(await desk.read(upgrade)).toMatchObject({ product: { slug: product.slug }, listed: true });
    expect(refusalOf(await link(first, product.slug))).toBe('409 state_conflict');
    await expect(
      shop.database.query(`UPDATE certifications SET product_id = NULL WHERE id = $1`, [first]),
    ).rejects.toThrow('stays with its product');
  });
});

describe('officers', () => {
  it('of other communes find nothing, change nothing and enter nothing there', async () => {
    const id = await desk.record('2024-05-01');
    const before = await everyRow(shop.database);
    const refused = [
      await elsewhere.officer.call('GET', `/admin/certificates/${id}`),
      await elsewhere.tryFollow(id, 'upgrades', '2026-10-01', { stars: 4 }),
      await elsewhere.revoke(id, '2026-11-01'),
      await elsewhere.keep(id, '2027-06-01'),
    ];
    expect(refused.map(refusalOf)).toEqual(Array.from({ length: 4 }, () => '404 not_found'));
    expect(refusalOf(await elsewhere.tryRecord('2026-10-01'))).toBe(
      '400 validation_failed, communeCode outside_territory',
    );
    expect(await everyRow(shop.database)).toEqual(before);
    expect(await elsewhere.names('')).toEqual([]);
  });

  it('certify no goods of a shop in which they have a hand', async () => {
    const person = await people.officer('certification_officer');
    await people.member(person, shop.seller);
    const own = new CertificateDesk(new OfficerClient(shop.app, person), shop.database);
    const product = await shop.floor.product({ slug: 'hang-nha', seller: shop.seller });
    const before = await everyRow(shop.database);
    const {
      productName: _,
      setNo: __,
      holderName: ___,
      holderKind: ____,
      communeCode: _____,
      ...facts
    } = certificateForm('2026-10-01');
    const refused = [
      await own.officer.call('POST', '/admin/certificates', { ...facts, productSlug: product.slug }),
      await own.tryFollow(product.certificationId, 'upgrades', '2026-10-01', { stars: 4 }),
      await own.keep(product.certificationId, '2028-07-01'),
      await own.revoke(product.certificationId, '2026-11-01'),
    ];
    expect(refused.map(refusalOf)).toEqual(Array.from({ length: 4 }, () => '403 not_allowed'));
    expect(await everyRow(shop.database)).toEqual(before);
  });
});

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
        }>('GET', `/admin/certificates?${query}&limit=3${cursor}`);
        seen.push(...body.items.map(({ productName }) => productName));
        cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
      } while (cursor !== '');
      expect(seen).toEqual(whole);
      expect(whole.length).toBeGreaterThan(5);
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
      { notice: 'window_opens', on: '2026-05-27' },
      { notice: 'window_runs', on: '2026-06-26' },
      { notice: 'window_closes', on: '2026-07-26' },
      { notice: 'month_left', on: '2026-10-24' },
      { notice: 'week_left', on: '2026-11-16' },
      { notice: 'last_day', on: '2026-11-23' },
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
