import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goodRow, ImportDesk, type ImportBody } from '../../support/import-desk.js';
import { everyRow } from '../../support/ledger.js';
import { OfficerClient, refusalOf } from '../../support/officer.js';
import { csvOf, HEADING } from '../../support/sheet-file.js';
import { HOME_COMMUNE, OTHER_COMMUNE } from '../../support/small-floor.js';

let desk: ImportDesk;
beforeAll(async () => {
  desk = await ImportDesk.open();
});
afterAll(() => desk.close());

describe('confirming', () => {
  it('happens once, whoever presses the button how often', async () => {
    const { id } = await desk.preview(csvOf([HEADING, goodRow('MOT-1')]), desk.officer, 'a.csv');
    const answers = await Promise.all([desk.confirm(id), desk.confirm(id), desk.confirm(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
  });

  it('of two files with the same new cooperative takes one whole file and refuses the other whole', async () => {
    const one = await desk.preview(
      csvOf([HEADING, goodRow('TRANH-1'), goodRow('TRANH-2')]),
      desk.officer,
      'a.csv',
    );
    const two = await desk.preview(
      csvOf([HEADING, goodRow('TRANH-2'), goodRow('TRANH-3')]),
      desk.officer,
      'b.csv',
    );
    const answers = await Promise.all([desk.confirm(one.id), desk.confirm(two.id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(
      await desk.database.query(`SELECT 1 FROM cooperatives WHERE register_number LIKE 'TRANH%'`),
    ).toHaveLength(2);
  });

  it('is refused where a row’s cooperative was changed after the preview', async () => {
    const id = await desk.register.enter({ registerNumber: 'DOI-1' });
    const brought = await desk.preview(
      csvOf([HEADING, ['DOI-1', 'Hợp tác xã Mẫu Mới'], goodRow('DOI-2')]),
      desk.officer,
      'a.csv',
    );
    await desk.register.move(id, 'ceased', '2025-01-01');
    const before = await everyRow(desk.database);
    expect(refusalOf(await desk.confirm(brought.id))).toBe('409 state_conflict');
    expect(await everyRow(desk.database)).toEqual(before);
  });
});

describe('undoing an import', () => {
  it('takes out what it entered and puts back what it changed, histories and shop included', async () => {
    const seller = await desk.floor.seller('htx-hoan');
    const id = await desk.register.enter({
      registerNumber: 'HOAN-1',
      count: { members: 10, workers: 8, countedOn: '2026-01-01' },
    });
    await desk.register.link(id, seller.slug);
    const as = async () =>
      desk.database.query(
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
      [...goodRow('HOAN-2'), '', 'Ngừng hoạt động', '1/6/2026', 5, 5, '', ''],
    ]);
    const brought = await desk.preview(file, desk.officer, 'a.csv');
    expect(brought).toMatchObject({ created: 1, updated: 1 });
    await desk.confirm(brought.id);
    expect(await as()).toHaveLength(2);
    const answers = await Promise.all([desk.undo(brought.id), desk.undo(brought.id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await as()).toEqual(before);
    expect((await desk.register.actionsOn(brought.id)).at(-1)).toBe('cooperative_import.undone');
    expect(refusalOf(await desk.confirm(brought.id))).toBe('409 state_conflict');
  });

  it('is refused once anything of it was changed, and then changes nothing', async () => {
    const seller = await desk.floor.seller('htx-dung');
    for (const [number, touch] of [
      ['DUNG-1', (id: string) => desk.register.move(id, 'ceased', '2026-01-01')],
      ['DUNG-2', (id: string) => desk.register.link(id, seller.slug)],
      [
        'DUNG-3',
        (id: string) =>
          desk.officer.call('PUT', `/admin/cooperatives/${id}/counts/2026-01-01`, { members: 1, workers: 1 }),
      ],
    ] as const) {
      const brought = await desk.preview(
        csvOf([HEADING, goodRow(number), goodRow(`${number}-B`)]),
        desk.officer,
        'a.csv',
      );
      await desk.confirm(brought.id);
      await touch((await desk.found(number))?.id ?? '');
      const before = await everyRow(desk.database);
      expect(refusalOf(await desk.undo(brought.id)), number).toBe('409 state_conflict');
      expect(await everyRow(desk.database)).toEqual(before);
    }
  });
});

describe('an officer of other communes', () => {
  it('imports into theirs alone, and learns nothing of the rest', async () => {
    await desk.register.enter({ registerNumber: 'NGOAI-1' });
    const file = csvOf([
      HEADING,
      goodRow('NGOAI-2'),
      ['NGOAI-1', 'Hợp tác xã Mẫu Chiếm'],
      goodRow('NGOAI-3', 'Xã Năm Căn'),
    ]);
    const brought = await desk.preview(file, desk.local, 'a.csv');
    expect(brought).toMatchObject({ created: 1, updated: 0, faulty: 2 });
    const rows = await desk.rows(brought.id, '&outcome=faulty', desk.local);
    expect(rows.map(({ problems }) => problems.map(({ column, code }) => `${column} ${code}`))).toEqual([
      ['communeCode outside_territory'],
      ['registerNumber outside_territory'],
    ]);
    expect((await desk.confirm(brought.id, 'good', desk.local)).status).toBe(204);
    expect(await desk.found('NGOAI-2')).toBeNull();
  });

  it('finds no import about others, and decides none', async () => {
    const { id } = await desk.preview(csvOf([HEADING, goodRow('KIN-1')]), desk.officer, 'a.csv');
    const before = await everyRow(desk.database);
    const answers = [
      await desk.local.call('GET', `/admin/cooperative-imports/${id}`),
      await desk.local.call('GET', `/admin/cooperative-imports/${id}/rows`),
      await desk.confirm(id, 'all', desk.local),
      await desk.undo(id, desk.local),
    ];
    expect(answers.map(refusalOf)).toEqual(Array.from({ length: 4 }, () => '404 not_found'));
    const list = await desk.local.call<{ items: ImportBody[] }>('GET', '/admin/cooperative-imports');
    expect(list.body.items.map((item) => item.id)).not.toContain(id);
    expect(await everyRow(desk.database)).toEqual(before);
  });

  it('who lost a commune between reading and confirming is refused', async () => {
    const person = await desk.people.person();
    const duty = await desk.people.duty(person, 'commune_checker', [HOME_COMMUNE]);
    const moved = new OfficerClient(desk.app, person);
    const { id } = await desk.preview(csvOf([HEADING, goodRow('MAT-1')]), moved, 'a.csv');
    await desk.database.query(`UPDATE officer_duties SET communes = $2 WHERE id = $1`, [
      duty,
      [OTHER_COMMUNE],
    ]);
    expect(refusalOf(await desk.confirm(id, 'all', moved))).toBe('403 not_allowed');
    expect(await desk.found('MAT-1')).toBeNull();
  });
});
