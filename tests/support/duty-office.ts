import type { Clock } from '#kernel/time';
import type { DutyDto, DutyListDto } from '../../apps/api/src/modules/identity/duties/duties.dto.js';
import type { TestApp } from './app.js';
import { callAs, type Told } from './caller.js';
import type { TestDatabase } from './database.js';
import type { Person } from './people.js';

export interface DutyWish {
  accountId?: string;
  phone?: string;
  role: string;
  communes: string[] | null;
  startsOn?: string;
  endsOn?: string;
}

/** Duties as administrators change them over HTTP, and what came of it. */
export class DutyOffice {
  constructor(
    private readonly app: TestApp,
    private readonly database: TestDatabase,
    private readonly clock: Clock,
  ) {}

  grant(by: Person, wish: DutyWish): Promise<Told<DutyDto>> {
    return callAs(this.app, by, 'POST', '/admin/duties', wish);
  }

  end(by: Person, id: string): Promise<Told<object>> {
    return callAs(this.app, by, 'DELETE', `/admin/duties/${id}`);
  }

  handOver(by: Person, id: string, to: Person): Promise<Told<DutyDto>> {
    return callAs(this.app, by, 'POST', `/admin/duties/${id}/handover`, { accountId: to.accountId });
  }

  delegate(
    by: Person,
    id: string,
    to: Person,
    endsOn = '2026-12-01',
    startsOn?: string,
  ): Promise<Told<DutyDto>> {
    const body = { accountId: to.accountId, endsOn, startsOn };
    return callAs(this.app, by, 'POST', `/admin/duties/${id}/delegation`, body);
  }

  list(by: Person, query = ''): Promise<Told<DutyListDto>> {
    return callAs(this.app, by, 'GET', `/admin/duties${query}`);
  }

  /** What a person's history says of duties, oldest first. */
  history(person: Person): Promise<Record<string, unknown>[]> {
    return this.database.query(
      `SELECT action, actor_id AS by, before, after, request_id IS NOT NULL AS asked FROM audit_records
       WHERE subject_type = 'account' AND subject_id = $1 ORDER BY id`,
      [person.accountId],
    );
  }

  /** The roles an account has at this moment, as the guard sees them. */
  async rolesOf(person: Person): Promise<string[]> {
    const rows = await this.database.query<{ role: string }>(
      `SELECT role FROM duties_in_force($1, $2) ORDER BY role`,
      [person.accountId, this.clock.now()],
    );
    return rows.map(({ role }) => role);
  }
}
