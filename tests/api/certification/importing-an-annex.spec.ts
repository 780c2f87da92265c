import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMonths } from '#kernel/time';
import { aDecision, ANNEX_HEADING, AnnexDesk, annexRow } from '../../support/annex-desk.js';
import { everyRow } from '../../support/ledger.js';
import { OfficerClient, refusalOf } from '../../support/officer.js';
import { Register } from '../../support/register.js';
import { csvOf, xlsxOf } from '../../support/sheet-file.js';
import { HOME_COMMUNE, OTHER_COMMUNE } from '../../support/small-floor.js';

let desk: AnnexDesk;
beforeAll(async () => {
  desk = await AnnexDesk.open();
});
afterAll(() => desk.close());

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
const codesOf = (findings: { column: string; code: string }[]): string =>
  findings
    .map(({ column, code }) => `${column} ${code}`)
    .sort()
    .join(', ');

describe('the annex of a decision', () => {
  it('as decisions print it is shown first, changes nothing, and confirmed enters every row', async () => {
    const administrator = new OfficerClient(desk.app, await desk.people.officer('administrator'));
    const register = new Register(administrator, desk.database);
    const cooperativeId = await register.enter({
      name: 'Hợp tác xã Mẫu Rạch Gốc',
      communeCode: OTHER_COMMUNE,
    });
    const decision = aDecision();
    const file = await xlsxOf(
      [
        ['ỦY BAN NHÂN DÂN TỈNH'],
        ['PHỤ LỤC DANH SÁCH SẢN PHẨM'],
        ['TT', 'Tên sản phẩm', 'Chủ thể', 'Địa chỉ', 'Mã sản phẩm', 'Kết quả', null, 'Bộ sản phẩm', 'Ngày cấp', 'Ghi chú'],
        [null, null, null, null, null, 'Điểm', 'Hạng'],
        ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)', '(8)'],
        ['I', 'NHÓM THỰC PHẨM'],
        [1, 'Mắm còng mẫu', 'HKD Mẫu Ba', 'Ấp Mũi, xã Đất Mũi, tỉnh Cà Mau', `96-${HOME_COMMUNE}-01-2026`, 72.5, 'Hạng 4 sao', 8, day('2026-10-05')],
        [2, 'Tôm khô mẫu', 'HTX Mẫu Rạch Gốc', 'xã Năm Căn', `96-${OTHER_COMMUNE} - 02-2026`, '61,5', '***', 'Chế biến từ thủy sản'],
        ['Cộng: 2 sản phẩm'],
      ],
      (sheet) => {
        sheet.mergeCells('A1:J1');
        sheet.mergeCells('F3:G3');
        sheet.mergeCells('A3:A4');
        sheet.mergeCells('B6:J6');
      },
    ); // prettier-ignore
    const before = await everyRow(desk.database);
    const brought = await desk.preview(file, decision);
    expect(brought).toMatchObject({ status: 'previewed', created: 2, faulty: 0, unchanged: 0 });
    expect(brought.leftOut).toEqual([5, 6, 9]);
    expect(brought.headings.map(({ column }) => column)).toEqual(
      [null, 'productName', 'holderName', 'communeCode', 'productCode', 'score', 'stars', 'setNo', 'issuedOn', null],
    ); // prettier-ignore
    const after = await everyRow(desk.database);
    expect(after['public.certifications']).toBe(before['public.certifications']);
    expect(await desk.enter(brought.id)).toMatchObject({ status: 'confirmed', obstacles: [] });
    expect(await desk.entered(decision)).toMatchObject([
      {
        productName: 'Mắm còng mẫu',
        holderName: 'HKD Mẫu Ba',
        holderKind: 'household',
        setNo: 8,
        communeCode: HOME_COMMUNE,
        stars: 4,
        score: 72.5,
        issuedOn: '2026-10-05',
        expiresOn: '2029-10-05',
        productId: null,
      },
      {
        productName: 'Tôm khô mẫu',
        holderName: 'HTX Mẫu Rạch Gốc',
        holderKind: 'cooperative',
        cooperativeId,
        communeCode: OTHER_COMMUNE,
        productCode: `96-${OTHER_COMMUNE}-02-2026`,
        stars: 3,
        issuedOn: decision.decisionDate,
        expiresOn: addMonths(decision.decisionDate, 36),
      },
    ]);
    expect(await desk.actionsOn(brought.id)).toEqual([
      'annex_import.previewed',
      'annex_import.confirmed',
      'annex_import.taken',
    ]);
    const [row] = await desk.rows(brought.id);
    expect(await desk.actionsOn(row?.certificateId ?? '')).toEqual(['certificate.recorded']);
    const [recorded] = await desk.database.query<{ actor: string; after: object }>(
      `SELECT actor_id AS actor, after FROM audit_records WHERE subject_id = $1`,
      [row?.certificateId],
    );
    expect(recorded?.actor).toBe(desk.officer.person.accountId);
    expect(recorded?.after).toMatchObject({ importId: brought.id, productName: 'Mắm còng mẫu' });
  });

  it('sent again makes no double: its rows are in the register already, in whatever spelling', async () => {
    const decision = aDecision();
    const rows = [annexRow(), annexRow()];
    const file = csvOf([ANNEX_HEADING, ...rows]);
    await desk.enter((await desk.preview(file, decision)).id);
    const before = await desk.entered(decision);
    const again = await desk.preview(file, decision);
    expect(again).toMatchObject({ created: 0, unchanged: 2, faulty: 0 });
    expect(refusalOf(await desk.confirm(again.id))).toBe('409 state_conflict');
    const shouted = rows.map((row) => row.map((cell, at) => (at === 1 ? String(cell).toUpperCase() : cell)));
    const third = await desk.preview(csvOf([ANNEX_HEADING, ...shouted]), decision);
    expect(third).toMatchObject({ created: 0, unchanged: 2 });
    const other = await desk.preview(
      csvOf([ANNEX_HEADING, (rows[0] ?? []).with(6, 4).with(5, 75)]),
      decision,
    );
    expect(other).toMatchObject({ created: 0, unchanged: 0, faulty: 1 });
    const [told] = await desk.rows(other.id);
    expect(told?.problems[0]?.message).toContain('ở đây sổ ghi khác: 3');
    expect(await desk.entered(decision)).toEqual(before);
  });

  it('whose headings are unknown is read once its columns are chosen, and may be read anew', async () => {
    const decision = aDecision();
    const file = csvOf([
      ['Món', 'Nhà làm', 'Ở đâu', 'Ký hiệu', 'Bậc', 'Điểm chấm', 'Loại'],
      annexRow().slice(1, 5).concat(['3 sao', '61', '8']),
    ]);
    const brought = await desk.preview(file, decision);
    expect(brought).toMatchObject({ status: 'columns', created: 0 });
    expect(brought.missingColumns).toEqual([
      'productName',
      'holderName',
      'communeCode',
      'productCode',
      'stars',
    ]);
    expect(await desk.rows(brought.id)).toEqual([]);
    expect(refusalOf(await desk.confirm(brought.id))).toBe('409 state_conflict');
    const wrong = { productName: 0, holderName: 0 };
    expect(refusalOf(await desk.choose(brought.id, wrong))).toBe(
      '400 validation_failed, columns not_allowed_value',
    );
    expect(refusalOf(await desk.choose(brought.id, { productName: 40 }))).toContain(
      'columns not_allowed_value',
    );
    const columns = { productName: 0, holderName: 1, communeCode: 2, productCode: 3, stars: 5, setNo: 6 };
    const mistaken = await desk.choose(brought.id, columns);
    expect(mistaken.body).toMatchObject({ status: 'previewed', faulty: 1 });
    const right = await desk.choose(brought.id, { ...columns, stars: 4, score: 5 });
    expect(right.body).toMatchObject({ status: 'previewed', created: 1, faulty: 0 });
    await desk.enter(brought.id);
    expect(await desk.entered(decision)).toMatchObject([{ stars: 3, score: 61, setNo: 8 }]);
    expect(refusalOf(await desk.choose(brought.id, columns))).toBe('409 state_conflict');
  });

  it('is of a decision that can have been: the form is told the rule and its source', async () => {
    const file = csvOf([ANNEX_HEADING, annexRow()]);
    const before = await everyRow(desk.database);
    const refusals = await Promise.all(
      [
        { decisionDate: '2026-11-24' },
        { decisionDate: '2026-02-30' },
        { issuedBy: 'UBND huyện Năm Căn' },
        { issuedBy: 'UBND xã Đất Mũi' },
        { decisionNumber: ' ' },
      ].map(async (change) => refusalOf(await desk.send(file, aDecision(change)))),
    );
    expect(refusals).toEqual([
      '400 validation_failed, decisionDate in_the_future',
      '400 validation_failed, decisionDate bad_day',
      '400 validation_failed, decisionDate district_abolished',
      '400 validation_failed, issuedBy commune_never_issues',
      '400 validation_failed, decisionNumber required',
    ]);
    expect(await everyRow(desk.database)).toEqual(before);
  });
});

