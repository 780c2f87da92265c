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

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
  const client = async (...args: Parameters<People['officer']>): Promise<OfficerClient> =>
    new OfficerClient(shop.app, await people.officer(...args));
  desk = new CertificateDesk(await client('certification_officer'), shop.database);
  elsewhere = new CertificateDesk(await client('certification_officer', [OTHER_COMMUNE]), shop.database);
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
