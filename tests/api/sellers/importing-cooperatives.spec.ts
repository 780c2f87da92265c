import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goodRow, ImportDesk } from '../../support/import-desk.js';
import { refusalOf } from '../../support/officer.js';
import { csvOf, HEADING, xlsxOf } from '../../support/sheet-file.js';
import { HOME_COMMUNE, OTHER_COMMUNE } from '../../support/small-floor.js';

let desk: ImportDesk;
beforeAll(async () => {
  desk = await ImportDesk.open();
});
afterAll(() => desk.close());

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

describe('a spreadsheet', () => {
  it('is shown first and changes nothing; confirming enters all of it with its past', async () => {
    const before = await desk.registerRows();
    const file = await xlsxOf([
      HEADING,
      [...goodRow('NHAP-1'), day('2015-03-05'), 'Đang hoạt động', null, 21, 30, day('2026-10-01'), 'Có'],
      ['NHAP-2', 'Hợp tác xã Mẫu Hai', 'Phi nông nghiệp', 'Hàng Vịnh', '5/3/2012', 'Ngừng hoạt động', '1.2.2020', '1.021', '9', '31-12-2019', 'Không'],
    ]); // prettier-ignore
    const brought = await desk.preview(file);
    expect(brought).toMatchObject({ status: 'previewed', created: 2, updated: 0, unchanged: 0, faulty: 0 });
    expect(await desk.registerRows()).toEqual(before);
    expect((await desk.confirm(brought.id)).status).toBe(204);
    expect(await desk.found('NHAP-1')).toMatchObject({
      commune: { code: HOME_COMMUNE },
      foundedOn: '2015-03-05',
      enteredOn: '2026-11-23',
      status: 'active',
      counts: [{ countedOn: '2026-10-01', members: 21, workers: 30 }],
      hasOffice: true,
      hasComputer: null,
    });
    const second = await desk.found('NHAP-2');
    expect(second).toMatchObject({
      commune: { code: OTHER_COMMUNE },
      field: 'non_agriculture',
      status: 'ceased',
      statusFrom: '2020-02-01',
      counts: [{ countedOn: '2019-12-31', members: 1021, workers: 9 }],
      hasOffice: false,
    });
    expect(second?.statuses).toMatchObject([{ status: 'ceased', fromOn: '2020-02-01' }]);
    expect(await desk.register.actionsOn(brought.id)).toEqual([
      'cooperative_import.previewed',
      'cooperative_import.confirmed',
    ]);
    expect(await desk.register.actionsOn(second?.id ?? '')).toEqual(['cooperative.entered']);
  });

  it('sent again makes no double and changes nothing', async () => {
    const file = csvOf([HEADING, [...goodRow('LAI-1'), '2015-03-05', '', '', 12, 9, '', 'x']]);
    await desk.confirm((await desk.preview(file, desk.officer, 'so.csv')).id);
    const before = await desk.registerRows();
    desk.clock.advance(24 * 3600 * 1000);
    const again = await desk.preview(file, desk.officer, 'so.csv');
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
    await desk.confirm(again.id);
    expect(await desk.registerRows()).toEqual(before);
    desk.clock.advance(-24 * 3600 * 1000);
  });

  it('changes by register number what it says and leaves alone what it does not say', async () => {
    const seller = await desk.floor.seller('htx-nhap');
    const id = await desk.register.enter({
      registerNumber: 'SUA-1',
      fieldDetail: 'Nuôi tôm',
      hasOffice: true,
    });
    await desk.register.link(id, seller.slug);
    const rows = [
      ['So dang ky', 'Tình trạng', 'Từ ngày', 'Website', 'Ghi chú'],
      [' sua-1 ', 'Giải thể', '15/06/2026', 'Có', 'mới'],
    ];
    const brought = await desk.preview(csvOf(rows, ','), desk.officer, 'so.csv');
    expect(brought).toMatchObject({ updated: 1, ignoredColumns: ['Ghi chú'] });
    expect((await desk.confirm(brought.id)).status).toBe(204);
    expect(await desk.found('SUA-1')).toMatchObject({
      name: 'Hợp tác xã Mẫu Đất Mũi',
      fieldDetail: 'Nuôi tôm',
      hasOffice: true,
      hasWebsite: true,
      status: 'dissolved',
      statusFrom: '2026-06-15',
    });
    const [producer] = await desk.database.query(`SELECT cooperative_status FROM producers WHERE id = $1`, [
      seller.producerId,
    ]);
    expect(producer).toEqual({ cooperative_status: 'ceased' });
    const [change] = await desk.database.query<{ before: object; after: object }>(
      `SELECT before, after FROM audit_records WHERE subject_id = $1 AND action = 'cooperative.edited'`,
      [id],
    );
    expect(change?.before).toMatchObject({ status: 'active', hasWebsite: null });
    expect(change?.after).toMatchObject({ status: 'dissolved', hasWebsite: true, importId: brought.id });
  });

  it('may have a letterhead of joined cells above its heading, in other words and another order', async () => {
    const file = await xlsxOf(
      [['SỞ MẪU'], ['DANH SÁCH HỢP TÁC XÃ'], [], ['Tên HTX', 'Địa bàn', 'Lĩnh vực', 'SỐ ĐĂNG KÝ *'], ['Hợp tác xã Mẫu Đầu', 'dat mui', 'NN', 20150012]],
      (sheet) => sheet.mergeCells('A1:D1'),
    ); // prettier-ignore
    const brought = await desk.preview(file);
    expect(brought).toMatchObject({ created: 1, faulty: 0 });
    const [row] = await desk.rows(brought.id);
    expect(row).toMatchObject({ no: 5, outcome: 'create', cells: { registerNumber: '20150012' } });
  });
});

