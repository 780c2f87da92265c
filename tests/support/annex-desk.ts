import { expect } from 'vitest';
import type { FakeClock } from '#kernel/time';
import { TakeAnnex } from '../../apps/api/src/modules/certification/annexes/take-annex.js';
import { testApp, type TestApp } from './app.js';
import { CertificateDesk } from './certificates.js';
import { clockAtSeeding } from './clock.js';
import { testDatabase, type TestDatabase } from './database.js';
import { nextNumber } from './numbering.js';
import { OfficerClient, type Answer } from './officer.js';
import { People } from './people.js';
import type { TestCell } from './sheet-file.js';
import { HOME_COMMUNE, OTHER_COMMUNE, SmallFloor } from './small-floor.js';

export interface AnnexBody {
  id: string;
  status: string;
  created: number;
  unchanged: number;
  faulty: number;
  warned: number;
  startedAt: string | null;
  refusal: string | null;
  headings: { at: number; text: string; sample: string; column: string | null }[];
  missingColumns: string[];
  leftOut: number[];
  obstacles: { reason: string; productName: string }[];
}

interface Finding {
  column: string;
  code: string;
  message: string;
}

export interface AnnexRowBody {
  no: number;
  outcome: string;
  cells: Record<string, string>;
  problems: Finding[];
  warnings: Finding[];
  subject: { kind: string; name: string | null } | null;
  certificateId: string | null;
}

export type Decision = Record<'decisionNumber' | 'decisionDate' | 'issuedBy', string>;

/** The heading of an annex as decisions have it. */
export const ANNEX_HEADING = ['TT', 'Tên sản phẩm', 'Chủ thể', 'Địa chỉ', 'Mã sản phẩm', 'Điểm', 'Xếp hạng', 'Bộ sản phẩm']; // prettier-ignore

/** A row of that heading that is in order, of a product nobody knows. */
export function annexRow<Cell extends TestCell = never>(
  change: Partial<Record<number, Cell>> = {},
): (string | number | null | Cell)[] {
  const no = nextNumber('annex row');
  const row = [no, `Mắm mẫu số ${no}`, 'Hộ kinh doanh Mẫu', 'Xã Đất Mũi', `96-${HOME_COMMUNE}-${String(no % 10_000).padStart(4, '0')}-2026`, 61.5, '3 sao', 8]; // prettier-ignore
  return row.map((cell, at) => (at in change ? (change[at] ?? null) : cell));
}

/** A decision of the province that nobody has recorded. */
export const aDecision = (change: Partial<Decision> = {}): Decision => ({
  decisionNumber: `${nextNumber('annex')}/QĐ-UBND-PHỤ-LỤC`,
  decisionDate: '2026-10-01',
  issuedBy: 'UBND tỉnh Cà Mau',
  ...change,
});

/** Annexes on a small floor, before an officer of the whole province and one of OTHER_COMMUNE alone. */
export class AnnexDesk {
  private constructor(
    readonly database: TestDatabase,
    readonly app: TestApp,
    readonly clock: FakeClock,
    readonly floor: SmallFloor,
    readonly people: People,
    readonly officer: OfficerClient,
    readonly local: OfficerClient,
    readonly certificates: CertificateDesk,
  ) {}

  static async open(env: Record<string, string> = {}): Promise<AnnexDesk> {
    const database = await testDatabase();
    const clock = clockAtSeeding();
    const app = await testApp({ database, clock, env });
    const floor = await SmallFloor.in(database);
    const people = new People(app, database, clock);
    const officer = new OfficerClient(app, await people.officer('certification_officer'));
    const local = new OfficerClient(app, await people.officer('certification_officer', [OTHER_COMMUNE]));
    const certificates = new CertificateDesk(officer, database);
    return new AnnexDesk(database, app, clock, floor, people, officer, local, certificates);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.drop();
  }

  send(bytes: Buffer, decision = aDecision(), by = this.officer, name = 'phu-luc.xlsx'): Promise<Answer> {
    return by.upload('/admin/annex-imports', { name, bytes }, decision);
  }

  /** Sends a file that can be read. */
  async preview(bytes: Buffer, decision = aDecision(), by = this.officer): Promise<AnnexBody> {
    const answer = await this.send(bytes, decision, by);
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body as AnnexBody;
  }

  async read(id: string, by = this.officer): Promise<AnnexBody> {
    return (await by.call<AnnexBody>('GET', `/admin/annex-imports/${id}`)).body;
  }

  async rows(id: string, query = '', by = this.officer): Promise<AnnexRowBody[]> {
    const path = `/admin/annex-imports/${id}/rows?limit=100${query}`;
    return (await by.call<{ items: AnnexRowBody[] }>('GET', path)).body.items;
  }

  choose(id: string, columns: Record<string, number>): Promise<Answer<AnnexBody>> {
    return this.officer.call('PUT', `/admin/annex-imports/${id}/columns`, {
      columns: Object.entries(columns).map(([column, at]) => ({ column, at })),
    });
  }

  confirm(id: string, rows: 'all' | 'good' = 'all', by = this.officer): Promise<Answer> {
    return by.call('POST', `/admin/annex-imports/${id}/confirmation`, { rows });
  }

  /** What the worker does with it. */
  take(id: string): Promise<void> {
    return this.app.get(TakeAnnex).run(id);
  }

  /** Confirms and takes what can be taken. */
  async enter(id: string, rows: 'all' | 'good' = 'all'): Promise<AnnexBody> {
    const answer = await this.confirm(id, rows);
    expect(answer.status, JSON.stringify(answer.body)).toBe(204);
    await this.take(id);
    return this.read(id);
  }

  undo(id: string, by = this.officer): Promise<Answer> {
    return by.call('DELETE', `/admin/annex-imports/${id}/confirmation`);
  }

  /** What the register says under that decision, by product. */
  entered({ decisionNumber }: Decision): Promise<Record<string, unknown>[]> {
    return this.database.query(
      `SELECT product_name AS "productName", holder_name AS "holderName", holder_kind AS "holderKind", set_no AS "setNo",
         commune_code AS "communeCode", product_code AS "productCode", stars, score::float8 AS score, kind,
         issued_on::text AS "issuedOn", expires_on::text AS "expiresOn", product_id AS "productId",
         cooperative_id AS "cooperativeId", follows_id AS "followsId"
       FROM certifications WHERE decision_number = $1 ORDER BY product_name`,
      [decisionNumber],
    );
  }

  async actionsOn(id: string): Promise<string[]> {
    const rows = await this.database.query<{ action: string }>(
      `SELECT action FROM audit_records WHERE subject_id = $1 ORDER BY id`,
      [id],
    );
    return rows.map(({ action }) => action);
  }
}
