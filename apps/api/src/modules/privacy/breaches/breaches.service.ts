import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import { HOUR_MS, type Clock } from '#kernel/time';
import { In, type EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { readCursor, writeCursor } from '../../../platform/http/cursor.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { AccountNames } from '../../identity/index.js';
import { BreachEntry } from './breach-entry.entity.js';
import type { BreachesQueryDto, EnterBreachDto, EnterBreachEntryDto } from './breach.dto.js';
import { Breach } from './breach.entity.js';

/** The authority hears of a breach within 72 hours (Law 91/2025/QH15). */
const NOTIFY_HOURS = 72;
const PAGE_SIZE = 24;
const CURSOR = 'breaches';

/** The register of what went wrong with personal data, each with its 72 hours and what was done. */
@Injectable()
export class BreachesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly names: AccountNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Open ones first, then by the day of discovery, newest first. `invalid_cursor`. */
  async list({ limit = PAGE_SIZE, cursor }: BreachesQueryDto): Promise<object> {
    const place = cursor === undefined ? null : readCursor(CURSOR, { key: 'text', id: 'uuid' }, cursor);
    return this.transactions.run('officer', async (tx) => {
      const page = await tx.query<{ id: string; key: string }[]>(
        `SELECT id, key FROM (SELECT id, concat(CASE status WHEN 'open' THEN 1 ELSE 0 END,
             to_char(discovered_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS')) AS key FROM breaches) AS b
         WHERE $2::text IS NULL OR (key, id) < ($2::text, $3::uuid) ORDER BY key DESC, id DESC LIMIT $1 + 1`,
        [limit, place?.key ?? null, place?.id ?? null],
      );
      const shown = page.slice(0, limit);
      const breaches = await tx.findBy(Breach, { id: In(shown.map(({ id }) => id)) });
      const last = page.length > limit ? shown.at(-1) : undefined;
      return {
        items: shown.flatMap(({ id }) =>
          breaches.filter((breach) => breach.id === id).map((breach) => this.view(breach)),
        ),
        nextCursor: last === undefined ? null : writeCursor(CURSOR, last.key, last.id),
      };
    });
  }

  /** @throws Problem not_found */
  async read(id: string): Promise<object> {
    return this.transactions.run('officer', async (tx) => this.detail(tx, await find(tx, id)));
  }

  /** @throws Problem validation_failed (`discoveredAt` in the future) */
  async enter({ accountId }: Principal, form: EnterBreachDto): Promise<object> {
    const now = this.clock.now();
    const discoveredAt = this.past('discoveredAt', form.discoveredAt);
    return this.transactions.run('officer', async (tx) => {
      const id = uuidv7(now.getTime());
      await tx.insert(Breach, {
        id,
        title: form.title,
        discoveredAt,
        what: form.what,
        whose: form.whose,
        peopleCount: form.peopleCount ?? null,
        notifyBy: new Date(discoveredAt.getTime() + NOTIFY_HOURS * HOUR_MS),
        authorityNotifiedAt: null,
        status: 'open',
        statusChangedAt: now,
        enteredBy: accountId,
        createdAt: now,
        updatedAt: now,
      });
      await note(tx, id, 'breach.entered', now);
      return this.detail(tx, await find(tx, id));
    });
  }

  /**
   * Adds to what was found and done. Entries stay as they are; a mistake is put right by another.
   *
   * @throws Problem not_found, validation_failed (`at` in the future), state_conflict (closed; or closing before the
   *   authority was notified)
   */
  async add({ accountId }: Principal, id: string, { kind, at, text }: EnterBreachEntryDto): Promise<object> {
    const now = this.clock.now();
    const when = at === undefined ? now : this.past('at', at);
    return this.transactions.run('officer', async (tx) => {
      const breach = await find(tx, id, true);
      const closing = kind === 'closed';
      if (breach.status === 'closed' || (closing && breach.authorityNotifiedAt === null))
        throw new Problem('state_conflict');
      await tx.insert(BreachEntry, {
        breachId: id,
        kind,
        at: when,
        text,
        enteredBy: accountId,
        createdAt: now,
      });
      await tx.update(
        Breach,
        { id },
        {
          // The first notice is the one the clock is about.
          ...(kind === 'authority_notified' && breach.authorityNotifiedAt === null
            ? { authorityNotifiedAt: when }
            : {}),
          ...(closing ? { status: 'closed' as const, statusChangedAt: now } : {}),
          updatedAt: now,
        },
      );
      await note(tx, id, `breach.${kind}`, now);
      return this.detail(tx, await find(tx, id));
    });
  }

  private past(field: string, text: string): Date {
    const time = new Date(text);
    if (time.getTime() > this.clock.now().getTime())
      throw fieldProblem(field, 'in_future', 'Thời điểm không thể ở tương lai', 'Not a point in the future');
    return time;
  }

  private view({
    id,
    no,
    title,
    status,
    discoveredAt,
    notifyBy,
    authorityNotifiedAt,
    peopleCount,
  }: Breach): object {
    return {
      id,
      no,
      title,
      status,
      discoveredAt: discoveredAt.toISOString(),
      notifyBy: notifyBy.toISOString(),
      authorityNotifiedAt: authorityNotifiedAt?.toISOString() ?? null,
      peopleCount,
      late: (authorityNotifiedAt ?? this.clock.now()) > notifyBy,
    };
  }

  private async detail(tx: EntityManager, breach: Breach): Promise<object> {
    const entries = await tx.find(BreachEntry, { where: { breachId: breach.id }, order: { id: 'ASC' } });
    const names = await this.names.find(
      tx,
      entries.map(({ enteredBy }) => enteredBy),
    );
    return {
      ...this.view(breach),
      what: breach.what,
      whose: breach.whose,
      entries: entries.map(({ kind, at, text, enteredBy, createdAt }) => ({
        kind,
        at: at.toISOString(),
        text,
        enteredBy: names.get(enteredBy) ?? null,
        enteredAt: createdAt.toISOString(),
      })),
    };
  }
}

async function find(tx: EntityManager, id: string, locked = false): Promise<Breach> {
  const breach = await tx.findOne(Breach, {
    where: { id },
    ...(locked ? { lock: { mode: 'pessimistic_write' as const } } : {}),
  });
  if (breach === null) throw new Problem('not_found');
  return breach;
}

function note(tx: EntityManager, id: string, action: string, at: Date): Promise<void> {
  return recordAudit(tx, [{ at, actorKind: 'officer', action, subjectType: 'breach', subjectId: id }]);
}