describe('what is wrong with a cell', () => {
  it('is said at the cell, in Vietnamese, and only the good rows are taken where that is wanted', async () => {
    await desk.register.enter({ registerNumber: 'CO-1' });
    const ceased = await desk.register.enter({ registerNumber: 'CO-2' });
    await desk.register.move(ceased, 'ceased', '2020-01-01');
    const dissolved = await desk.register.enter({ registerNumber: 'CO-3' });
    await desk.register.move(dissolved, 'dissolved', '2020-01-01');
    const file = await xlsxOf([
      HEADING,
      goodRow('LOI-1'),
      ['LOI-2', null, 'Thủy sản', 'Xã Nơi Nào', '31/02/2015'],
      ['LOI-3', 'Hợp tác xã Mẫu', 'NN', 'Xã Tân Ân'],
      ['LOI-1', 'Hợp tác xã Mẫu', 'NN', 'Đất Mũi'],
      ['LOI 4!', 'Hợp tác xã Mẫu', 'NN', 'Đất Mũi', day('2030-01-01')],
      [
        'LOI-5',
        'Hợp tác xã Mẫu',
        'NN',
        'Tân Ân, huyện Năm Căn',
        day('2015-01-01'),
        'Ngừng',
        day('2014-12-31'),
      ],
      ['LOI-6', 'Hợp tác xã Mẫu', 'NN', 'Đất Mũi', null, 'Ngừng hoạt động', null, 12, null],
      ['LOI-7', { formula: 'A2' }, 'NN', 'Đất Mũi', null, null, null, 1.5, 42_000],
      [null, 'Hợp tác xã Mẫu', 'NN', 'Đất Mũi', null, null, null, 3, 4, day('2026-12-01'), 'có lẽ'],
      ['CO-1', null, null, null, null, 'Ngừng hoạt động'],
      ['CO-2', null, null, null, day('2021-01-01'), 'Ngừng hoạt động', day('2020-01-02')],
      ['CO-3', null, null, null, null, 'Đang hoạt động', day('2021-01-01')],
    ]);
    const brought = await desk.preview(file);
    expect(brought).toMatchObject({ created: 1, updated: 0, faulty: 11 });
    const rows = await desk.rows(brought.id, '&outcome=faulty');
    expect(
      rows.map(
        ({ no, problems }) =>
          `${no}: ${problems
            .map(({ column, code }) => `${column} ${code}`)
            .sort()
            .join(', ')}`,
      ),
    ).toEqual([
      '3: communeCode unknown_commune, field not_allowed_value, foundedOn bad_day, name required',
      '4: communeCode unclear_commune',
      '5: registerNumber twice_in_file',
      '6: enteredOn before_founding, foundedOn in_future, registerNumber bad_format',
      '7: foundedOn after_status_change',
      '8: statusFrom required, workers required',
      '9: members not_integer, name formula',
      '10: countedOn in_future, hasOffice not_boolean, registerNumber required',
      '11: statusFrom required',
      '12: foundedOn after_status_change, statusFrom recorded_otherwise',
      '13: status no_such_move',
    ]);
    const at = (no: number, column: string) =>
      rows.find((row) => row.no === no)?.problems.find((problem) => problem.column === column);
    expect(at(4, 'communeCode')).toMatchObject({
      message: 'Chưa rõ xã, phường nào; có thể là: Xã Năm Căn, Xã Đất Mũi',
      candidates: [
        { value: OTHER_COMMUNE, label: 'Xã Năm Căn' },
        { value: HOME_COMMUNE, label: 'Xã Đất Mũi' },
      ],
    });
    expect(at(5, 'registerNumber')?.message).toBe('Số đăng ký này đã có ở dòng 2 của tệp');
    const before = await desk.registerRows();
    expect(refusalOf(await desk.confirm(brought.id))).toBe('409 state_conflict');
    expect(await desk.registerRows()).toEqual(before);
    expect((await desk.confirm(brought.id, 'good')).status).toBe(204);
    expect(await desk.found('LOI-1')).toMatchObject({ status: 'active' });
    expect(
      await desk.database.query(`SELECT 1 FROM cooperatives WHERE register_number LIKE 'LOI%'`),
    ).toHaveLength(1);
  });
});