describe('what is wrong with a cell', () => {
  it('is said at the cell, with the source of the rule; only the good rows are taken where that is wanted', async () => {
    const decision = aDecision();
    const twice = annexRow();
    const file = await xlsxOf([
      [...ANNEX_HEADING, 'Hình thức', 'Ngày hết hạn', 'Số quyết định'],
      annexRow(),
      annexRow({ 5: 49.9 }),
      annexRow({ 6: '2 sao', 5: 41 }),
      annexRow({ 6: '5 sao', 5: 95 }),
      annexRow({ 4: 'CM-07-2026' }),
      annexRow({ 3: 'Xã Nơi Nào' }),
      annexRow({ 1: null, 5: 'cao' }),
      annexRow({ 1: { formula: 'A2' }, 7: 27 }),
      annexRow({ 2: 'Ông Mẫu Tư', 7: null }),
      [...annexRow(), 'Đánh giá lại'],
      [...annexRow(), null, day('2029-10-02')],
      [...annexRow(), null, null, '1/QĐ-KHÁC'],
      twice,
      twice,
    ]);
    const brought = await desk.preview(file, decision);
    expect(brought).toMatchObject({ created: 2, faulty: 12 });
    const rows = await desk.rows(brought.id, '&outcome=faulty');
    expect(rows.map(({ no, problems }) => `${no}: ${codesOf(problems)}`)).toEqual([
      '3: score score_below_stars',
      '4: stars stars_not_certified',
      '5: stars level_may_not_give_stars',
      '6: productCode product_code_form',
      '7: communeCode unknown_commune',
      '8: productName required, score bad_score',
      '9: productName formula, setNo unknown_set',
      '10: holderKind required, setNo required',
      '11: kind nothing_before',
      '12: expiresOn term_not_36_months',
      '13: decisionNumber other_decision',
      '15: productName twice_in_file',
    ]);
    expect(rows[0]?.problems[0]?.message).toContain(
      'Hạng 3 sao cần từ 50 điểm trở lên. (Quyết định 26/2026/QĐ-TTg',
    );
    expect(rows.at(-1)?.problems[0]?.message).toContain('đã có ở dòng 14 của tệp');
    expect(refusalOf(await desk.confirm(brought.id))).toBe('409 state_conflict');
    expect(await desk.enter(brought.id, 'good')).toMatchObject({ status: 'confirmed' });
    expect(await desk.entered(decision)).toHaveLength(2);
  });

  it('says of an officer’s own goods and of other communes that they are not theirs', async () => {
    const product = await desk.floor.product({ slug: 'cua-nha', seller: await desk.floor.seller('nha-mau') });
    const person = await desk.people.officer('certification_officer');
    const own = await desk.floor.seller('cua-minh');
    await desk.people.member(person, own, ['orders']);
    const mine = await desk.floor.product({ slug: 'cua-minh', seller: own });
    await desk.floor.rename(mine, 'Cua mẫu nhà làm');
    await desk.floor.rename(product, 'Cua mẫu người ta');
    const officer = new OfficerClient(desk.app, person);
    const file = csvOf([
      ANNEX_HEADING,
      annexRow({ 1: 'Cua mẫu nhà làm', 2: 'HTX Mẫu cua-minh' }),
      annexRow({ 1: 'Cua mẫu người ta', 2: 'HTX Mẫu nha-mau' }),
    ]);
    const brought = await desk.preview(file, aDecision(), officer);
    expect((await desk.rows(brought.id, '', officer)).map(({ problems }) => codesOf(problems))).toEqual([
      'productName own_goods',
      '',
    ]);
    const foreign = await desk.preview(file, aDecision(), desk.local);
    expect((await desk.rows(foreign.id, '', desk.local)).map(({ problems }) => codesOf(problems))).toEqual([
      'communeCode outside_territory',
      'communeCode outside_territory',
    ]);
    expect(refusalOf(await desk.local.call('GET', `/admin/annex-imports/${brought.id}`))).toBe(
      '404 not_found',
    );
  });
});

