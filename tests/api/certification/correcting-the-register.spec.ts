import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FlagOpenOrders } from '../../../apps/api/src/modules/orders/flags/flag-open-orders.js';
import { CertificateDesk, decision } from '../../support/certificates.js';
import { listingsBothWays } from '../../support/listings.js';
import { OfficerClient } from '../../support/officer.js';
import { People } from '../../support/people.js';
import { OTHER_COMMUNE } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let people: People;
let desk: CertificateDesk;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
  const officer = await people.officer('certification_officer');
  desk = new CertificateDesk(new OfficerClient(shop.app, officer), shop.database);
});
afterAll(() => shop.close());

interface Refusal {
  code: string;
  errors?: { path: string; code: string; message: string }[];
}
const REASON = 'Chép nhầm số từ phụ lục';
const correct = (id: string, facts: object, by = desk.officer) =>
  by.call<Refusal>('POST', `/admin/certificates/${id}/corrections`, { ...facts, reason: REASON });
const takeBack = (id: string, what: string, by = desk.officer) =>
  by.call<Refusal>('POST', `/admin/certificates/${id}/removals`, { what, reason: REASON });
const isListed = async (slug: string): Promise<unknown> => {
  const answer = await fetch(`${shop.app.url}/api/v1/products/${slug}`);
  return ((await answer.json()) as { listed?: boolean }).listed;
};

/** A product whose only certificate lapsed, because its year was copied wrongly. */
async function lapsedByMistake(slug: string): Promise<{ id: string; facts: Record<string, unknown> }> {
  const { certificationId: id } = await shop.floor.product({
    slug,
    seller: shop.seller,
    issuedOn: '2023-06-01',
  });
  const facts = decision('2025-06-01', { productCode: 'CM-TK-07-2025', stars: 4 });
  return { id, facts };
}

describe('a correction', () => {
  it('puts the facts right, is an act of its own with its reason, and the gate follows at once', async () => {
    const { id, facts } = await lapsedByMistake('mam-chua-lai');
    expect(await isListed('mam-chua-lai')).toBe(false);
    expect((await correct(id, facts)).status).toBe(204);
    expect(await isListed('mam-chua-lai')).toBe(true);
    expect(await desk.read(id)).toMatchObject({ stars: 4, validUntil: '2028-06-01', standing: 'in_force' });
    const [act] = await shop.database.query<{ before: object; after: object }>(
      `SELECT before, after FROM audit_records WHERE subject_id = $1 AND action = 'certificate.corrected'`,
      [id],
    );
    expect(act).toMatchObject({
      before: { issuedOn: '2023-06-01' },
      after: { issuedOn: '2025-06-01', productCode: 'CM-TK-07-2025', reason: REASON },
    });
    const { expected, actual } = await listingsBothWays(shop.database);
    expect(actual).toEqual(expected);
  });

  it('is judged by the rules of the law like an entry', async () => {
    const id = await desk.record('2025-03-01');
    const district = await correct(id, decision('2025-08-01', { issuedBy: 'UBND huyện Năm Căn' }));
    expect(district.status).toBe(400);
    expect(district.body.errors?.[0]?.message).toContain('Từ ngày 01/07/2025 không còn');
    const points = await correct(id, decision('2025-03-01', { stars: 4, score: 61 }));
    expect(points.body.errors?.map(({ path }) => path)).toEqual(['score']);
  });

  it('needs its reason', async () => {
    const id = await desk.record('2025-03-01');
    const told = await desk.officer.call(
      'POST',
      `/admin/certificates/${id}/corrections`,
      decision('2025-03-01'),
    );
    expect(told.status).toBe(400);
  });

  it('does not make nonsense of what follows it, or of what was recorded of it', async () => {
    const id = await desk.record('2024-05-01');
    await desk.follow(id, 'upgrades', '2026-10-01', { stars: 4 });
    const higher = await correct(id, decision('2024-05-01', { stars: 4 }));
    expect(higher.status).toBe(400);
    expect(higher.body.errors?.[0]?.message).toContain('Giấy chứng nhận tiếp theo sẽ không còn đúng');
    const inspected = await desk.record('2024-05-01');
    await desk.officer.call('POST', `/admin/certificates/${inspected}/inspections`, {
      inspectedOn: '2025-01-10',
      inspectedBy: 'Đoàn kiểm tra mẫu',
      covered: ['criteria'],
      outcome: 'kept',
    });
    const later = await correct(inspected, decision('2025-02-01'));
    expect(later.body.errors).toMatchObject([{ path: 'issuedOn', code: 'after_what_happened' }]);
  });

  it('is the officer’s own communes’, and never about their own goods', async () => {
    const { certificationId } = await shop.floor.product({ slug: 'kho-nha', seller: shop.seller });
    const elsewhere = await people.officer('certification_officer', [OTHER_COMMUNE]);
    const member = await people.officer('certification_officer');
    await people.member(member, shop.seller);
    const facts = decision('2025-06-01');
    expect((await correct(certificationId, facts, new OfficerClient(shop.app, elsewhere))).status).toBe(404);
    expect((await correct(certificationId, facts, new OfficerClient(shop.app, member))).status).toBe(403);
    expect((await takeBack(certificationId, 'entry', new OfficerClient(shop.app, member))).status).toBe(403);
  });
});

