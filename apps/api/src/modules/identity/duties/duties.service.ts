import { Inject, Injectable } from '@nestjs/common';
import { mayGrant } from '#kernel/permissions';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { readCursor, writeCursor } from '../../../platform/http/cursor.js';
import { Problem } from '../../../platform/http/problem.js';
import { AccountNames } from '../accounts/account-names.js';
import { officerOf } from '../officer.js';
import type { DutiesQueryDto, DutyCoverDto, DutyDto, DutyListDto, NamedAccountDto } from './duties.dto.js';
import { DUTIES_CURSOR, DUTY_LIST, type CoverRow, type DutyRow } from './duty-list.sql.js';

const PAGE_SIZE = 24;

/** Who has which duty where, as far as the reader's territory goes. */
@Injectable()
export class DutiesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly names: AccountNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem invalid_cursor */
  async list(principal: Principal, query: DutiesQueryDto): Promise<DutyListDto> {
    const { limit = PAGE_SIZE } = query;
    const found = await this.find(principal, query, null, limit + 1);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const hasMore = found.length > limit && last !== undefined;
    return { items, nextCursor: hasMore ? writeCursor(DUTIES_CURSOR, last.id, last.id) : null };
  }

  /** One duty, ended or not. @throws Problem not_found */
  async one(principal: Principal, id: string): Promise<DutyDto> {
    const [duty] = await this.find(principal, { state: 'all' }, id, 1);
    if (duty === undefined) throw new Problem('not_found');
    return duty;
  }

  private async find(
    principal: Principal,
    { accountId, commune, role, state = 'open', cursor }: DutiesQueryDto,
    id: string | null,
    limit: number,
  ): Promise<DutyDto[]> {
    const now = this.clock.now();
    const { communes } = officerOf(principal, 'duties.read');
    const after =
      cursor === undefined ? null : readCursor(DUTIES_CURSOR, { key: 'uuid', id: 'uuid' }, cursor).id;
    return this.transactions.run('officer', async (tx) => {
      const rows = await tx.query<DutyRow[]>(DUTY_LIST, [
        now,
        communes,
        accountId ?? null,
        commune ?? null,
        role ?? null,
        state === 'all',
        id,
        after,
        limit,
      ]);
      const ids = rows.flatMap((row) => [
        row.accountId,
        row.grantedBy,
        row.covered?.accountId ?? null,
        row.cover?.accountId ?? null,
      ]);
      const names = await this.names.find(tx, ids);
      return rows.map((row) => dutyView(row, principal, names, now));
    });
  }
}

function dutyView(
  row: DutyRow,
  principal: Principal,
  names: ReadonlyMap<string, string>,
  now: Date,
): DutyDto {
  const named = (id: string): NamedAccountDto => ({ id, name: names.get(id) ?? null });
  const cover = (of: CoverRow | null): DutyCoverDto | null =>
    of && {
      dutyId: of.dutyId,
      account: named(of.accountId),
      startsAt: new Date(of.startsAt),
      endsAt: of.endsAt === null ? null : new Date(of.endsAt),
    };
  const { id, role, communes, startsAt, endsAt, endedAt, grantedBy } = row;
  const hasEnded = endedAt !== null || (endsAt !== null && endsAt <= now);
  return {
    id,
    account: named(row.accountId),
    role,
    communes,
    startsAt,
    endsAt,
    endedAt,
    state: hasEnded ? 'ended' : startsAt > now ? 'to_come' : 'in_force',
    grantedBy: grantedBy === null ? null : named(grantedBy),
    covers: cover(row.covered),
    coveredBy: cover(row.cover),
    mayChange: !hasEnded && mayGrant(principal.duties, role, communes?.map(({ code }) => code) ?? null),
  };
}
