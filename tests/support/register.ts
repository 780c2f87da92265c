import type { TestDatabase } from './database.js';
import { nextNumber } from './numbering.js';
import type { Answer, OfficerClient } from './officer.js';
import { HOME_COMMUNE } from './small-floor.js';

/** A cooperative as the register answers it. */
export interface CooperativeBody {
  id: string;
  name: string;
  registerNumber: string;
  enteredOn: string;
  version: number;
  status: string;
  statusFrom: string | null;
  statuses: { id: string; status: string; fromOn: string }[];
  counts: { countedOn: string; members: number; workers: number }[];
  members: number | null;
  shop: { slug: string } | null;
}

/** A form that is in order, with a register number unlike all others. */
export function cooperativeForm(change: object = {}): Record<string, unknown> {
  return {
    registerNumber: `MAU-${nextNumber('cooperative')}`,
    name: 'Hợp tác xã Mẫu Đất Mũi',
    field: 'agriculture',
    communeCode: HOME_COMMUNE,
    foundedOn: '2015-03-05',
    ...change,
  };
}

/** The register as an officer of the whole province works in it. */
export class Register {
  constructor(
    private readonly officer: OfficerClient,
    private readonly database: TestDatabase,
  ) {}

  /** A new entry; its id. */
  async enter(change: object = {}): Promise<string> {
    const answer = await this.officer.call<{ id: string }>(
      'POST',
      '/admin/cooperatives',
      cooperativeForm(change),
    );
    if (answer.status !== 201) throw new Error(`Not entered: ${JSON.stringify(answer.body)}`);
    return answer.body.id;
  }

  async read(id: string): Promise<CooperativeBody> {
    return (await this.officer.call<CooperativeBody>('GET', `/admin/cooperatives/${id}`)).body;
  }

  move(id: string, status: string, fromOn: string, by = this.officer): Promise<Answer> {
    return by.call('POST', `/admin/cooperatives/${id}/statuses`, { status, fromOn });
  }

  link(id: string, sellerSlug: string, by = this.officer): Promise<Answer> {
    return by.call('PUT', `/admin/cooperatives/${id}/shop`, { sellerSlug });
  }

  /** What was recorded of it, oldest first. */
  async actionsOn(id: string): Promise<string[]> {
    const rows = await this.database.query<{ action: string }>(
      `SELECT action FROM audit_records WHERE subject_id = $1 ORDER BY id`,
      [id],
    );
    return rows.map(({ action }) => action);
  }
}
