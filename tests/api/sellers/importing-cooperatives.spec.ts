import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { everyRow } from '../../support/ledger.js';
import { OfficerClient, refusalOf } from '../../support/officer.js';
import { People } from '../../support/people.js';
import { Register } from '../../support/register.js';
import { csvOf, HEADING, xlsxOf } from '../../support/sheet-file.js';
import { HOME_COMMUNE, OTHER_COMMUNE, SmallFloor } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let officer: OfficerClient;
let local: OfficerClient;
let register: Register;
let floor: SmallFloor;
const clock = clockAtSeeding();

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  floor = await SmallFloor.in(database);
  await database.query(`UPDATE communes SET former_names = '{Xã Viên An,Xã Tân Ân}', former_districts = '{Huyện Ngọc Hiển}'
    WHERE code = $1`, [HOME_COMMUNE]); // prettier-ignore
  await database.query(`UPDATE communes SET former_names = '{Xã Hàng Vịnh,Xã Tân Ân}', former_districts = '{Huyện Năm Căn}'
    WHERE code = $1`, [OTHER_COMMUNE]); // prettier-ignore
  const people = new People(app, database, clock);
  officer = new OfficerClient(app, await people.officer('administrator'));
  local = new OfficerClient(app, await people.officer('commune_checker', [OTHER_COMMUNE]));
  register = new Register(officer, database);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

interface ImportBody {
  id: string;
  status: string;
  created: number;
  updated: number;
  unchanged: number;
  faulty: number;
  ignoredColumns: string[];
}
interface RowBody {
  no: number;
  outcome: string;
  cells: Record<string, string>;
  problems: {
    column: string;
    code: string;
    message: string;
    candidates: { value: string; label: string }[];
  }[];
}

const preview = async (bytes: Buffer, by = officer, name = 'so.xlsx'): Promise<ImportBody> => {
  const answer = await by.upload<ImportBody>('/admin/cooperative-imports', { name, bytes });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
};
const rowsOf = async (id: string, query = '', by = officer): Promise<RowBody[]> =>
  (await by.call<{ items: RowBody[] }>('GET', `/admin/cooperative-imports/${id}/rows?limit=100${query}`)).body
    .items;
const confirm = (id: string, rows: 'all' | 'good' = 'all', by = officer) =>
  by.call('POST', `/admin/cooperative-imports/${id}/confirmation`, { rows });
const undo = (id: string, by = officer) => by.call('DELETE', `/admin/cooperative-imports/${id}/confirmation`);
const found = async (registerNumber: string) => {
  const rows = await database.query<{ id: string }>(
    `SELECT id FROM cooperatives WHERE register_number = $1`,
    [registerNumber],
  );
  return rows[0] === undefined ? null : register.read(rows[0].id);
};
const registerRows = async () => {
  const { cooperatives, cooperative_statuses, cooperative_counts } = Object.fromEntries(
    Object.entries(await everyRow(database)).map(([name, digest]) => [name.replace('public.', ''), digest]),
  );
  return { cooperatives, cooperative_statuses, cooperative_counts };
};

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
const GOOD = (number: string, name = `Hợp tác xã Mẫu ${number}`) => [
  number,
  name,
  'Nông nghiệp',
  'Xã Đất Mũi',
];