describe('product and producer of a row', () => {
  it('are those of the floor where it knows them, by name and commune or by tax code, with a word where it differs', async () => {
    const seller = await desk.floor.seller('rach-goc');
    const product = await desk.floor.product({ slug: 'tom-kho-rach-goc', seller, issuedOn: '2024-10-01' });
    await desk.floor.rename(product, 'Tôm khô Rạch Gốc');
    const decision = aDecision();
    const code = (no: number): string => `96-${HOME_COMMUNE}-9${no}-2026`;
    const file = csvOf([
      [...ANNEX_HEADING, 'Mã số thuế'],
      annexRow({ 1: 'TÔM KHÔ RẠCH GỐC', 2: 'HTX Mẫu rach-goc', 4: code(1), 7: null }),
      [...annexRow({ 1: 'Tôm khô Rạch Gốc loại một', 2: 'HTX Mẫu rach-goc', 4: code(2) }), '0000000017'],
    ]);
    const brought = await desk.preview(file, decision);
    expect(brought).toMatchObject({ created: 2, warned: 2, faulty: 0 });
    const rows = await desk.rows(brought.id, '&outcome=warned');
    expect(rows.map(({ subject, warnings }) => [subject?.kind, codesOf(warnings)])).toEqual([
      ['floor', 'kind known_before, productName name_differs'],
      ['off_floor', 'productName alike'],
    ]);
    expect(rows[0]?.subject?.name).toBe('Tôm khô Rạch Gốc');
    await desk.enter(brought.id);
    expect(await desk.entered(decision)).toMatchObject([
      { productName: 'Tôm khô Rạch Gốc', productId: product.productId, setNo: 8 },
      { productName: 'Tôm khô Rạch Gốc loại một', productId: null },
    ]);
  });

  it('of a renewal or an upgrade are those of the certificate it follows, which must be in the register', async () => {
    const names = { productName: 'Khô cá mẫu', holderName: 'Hộ kinh doanh Mẫu Năm' };
    const first = await desk.certificates.record('2024-04-01', names);
    const decision = aDecision();
    const file = csvOf([
      [...ANNEX_HEADING, 'Hình thức', 'Ngày nộp hồ sơ'],
      [...annexRow({ 1: 'Khô cá mẫu', 2: 'Hộ kinh doanh Mẫu Năm', 6: '4', 5: '71', 7: null }), 'Nâng hạng'],
    ]);
    const brought = await desk.preview(file, decision);
    expect((await desk.rows(brought.id))[0]).toMatchObject({ outcome: 'create', subject: { kind: 'chain' } });
    await desk.enter(brought.id);
    expect(await desk.entered(decision)).toMatchObject([{ kind: 'upgrade', followsId: first, stars: 4 }]);
    expect((await desk.certificates.read(first)).standing).toBe('replaced');
    expect(await desk.preview(file, decision)).toMatchObject({ created: 0, unchanged: 1 });
    const early = csvOf([
      [...ANNEX_HEADING, 'Hình thức', 'Ngày nộp hồ sơ'],
      [...annexRow({ 1: 'Khô cá mẫu', 2: 'Hộ kinh doanh Mẫu Năm', 7: null }), 'Đánh giá lại', '1/10/2026'],
    ]);
    const [row] = await desk.rows((await desk.preview(early, aDecision({ decisionDate: '2026-11-01' }))).id);
    expect(codesOf(row?.problems ?? [])).toBe('filedOn filed_too_early');
  });
});