describe('a product code of the present form', () => {
  const taken = { path: 'productCode', code: 'taken' };

  it('is one product’s: another is refused it, in an entry, in what follows and in a correction', async () => {
    const productCode = '96-32248-7001-2026';
    const first = await desk.record('2026-06-01', { productCode });
    const again = await desk.tryRecord('2026-06-02', { productCode });
    expect(again.status).toBe(400);
    expect((again.body as Refusal).errors).toMatchObject([taken]);
    const old = await desk.record('2025-01-01');
    const next = await desk.tryFollow(old, 'upgrades', '2026-10-01', { productCode, stars: 4 });
    expect((next.body as Refusal).errors).toMatchObject([taken]);
    const other = await desk.record('2026-06-01');
    expect((await correct(other, decision('2026-06-01', { productCode }))).body.errors).toMatchObject([
      taken,
    ]);
    expect((await correct(first, decision('2026-06-01', { productCode }))).status).toBe(204);
    await desk.follow(first, 'upgrades', '2026-10-01', { productCode, stars: 4 });
  });

  it('is given to one of two officers who enter it at once', async () => {
    const productCode = '96-32248-7002-2026';
    const both = await Promise.all([1, 2].map(() => desk.tryRecord('2026-06-01', { productCode })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 400]);
  });

  it('of older forms may stand on several sheets', async () => {
    await desk.record('2025-01-01', { productCode: 'CM-01' });
    await desk.record('2025-01-02', { productCode: 'CM-01' });
  });
});

describe('what was entered by mistake', () => {
  it('goes again: a revocation brings the product back, a late renewal ends what it kept', async () => {
    const { certificationId: id } = await shop.floor.product({ slug: 'mam-thu-hoi', seller: shop.seller });
    await desk.revoke(id, '2026-11-01');
    expect(await isListed('mam-thu-hoi')).not.toBe(true);
    expect((await takeBack(id, 'revocation')).status).toBe(204);
    expect(await isListed('mam-thu-hoi')).toBe(true);
    expect((await takeBack(id, 'revocation')).status).toBe(409);
    const kept = await desk.record('2023-11-01');
    await desk.keep(kept, '2027-01-01');
    expect((await takeBack(kept, 'late_renewal')).status).toBe(204);
    expect((await desk.read(kept)).standing).toBe('lapsed');
    expect(await desk.actionsOn(kept)).toContain('certificate.late_renewal_taken_back');
    const { expected, actual } = await listingsBothWays(shop.database);
    expect(actual).toEqual(expected);
  });

  it('flags no open order any more: a revocation taken back, and again one that is entered anew', async () => {
    const goods = await shop.floor.product({ slug: 'mam-nham', seller: shop.seller });
    const { certificationId: id } = goods;
    const placed = await shop.buyer.buy({ [goods.variantId]: 1 });
    const lines = async () => (await shop.buyer.page(placed)).body.orders[0]?.lines;
    const flag = () => shop.app.get(FlagOpenOrders).run({ reason: 'certificate_revoked', id });
    await desk.revoke(id, '2026-11-01');
    expect(await flag()).toBe(1);
    expect((await takeBack(id, 'revocation')).status).toBe(204);
    const jobs = await shop.database.query(
      `SELECT id FROM pgboss.job WHERE name = 'certificate-revoked' AND data->>'certificationId' = $1`,
      [id],
    );
    expect(jobs).toHaveLength(2);
    expect(await flag()).toBe(0);
    expect((await lines())?.[0]).not.toHaveProperty('flag');
    await desk.revoke(id, '2026-11-02');
    expect([await flag(), await flag()]).toEqual([1, 0]);
    expect(await lines()).toMatchObject([{ flag: { reason: 'certificate_revoked' } }]);
  });

  it('goes altogether while nothing rests on it, and the gate follows', async () => {
    const { certificationId: id } = await shop.floor.product({ slug: 'mam-ghi-nham', seller: shop.seller });
    expect((await takeBack(id, 'entry')).status).toBe(204);
    expect(await isListed('mam-ghi-nham')).not.toBe(true);
    expect((await desk.officer.call('GET', `/admin/certificates/${id}`)).status).toBe(404);
    const [act] = await shop.database.query<{ before: object; after: object }>(
      `SELECT before, after FROM audit_records WHERE subject_id = $1 AND action = 'certificate.entry_taken_back'`,
      [id],
    );
    expect(act).toMatchObject({ before: { stars: 4 }, after: { reason: REASON } });
  });

  it('stays where something rests on it: a renewal, a revocation, a scan, an order', async () => {
    const followed = await desk.record('2024-05-01');
    await desk.follow(followed, 'upgrades', '2026-10-01', { stars: 4 });
    expect((await takeBack(followed, 'entry')).body.code).toBe('state_conflict');
    const revoked = await desk.record('2024-05-01');
    await desk.revoke(revoked, '2026-10-01');
    expect((await takeBack(revoked, 'entry')).body.code).toBe('state_conflict');
    const { certificationId, variantId } = await shop.floor.product({ slug: 'da-ban', seller: shop.seller });
    await shop.buyer.buy({ [variantId]: 1 });
    expect((await takeBack(certificationId, 'entry')).body.code).toBe('state_conflict');
    expect(await isListed('da-ban')).toBe(true);
  });
});
