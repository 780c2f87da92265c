import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { maskEmail, maskPhone } from '#kernel/masking';
import { holds, mayGrant } from '#kernel/permissions';
import { normalizePhone } from '#kernel/phone';
import { foldVietnamese } from '#kernel/text';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../../platform/access/access.js';
import { HitCounters } from '../../../../platform/access/hit-counters.js';
import { recordAudit } from '../../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../../platform/clock/clock.module.js';
import { Transactions } from '../../../../platform/database/transactions.js';
import { readCursor, writeCursor } from '../../../../platform/http/cursor.js';
import { Problem } from '../../../../platform/http/problem.js';
import { fieldProblem } from '../../../../platform/http/validation.js';
import { DataKeys } from '../../../../platform/sealing/data-keys.js';
import { Keyring } from '../../../../platform/sealing/keyring.js';
import { officerOf } from '../../officer.js';
import { LOOK_UPS_BY_OFFICER } from '../../sign-in-limits.js';
import { AccountNames } from '../account-names.js';
import type { AccountsQueryDto, AdminAccountDto, AdminAccountListDto } from './admin-accounts.dto.js';
import {
  ACCOUNT_BY_CONTACT,
  ACCOUNTS_BY_ID,
  ACCOUNTS_CURSOR,
  OFFICER_IDS,
  OFFICERS,
  ONE_ACCOUNT,
  type AccountRow,
} from './admin-accounts.sql.js';

const PAGE_SIZE = 24;
/** Opening a name costs a decryption: a search by name looks at this many officers and says when there were more. */
const NAMES_OPENED = 300;

