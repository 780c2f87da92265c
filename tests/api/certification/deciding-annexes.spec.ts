import { DAY_MS } from '#kernel/time';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TakeAnnex } from '../../../apps/api/src/modules/certification/annexes/take-annex.js';
import { GiveUpAnnexes } from '../../../apps/api/src/modules/certification/annexes/give-up-annexes.js';
import { aDecision, ANNEX_HEADING, AnnexDesk, annexRow, type AnnexBody } from '../../support/annex-desk.js';
import { Buyer } from '../../support/buyer.js';
import { everyRow } from '../../support/ledger.js';
import { OfficerClient, refusalOf } from '../../support/officer.js';
import { csvOf } from '../../support/sheet-file.js';
import { HOME_COMMUNE, OTHER_COMMUNE } from '../../support/small-floor.js';

let desk: AnnexDesk;
beforeAll(async () => {
  desk = await AnnexDesk.open();
});
afterAll(() => desk.close());

const file = (...rows: (string | number | null)[][]): Buffer => csvOf([ANNEX_HEADING, ...rows]);

describe('confirming an annex', () => {
  it('happens once, whoever presses the button how often, and its job may run as often as it likes', async () => {
    const decision = aDecision();
    const { id } = await desk.preview(file(annexRow(), annexRow()), decision);
    const answers = await Promise.all([desk.confirm(id), desk.confirm(id), desk.confirm(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    expect(await desk.read(id)).toMatchObject({ status: 'waiting', startedAt: null });
    await Promise.all([desk.take(id), desk.take(id), desk.app.get(TakeAnnex).sweep()]);
    expect(await desk.read(id)).toMatchObject({ status: 'confirmed' });
    const before = await everyRow(desk.database);
    await desk.take(id);
    await desk.app.get(TakeAnnex).sweep();
    expect(await everyRow(desk.database)).toEqual(before);
    expect(await desk.entered(decision)).toHaveLength(2);
  });

  it('of two files with the same products takes one whole and refuses the other whole, and says why', async () => {
    const decision = aDecision();
    const shared = annexRow();
    const one = await desk.preview(file(shared, annexRow()), decision);
    const shouted = shared.map((cell, at) => (at === 1 ? String(cell).toUpperCase() : cell));
    const two = await desk.preview(file(annexRow(), shouted), decision);
    for (const { id } of [one, two]) expect((await desk.confirm(id)).status).toBe(204);
    await Promise.all([desk.take(one.id), desk.take(two.id)]);
    const after = [await desk.read(one.id), await desk.read(two.id)];
    expect(after.map(({ status }) => status).sort()).toEqual(['confirmed', 'refused']);
    const refused = after.find(({ status }) => status === 'refused');
    expect(refused?.refusal).toMatch(/^Từ lúc xem trước, sổ đã có “Mắm mẫu số \d+” theo quyết định này$/i);
    expect(await desk.entered(decision)).toHaveLength(2);
    expect((await desk.actionsOn(refused?.id ?? '')).at(-1)).toBe('annex_import.refused');
    const mapping = Object.fromEntries(
      (refused?.headings ?? []).flatMap(({ at, column }) => (column === null ? [] : [[column, at]])),
    );
    expect((await desk.choose(refused?.id ?? '', mapping)).body).toMatchObject({
      status: 'previewed',
      created: 1,
      unchanged: 1,
    });
  });

  it('takes nothing where what a row follows has been followed since', async () => {
    const names = { productName: 'Khô cá mẫu đua', holderName: 'Hộ kinh doanh Mẫu Đua' };
    const first = await desk.certificates.record('2024-04-01', names);
    const decision = aDecision();
    const follower = [...annexRow({ 1: names.productName, 2: names.holderName, 6: 4, 5: 75 }), 'Nâng hạng'];
    const bytes = csvOf([[...ANNEX_HEADING, 'Hình thức'], follower, annexRow()]);
    const { id } = await desk.preview(bytes, decision);
    await desk.certificates.follow(first, 'upgrades', '2026-09-01', { stars: 4 });
    await desk.confirm(id);
    const before = (await everyRow(desk.database))['public.certifications'];
    await desk.take(id);
    const refused = await desk.read(id);
    expect(refused.status).toBe('refused');
    expect(refused.refusal).toContain('một giấy chứng nhận mà tệp nối tiếp đã có giấy mới');
    expect((await everyRow(desk.database))['public.certifications']).toBe(before);
  });
});

describe('undoing an annex', () => {
  it('takes out what it entered, once, and an earlier certificate of the product counts again', async () => {
    const seller = await desk.floor.seller('hoan-tac');
    const product = await desk.floor.product({
      slug: 'hang-hoan-tac',
      seller,
      stars: 3,
      issuedOn: '2025-10-01',
    });
    await desk.floor.rename(product, 'Hàng hoàn tác mẫu');
    const listed = () =>
      desk.database.query(
        `SELECT stars, listed_from::text, listed_until::text FROM listings WHERE product_id = $1 ORDER BY listed_from`,
        [product.productId],
      );
    const before = await listed();
    const decision = aDecision();
    const row = annexRow({ 1: 'Hàng hoàn tác mẫu', 2: 'HTX Mẫu hoan-tac', 6: 4, 5: 80 });
    const { id } = await desk.preview(file(row, annexRow()), decision);
    await desk.enter(id);
    expect((await listed()).map(({ stars }) => stars)).toEqual([3, 4]);
    const [first] = await desk.rows(id);
    const answers = await Promise.all([desk.undo(id), desk.undo(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await desk.entered(decision)).toEqual([]);
    expect(await listed()).toEqual(before);
    expect((await desk.actionsOn(id)).at(-1)).toBe('annex_import.undone');
    expect(await desk.actionsOn(first?.certificateId ?? '')).toEqual([
      'certificate.recorded',
      'certificate.removed',
    ]);
    expect((await desk.rows(id)).map(({ certificateId }) => certificateId)).toEqual([null, null]);
    expect(refusalOf(await desk.confirm(id))).toBe('409 state_conflict');
  });

  it('is refused while anything stands on it, names what, and changes nothing', async () => {
    const touches: [string, (certificateId: string) => Promise<unknown>][] = [
      ['revoked', (of) => desk.certificates.revoke(of, '2026-11-01')],
      ['followed', (of) => desk.certificates.follow(of, 'upgrades', '2026-11-01', { stars: 4 })],
      ['kept', (of) => desk.certificates.keep(of, '2029-12-01')],
      [
        'inspected',
        (of) =>
          desk.officer.call('POST', `/admin/certificates/${of}/inspections`, {
            inspectedOn: '2026-11-01',
            inspectedBy: 'Đoàn kiểm tra mẫu',
            covered: ['mark'],
            outcome: 'kept',
          }),
      ],
      [
        'scanned',
        (of) =>
          desk.officer.upload(
            `/admin/certificates/${of}/scans`,
            { name: 'a.pdf', bytes: '%PDF-1.7\n%%EOF' },
            { kind: 'decision' },
          ),
      ],
      [
        'noticed',
        (of) =>
          desk.database.query(
            `INSERT INTO certificate_notices (certification_id, recipient, step, ends_on, noticed_on)
             VALUES ($1, 'officer', 'window_opens', '2029-10-01', '2026-11-23')`,
            [of],
          ),
      ],
      ['linked', linkToTheFloor],
    ];
    for (const [reason, touch] of touches) {
      const { id } = await desk.preview(file(annexRow(), annexRow({ 1: `Hàng ${reason}` })));
      await desk.enter(id);
      const touched = (await desk.rows(id)).find(({ cells }) => cells['productName'] === `Hàng ${reason}`);
      await touch(touched?.certificateId ?? '');
      const before = await everyRow(desk.database);
      const answer = await desk.undo(id);
      expect(refusalOf(answer), reason).toBe('409 state_conflict');
      const named = [{ reason, productName: `Hàng ${reason}`, certificateId: touched?.certificateId }];
      expect((answer.body as AnnexBody).obstacles, reason).toEqual(named);
      expect((await desk.read(id)).obstacles, reason).toEqual(named);
      expect(await everyRow(desk.database)).toEqual(before);
    }
  });

  it('is refused once something was ordered under one of its certificates', async () => {
    const seller = await desk.floor.seller('da-ban');
    const product = await desk.floor.product({ slug: 'hang-da-ban', seller, issuedOn: '2025-10-01' });
    await desk.floor.rename(product, 'Hàng đã bán mẫu');
    const { id } = await desk.preview(file(annexRow({ 1: 'Hàng đã bán mẫu', 2: 'HTX Mẫu da-ban' })));
    await desk.enter(id);
    const buyer = new Buyer(desk.app.url);
    const cartId = await buyer.cart({ [product.variantId]: 1 });
    expect((await buyer.place(cartId, await buyer.quote(cartId))).status).toBe(201);
    const answer = await desk.undo(id);
    expect((answer.body as AnnexBody).obstacles).toMatchObject([{ reason: 'ordered' }]);
  });
});

describe('an officer of other communes', () => {
  it('finds no annex about others, and decides none', async () => {
    const { id } = await desk.preview(file(annexRow()));
    const before = await everyRow(desk.database);
    const answers = [
      await desk.local.call('GET', `/admin/annex-imports/${id}`),
      await desk.local.call('GET', `/admin/annex-imports/${id}/rows`),
      await desk.local.call('PUT', `/admin/annex-imports/${id}/columns`, { columns: [] }),
      await desk.confirm(id, 'all', desk.local),
      await desk.undo(id, desk.local),
    ];
    expect(answers.map(refusalOf)).toEqual(Array.from({ length: 5 }, () => '404 not_found'));
    const list = await desk.local.call<{ items: AnnexBody[] }>('GET', '/admin/annex-imports');
    expect(list.body.items.map((item) => item.id)).not.toContain(id);
    expect(await everyRow(desk.database)).toEqual(before);
  });

  it('who lost a commune between reading and confirming is refused', async () => {
    const person = await desk.people.person();
    const duty = await desk.people.duty(person, 'certification_officer', [HOME_COMMUNE]);
    const moved = new OfficerClient(desk.app, person);
    const decision = aDecision();
    const { id } = await desk.preview(file(annexRow()), decision, moved);
    await desk.database.query(`UPDATE officer_duties SET communes = $2 WHERE id = $1`, [
      duty,
      [OTHER_COMMUNE],
    ]);
    expect(refusalOf(await desk.confirm(id, 'all', moved))).toBe('403 not_allowed');
    expect(await desk.read(id)).toMatchObject({ status: 'previewed' });
  });
});

async function linkToTheFloor(certificateId: string): Promise<void> {
  const product = await desk.floor.product({ slug: 'hang-gan', seller: await desk.floor.seller('gan') });
  const path = `/admin/certificates/${certificateId}/product`;
  const { status } = await desk.officer.call('PUT', path, { productSlug: product.slug });
  expect(status).toBe(204);
}

it('a file that nobody confirms is gone after thirty days, with its cells; one that was taken stays', async () => {
  const [idle, taken] = [await desk.preview(file(annexRow())), await desk.preview(file(annexRow()))];
  await desk.enter(taken.id);
  const giveUp = (): Promise<number> => desk.app.get(GiveUpAnnexes).run();
  const cells = (): Promise<object[]> =>
    desk.database.query(`SELECT 1 FROM annex_import_rows WHERE import_id = $1`, [idle.id]);
  const before = desk.clock.now();
  try {
    desk.clock.advance(30 * DAY_MS);
    await giveUp();
    expect(await cells()).toHaveLength(1);
    desk.clock.advance(1);
    await giveUp();
    expect(await giveUp()).toBe(0);
  } finally {
    desk.clock.set(before);
  }
  expect((await desk.officer.call('GET', `/admin/annex-imports/${idle.id}`)).status).toBe(404);
  expect(
    await desk.database.query(`SELECT 1 FROM annex_import_rows WHERE import_id = $1`, [idle.id]),
  ).toEqual([]);
  expect(await desk.read(taken.id)).toMatchObject({ status: 'confirmed' });
  const history = await desk.database.query(
    `SELECT actor_kind FROM audit_records WHERE action = 'annex_import.given_up' AND subject_id = $1`,
    [idle.id],
  );
  expect(history).toEqual([{ actor_kind: 'worker' }]);
});