describe('a spreadsheet', () => {
  it('is shown first and changes nothing; confirming enters all of it with its past', async () => {
    const before = await registerRows();
    const file = await xlsxOf([
      HEADING,
      [...GOOD('NHAP-1'), day('2015-03-05'), 'Đang hoạt động', null, 21, 30, day('2026-10-01'), 'Có'],
      ['NHAP-2', 'Hợp tác xã Mẫu Hai', 'Phi nông nghiệp', 'Hàng Vịnh', '5/3/2012', 'Ngừng hoạt động', '1.2.2020', '1.021', '9', '31-12-2019', 'Không'],
    ]); // prettier-ignore
    const brought = await preview(file);
    expect(brought).toMatchObject({ status: 'previewed', created: 2, updated: 0, unchanged: 0, faulty: 0 });
    expect(await registerRows()).toEqual(before);
    expect((await confirm(brought.id)).status).toBe(204);
    expect(await found('NHAP-1')).toMatchObject({
      commune: { code: HOME_COMMUNE },
      foundedOn: '2015-03-05',
      enteredOn: '2026-11-23',
      status: 'active',
      counts: [{ countedOn: '2026-10-01', members: 21, workers: 30 }],
      hasOffice: true,
      hasComputer: null,
    });
    const second = await found('NHAP-2');
    expect(second).toMatchObject({
      commune: { code: OTHER_COMMUNE },
      field: 'non_agriculture',
      status: 'ceased',
      statusFrom: '2020-02-01',
      counts: [{ countedOn: '2019-12-31', members: 1021, workers: 9 }],
      hasOffice: false,
    });
    expect(second?.statuses).toMatchObject([{ status: 'ceased', fromOn: '2020-02-01' }]);
    expect(await register.actionsOn(brought.id)).toEqual([
      'cooperative_import.previewed',
      'cooperative_import.confirmed',
    ]);
    expect(await register.actionsOn(second?.id ?? '')).toEqual(['cooperative.entered']);
  });

  it('sent again makes no double and changes nothing', async () => {
    const file = csvOf([HEADING, [...GOOD('LAI-1'), '2015-03-05', '', '', 12, 9, '', 'x']]);
    await confirm((await preview(file, officer, 'so.csv')).id);
    const before = await registerRows();
    clock.advance(24 * 3600 * 1000);
    const again = await preview(file, officer, 'so.csv');
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
    await confirm(again.id);
    expect(await registerRows()).toEqual(before);
    clock.advance(-24 * 3600 * 1000);
  });

  it('changes by register number what it says and leaves alone what it does not say', async () => {
    const seller = await floor.seller('htx-nhap');
    const id = await register.enter({ registerNumber: 'SUA-1', fieldDetail: 'Nuôi tôm', hasOffice: true });
    await register.link(id, seller.slug);
    const rows = [
      ['So dang ky', 'Tình trạng', 'Từ ngày', 'Website', 'Ghi chú'],
      [' sua-1 ', 'Giải thể', '15/06/2026', 'Có', 'mới'],
    ];
    const brought = await preview(csvOf(rows, ','), officer, 'so.csv');
    expect(brought).toMatchObject({ updated: 1, ignoredColumns: ['Ghi chú'] });
    expect((await confirm(brought.id)).status).toBe(204);
    expect(await found('SUA-1')).toMatchObject({
      name: 'Hợp tác xã Mẫu Đất Mũi',
      fieldDetail: 'Nuôi tôm',
      hasOffice: true,
      hasWebsite: true,
      status: 'dissolved',
      statusFrom: '2026-06-15',
    });
    const [producer] = await database.query(`SELECT cooperative_status FROM producers WHERE id = $1`, [
      seller.producerId,
    ]);
    expect(producer).toEqual({ cooperative_status: 'ceased' });
    const [change] = await database.query<{ before: object; after: object }>(
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
    const brought = await preview(file);
    expect(brought).toMatchObject({ created: 1, faulty: 0 });
    const [row] = await rowsOf(brought.id);
    expect(row).toMatchObject({ no: 5, outcome: 'create', cells: { registerNumber: '20150012' } });
  });
});

describe('what is wrong with a cell', () => {
  it('is said at the cell, in Vietnamese, and only the good rows are taken where that is wanted', async () => {
    await register.enter({ registerNumber: 'CO-1' });
    const ceased = await register.enter({ registerNumber: 'CO-2' });
    await register.move(ceased, 'ceased', '2020-01-01');
    const dissolved = await register.enter({ registerNumber: 'CO-3' });
    await register.move(dissolved, 'dissolved', '2020-01-01');
    const file = await xlsxOf([
      HEADING,
      GOOD('LOI-1'),
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
    const brought = await preview(file);
    expect(brought).toMatchObject({ created: 1, updated: 0, faulty: 11 });
    const rows = await rowsOf(brought.id, '&outcome=faulty');
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
    const before = await registerRows();
    expect(refusalOf(await confirm(brought.id))).toBe('409 state_conflict');
    expect(await registerRows()).toEqual(before);
    expect((await confirm(brought.id, 'good')).status).toBe(204);
    expect(await found('LOI-1')).toMatchObject({ status: 'active' });
    expect(await database.query(`SELECT 1 FROM cooperatives WHERE register_number LIKE 'LOI%'`)).toHaveLength(
      1,
    );
  });
});

describe('confirming', () => {
  it('happens once, whoever presses the button how often', async () => {
    const { id } = await preview(csvOf([HEADING, GOOD('MOT-1')]), officer, 'a.csv');
    const answers = await Promise.all([confirm(id), confirm(id), confirm(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
  });

  it('of two files with the same new cooperative takes one whole file and refuses the other whole', async () => {
    const one = await preview(csvOf([HEADING, GOOD('TRANH-1'), GOOD('TRANH-2')]), officer, 'a.csv');
    const two = await preview(csvOf([HEADING, GOOD('TRANH-2'), GOOD('TRANH-3')]), officer, 'b.csv');
    const answers = await Promise.all([confirm(one.id), confirm(two.id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(
      await database.query(`SELECT 1 FROM cooperatives WHERE register_number LIKE 'TRANH%'`),
    ).toHaveLength(2);
  });

  it('is refused where a row’s cooperative was changed after the preview', async () => {
    const id = await register.enter({ registerNumber: 'DOI-1' });
    const brought = await preview(
      csvOf([HEADING, ['DOI-1', 'Hợp tác xã Mẫu Mới'], GOOD('DOI-2')]),
      officer,
      'a.csv',
    );
    await register.move(id, 'ceased', '2025-01-01');
    const before = await everyRow(database);
    expect(refusalOf(await confirm(brought.id))).toBe('409 state_conflict');
    expect(await everyRow(database)).toEqual(before);
  });
});

describe('undoing an import', () => {
  it('takes out what it entered and puts back what it changed, histories and shop included', async () => {
    const seller = await floor.seller('htx-hoan');
    const id = await register.enter({
      registerNumber: 'HOAN-1',
      count: { members: 10, workers: 8, countedOn: '2026-01-01' },
    });
    await register.link(id, seller.slug);
    const as = async () =>
      database.query(
        `SELECT name, status, status_from, has_office,
           (SELECT json_agg((status, from_on)) FROM cooperative_statuses s WHERE s.cooperative_id = c.id) AS statuses,
           (SELECT json_agg((counted_on, members, workers) ORDER BY counted_on) FROM cooperative_counts n
             WHERE n.cooperative_id = c.id) AS counts,
           (SELECT cooperative_status FROM producers p WHERE p.cooperative_id = c.id) AS shop
         FROM cooperatives c WHERE register_number LIKE 'HOAN%' ORDER BY register_number`,
      );
    const before = await as();
    const file = csvOf([
      HEADING,
      ['HOAN-1', 'Hợp tác xã Mẫu Khác', '', '', '', 'Ngừng hoạt động', '1/6/2026', 12, 9, '1/1/2026', 'Có'],
      [...GOOD('HOAN-2'), '', 'Ngừng hoạt động', '1/6/2026', 5, 5, '', ''],
    ]);
    const brought = await preview(file, officer, 'a.csv');
    expect(brought).toMatchObject({ created: 1, updated: 1 });
    await confirm(brought.id);
    expect(await as()).toHaveLength(2);
    const answers = await Promise.all([undo(brought.id), undo(brought.id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await as()).toEqual(before);
    expect((await register.actionsOn(brought.id)).at(-1)).toBe('cooperative_import.undone');
    expect(refusalOf(await confirm(brought.id))).toBe('409 state_conflict');
  });

  it('is refused once anything of it was changed, and then changes nothing', async () => {
    const seller = await floor.seller('htx-dung');
    for (const [number, touch] of [
      ['DUNG-1', (id: string) => register.move(id, 'ceased', '2026-01-01')],
      ['DUNG-2', (id: string) => register.link(id, seller.slug)],
      [
        'DUNG-3',
        (id: string) =>
          officer.call('PUT', `/admin/cooperatives/${id}/counts/2026-01-01`, { members: 1, workers: 1 }),
      ],
    ] as const) {
      const brought = await preview(csvOf([HEADING, GOOD(number), GOOD(`${number}-B`)]), officer, 'a.csv');
      await confirm(brought.id);
      await touch((await found(number))?.id ?? '');
      const before = await everyRow(database);
      expect(refusalOf(await undo(brought.id)), number).toBe('409 state_conflict');
      expect(await everyRow(database)).toEqual(before);
    }
  });
});

describe('an officer of other communes', () => {
  it('imports into theirs alone, and learns nothing of the rest', async () => {
    await register.enter({ registerNumber: 'NGOAI-1' });
    const file = csvOf([
      HEADING,
      GOOD('NGOAI-2'),
      ['NGOAI-1', 'Hợp tác xã Mẫu Chiếm'],
      [...GOOD('NGOAI-3').slice(0, 3), 'Xã Năm Căn'],
    ]);
    const brought = await preview(file, local, 'a.csv');
    expect(brought).toMatchObject({ created: 1, updated: 0, faulty: 2 });
    const rows = await rowsOf(brought.id, '&outcome=faulty', local);
    expect(rows.map(({ problems }) => problems.map(({ column, code }) => `${column} ${code}`))).toEqual([
      ['communeCode outside_territory'],
      ['registerNumber outside_territory'],
    ]);
    expect((await confirm(brought.id, 'good', local)).status).toBe(204);
    expect(await found('NGOAI-2')).toBeNull();
  });

  it('finds no import about others, and decides none', async () => {
    const { id } = await preview(csvOf([HEADING, GOOD('KIN-1')]), officer, 'a.csv');
    const before = await everyRow(database);
    const answers = [
      await local.call('GET', `/admin/cooperative-imports/${id}`),
      await local.call('GET', `/admin/cooperative-imports/${id}/rows`),
      await confirm(id, 'all', local),
      await undo(id, local),
    ];
    expect(answers.map(refusalOf)).toEqual(Array.from({ length: 4 }, () => '404 not_found'));
    const list = await local.call<{ items: ImportBody[] }>('GET', '/admin/cooperative-imports');
    expect(list.body.items.map((item) => item.id)).not.toContain(id);
    expect(await everyRow(database)).toEqual(before);
  });

  it('who lost a commune between reading and confirming is refused', async () => {
    const people = new People(app, database, clock);
    const person = await people.person();
    const duty = await people.duty(person, 'commune_checker', [HOME_COMMUNE]);
    const moved = new OfficerClient(app, person);
    const { id } = await preview(csvOf([HEADING, GOOD('MAT-1')]), moved, 'a.csv');
    await database.query(`UPDATE officer_duties SET communes = $2 WHERE id = $1`, [duty, [OTHER_COMMUNE]]);
    expect(refusalOf(await confirm(id, 'all', moved))).toBe('403 not_allowed');
    expect(await found('MAT-1')).toBeNull();
  });
});