/** Finds accounts for those who help people with them. Whose account was looked at stands in the history. */
@Injectable()
export class AdminAccountsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    private readonly keyring: Keyring,
    private readonly names: AccountNames,
    private readonly counters: HitCounters,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * By a whole phone number or e-mail address, by words of an officer's name, or all officers.
   *
   * @throws Problem validation_failed, invalid_cursor, rate_limited
   */
  async search(principal: Principal, query: AccountsQueryDto): Promise<AdminAccountListDto> {
    if ([query.phone, query.email, query.name].filter((word) => word !== undefined).length > 1)
      throw fieldProblem('name', 'one_only', 'Chỉ tìm theo một cách mỗi lần', 'Search in one way at a time');
    if (query.phone !== undefined || query.email !== undefined)
      await this.counters.demandAll(LOOK_UPS_BY_OFFICER, principal.accountId);
    return this.transactions.run('officer', async (tx) => {
      if (query.name !== undefined) return this.byName(tx, principal, query.name);
      if (query.phone !== undefined || query.email !== undefined) return this.byContact(tx, principal, query);
      return this.officers(tx, principal, query);
    });
  }

  /** @throws Problem not_found */
  async one(principal: Principal, id: string): Promise<AdminAccountDto> {
    return this.transactions.run('officer', async (tx) => {
      const rows = await tx.query<AccountRow[]>(ONE_ACCOUNT, [...this.reader(principal), id]);
      const [account] = await this.views(tx, principal, rows);
      if (account === undefined) throw new Problem('not_found');
      await this.recordView(tx, account.id, 'page');
      return account;
    });
  }

  private async byContact(
    tx: EntityManager,
    principal: Principal,
    { phone, email }: AccountsQueryDto,
  ): Promise<AdminAccountListDto> {
    const e164 = phone === undefined ? null : normalizePhone(phone);
    if (phone !== undefined && e164 === null)
      throw fieldProblem('phone', 'bad_phone', 'Số điện thoại chưa đúng', 'Not a phone number');
    const rows = await tx.query<AccountRow[]>(ACCOUNT_BY_CONTACT, [
      ...this.reader(principal),
      e164 === null ? [] : this.keyring.hashes('phone', e164),
      email === undefined ? [] : this.keyring.hashes('email', email.trim().toLowerCase()),
    ]);
    const items = await this.views(tx, principal, rows);
    for (const { id } of items) await this.recordView(tx, id, phone === undefined ? 'email' : 'phone');
    return { items, nextCursor: null, more: false };
  }

  private async byName(tx: EntityManager, principal: Principal, name: string): Promise<AdminAccountListDto> {
    const words = foldVietnamese(name).split(' ');
    const found = await tx.query<{ id: string }[]>(OFFICER_IDS, [
      ...this.reader(principal),
      NAMES_OPENED + 1,
    ]);
    const names = await this.names.find(
      tx,
      found.slice(0, NAMES_OPENED).map(({ id }) => id),
    );
    const matching = [...names].filter(([, known]) => {
      const folded = ` ${foldVietnamese(known)}`;
      return words.every((word) => folded.includes(` ${word}`));
    });
    const ids = matching.map(([id]) => id).slice(0, PAGE_SIZE);
    const rows = await tx.query<AccountRow[]>(ACCOUNTS_BY_ID, [...this.reader(principal), ids]);
    const more = found.length > NAMES_OPENED || matching.length > PAGE_SIZE;
    return { items: await this.views(tx, principal, rows), nextCursor: null, more };
  }

  private async officers(
    tx: EntityManager,
    principal: Principal,
    { cursor, limit = PAGE_SIZE }: AccountsQueryDto,
  ): Promise<AdminAccountListDto> {
    const after =
      cursor === undefined ? null : readCursor(ACCOUNTS_CURSOR, { key: 'uuid', id: 'uuid' }, cursor).id;
    const rows = await tx.query<AccountRow[]>(OFFICERS, [...this.reader(principal), after, limit + 1]);
    const items = await this.views(tx, principal, rows.slice(0, limit));
    const last = items.at(-1);
    const nextCursor =
      rows.length > limit && last !== undefined ? writeCursor(ACCOUNTS_CURSOR, last.id, last.id) : null;
    return { items, nextCursor, more: false };
  }

  private reader(principal: Principal): [Date, readonly string[] | null] {
    return [this.clock.now(), officerOf(principal, 'accounts.read').communes];
  }

  private async views(
    tx: EntityManager,
    principal: Principal,
    rows: readonly AccountRow[],
  ): Promise<AdminAccountDto[]> {
    const keys = await this.dataKeys.findAll(
      tx,
      rows.map(({ id }) => id),
    );
    return rows.map(({ name, phone, email, duties, ...row }) => {
      const key = keys.get(row.id);
      const open = (sealed: string | null, place: string): string | null =>
        sealed === null || key === undefined ? null : key.open(sealed, place);
      const [openPhone, openEmail] = [open(phone, 'accounts.phone'), open(email, 'accounts.email')];
      return {
        ...row,
        name: open(name, 'accounts.name'),
        phoneMasked: openPhone === null ? null : maskPhone(openPhone),
        emailMasked: openEmail === null ? null : maskEmail(openEmail),
        duties: duties.map(({ startsAt, endsAt, ...duty }) => ({
          ...duty,
          startsAt: new Date(startsAt),
          endsAt: endsAt === null ? null : new Date(endsAt),
        })),
        mayChange: mayChangeAccount(principal, row.id, duties),
      };
    });
  }

  private async recordView(tx: EntityManager, id: string, by: 'page' | 'phone' | 'email'): Promise<void> {
    await recordAudit(tx, [
      {
        at: this.clock.now(),
        actorKind: 'officer',
        action: 'account.viewed',
        subjectType: 'account',
        subjectId: id,
        after: { by },
      },
    ]);
  }
}

/** Officers' accounts are for those who could have given them all their duties; nobody blocks themselves. */
function mayChangeAccount(principal: Principal, accountId: string, duties: AccountRow['duties']): boolean {
  return (
    accountId !== principal.accountId &&
    holds(principal.duties, 'accounts.support') &&
    duties.every(({ role, communes }) =>
      mayGrant(principal.duties, role, communes?.map(({ code }) => code) ?? null),
    )
  );
}
