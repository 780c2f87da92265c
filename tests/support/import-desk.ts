import { expect } from 'vitest';
import type { FakeClock } from '#kernel/time';
import { testApp, type TestApp } from './app.js';
import { clockAtSeeding } from './clock.js';
import { testDatabase, type TestDatabase } from './database.js';
import { everyRow } from './ledger.js';
import { OfficerClient, type Answer } from './officer.js';
import { People } from './people.js';
import { Register, type CooperativeBody } from './register.js';
import { HOME_COMMUNE, OTHER_COMMUNE, SmallFloor } from './small-floor.js';

export interface ImportBody {
  id: string;
  status: string;
  created: number;
  updated: number;
  unchanged: number;
  faulty: number;
  ignoredColumns: string[];
}

export interface ImportRowBody {
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

/**
 * A register on a small floor, an officer of the whole province who brings files, and one of OTHER_COMMUNE alone. Both
 * communes were once a "Xã Tân Ân".
 */
export class ImportDesk {
  private constructor(
    readonly database: TestDatabase,
    readonly app: TestApp,
    readonly clock: FakeClock,
    readonly floor: SmallFloor,
    readonly people: People,
    readonly officer: OfficerClient,
    readonly local: OfficerClient,
    readonly register: Register,
  ) {}

  static async open(): Promise<ImportDesk> {
    const database = await testDatabase();
    const clock = clockAtSeeding();
    const app = await testApp({ database, clock });
    const floor = await SmallFloor.in(database);
    for (const [code, names, district] of [
      [HOME_COMMUNE, '{Xã Viên An,Xã Tân Ân}', '{Huyện Ngọc Hiển}'],
      [OTHER_COMMUNE, '{Xã Hàng Vịnh,Xã Tân Ân}', '{Huyện Năm Căn}'],
    ])
      await database.query(`UPDATE communes SET former_names = $2, former_districts = $3 WHERE code = $1`, [
        code,
        names,
        district,
      ]);
    const people = new People(app, database, clock);
    const officer = new OfficerClient(app, await people.officer('administrator'));
    const local = new OfficerClient(app, await people.officer('commune_checker', [OTHER_COMMUNE]));
    return new ImportDesk(
      database,
      app,
      clock,
      floor,
      people,
      officer,
      local,
      new Register(officer, database),
    );
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.drop();
  }

  /** Sends a file that can be read. */
  async preview(bytes: Buffer, by = this.officer, name = 'so.xlsx'): Promise<ImportBody> {
    const answer = await by.upload<ImportBody>('/admin/cooperative-imports', { name, bytes });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body;
  }

  async rows(id: string, query = '', by = this.officer): Promise<ImportRowBody[]> {
    const path = `/admin/cooperative-imports/${id}/rows?limit=100${query}`;
    return (await by.call<{ items: ImportRowBody[] }>('GET', path)).body.items;
  }

  confirm(id: string, rows: 'all' | 'good' = 'all', by = this.officer): Promise<Answer> {
    return by.call('POST', `/admin/cooperative-imports/${id}/confirmation`, { rows });
  }

  undo(id: string, by = this.officer): Promise<Answer> {
    return by.call('DELETE', `/admin/cooperative-imports/${id}/confirmation`);
  }

  /** What the register says under that number; null where it says nothing. */
  async found(registerNumber: string): Promise<CooperativeBody | null> {
    const [row] = await this.database.query<{ id: string }>(
      `SELECT id FROM cooperatives WHERE register_number = $1`,
      [registerNumber],
    );
    return row === undefined ? null : this.register.read(row.id);
  }

  /** Digests of the register's own tables. */
  async registerRows(): Promise<Record<string, string | undefined>> {
    const all = await everyRow(this.database);
    const tables = ['cooperatives', 'cooperative_statuses', 'cooperative_counts'];
    return Object.fromEntries(tables.map((table) => [table, all[`public.${table}`]]));
  }
}

/** A row of the heading of `sheet-file.ts` that is in order. */
export const goodRow = (number: string, commune = 'Xã Đất Mũi'): string[] => [
  number,
  `Hợp tác xã Mẫu ${number}`,
  'Nông nghiệp',
  commune,
];
