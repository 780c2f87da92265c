import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { NotSealedHere } from '#kernel/sealing';
import { addDays, startOfVietnamDay, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { PLACE_IN_HISTORY, type SealedValue } from '../../../platform/audit/sealed-value.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { readCursor, writeCursor } from '../../../platform/http/cursor.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { DataKeys, type DataKey } from '../../../platform/sealing/data-keys.js';
import { AccountNames } from '../accounts/account-names.js';
import { officerOf } from '../officer.js';
import { changesOf, sealedValuesIn, type ShownValue } from './audit-changes.js';
import type { AuditRecordDto, AuditRecordListDto, AuditRecordsQueryDto } from './audit-records.dto.js';
import { AUDIT_CURSOR, auditList, type AuditRow } from './audit-records.sql.js';

const PAGE_SIZE = 24;

/**
 * The history as officers read it. A list shows that there are personal values; they are opened only in the history of one
 * subject. Whose history was read, and by whom, is history itself.
 */
@Injectable()
export class AuditRecordsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    private readonly names: AccountNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem validation_failed, invalid_cursor */
  async list(principal: Principal, query: AuditRecordsQueryDto): Promise<AuditRecordListDto> {
    const { subjectType, subjectId, actorId, sellerId, action, from, to, cursor, limit = PAGE_SIZE } = query;
    if (subjectId !== undefined && subjectType === undefined)
      throw fieldProblem('subjectType', 'required', 'Cần nói rõ loại đối tượng', 'Say which kind of subject');
    const filter = {
      subjectType,
      subjectId,
      actorId,
      sellerId,
      action,
      from: from === undefined ? undefined : startOfVietnamDay(from),
      to: to === undefined ? undefined : startOfVietnamDay(addDays(to, 1)),
      after:
        cursor === undefined ? undefined : readCursor(AUDIT_CURSOR, { key: 'instant', id: 'uuid' }, cursor),
      communes: officerOf(principal, 'audit.read').communes ?? undefined,
    };
    const { text, values } = auditList(filter, limit + 1);
    return this.transactions.run('officer', async (tx) => {
      const rows = await tx.query<AuditRow[]>(text, values);
      const page = rows.slice(0, limit);
      await this.recordReading(tx, query);
      const last = page.at(-1);
      const isMore = rows.length > limit && last !== undefined;
      return {
        items: await this.views(tx, page, subjectId !== undefined),
        nextCursor: isMore ? writeCursor(AUDIT_CURSOR, last.key, last.id) : null,
      };
    });
  }

  private async views(
    tx: EntityManager,
    rows: readonly AuditRow[],
    opens: boolean,
  ): Promise<AuditRecordDto[]> {
    const accounts = rows.flatMap(({ actorId, subjectType, subjectId }) => [
      actorId,
      subjectType === 'account' ? subjectId : null,
    ]);
    const names = await this.names.find(tx, accounts);
    const owners = rows.flatMap(({ before, after }) => sealedValuesIn([before, after]).map(({ of }) => of));
    const keys = await this.dataKeys.findAll(tx, owners);
    return rows.map((row) => ({
      id: row.id,
      occurredAt: row.occurredAt,
      action: row.action,
      subjectType: row.subjectType,
      subjectId: row.subjectId,
      subjectName: row.subjectType === 'account' ? (names.get(row.subjectId) ?? null) : row.subjectName,
      actor: {
        kind: row.actorKind,
        id: row.actorId,
        name: row.actorId === null ? null : (names.get(row.actorId) ?? null),
      },
      forShop:
        row.sellerId === null
          ? null
          : {
              sellerId: row.sellerId,
              slug: row.sellerSlug,
              name: row.sellerName,
              byMandate: row.mandateId !== null,
            },
      changes: changesOf(row.before, row.after, (value) => openValue(value, keys.get(value.of), opens)),
      requestId: row.requestId,
    }));
  }

  /** Reading about a person, as the subject or as whoever did it, stands in that person's history. */
  private async recordReading(
    tx: EntityManager,
    { subjectType, subjectId, actorId }: AuditRecordsQueryDto,
  ): Promise<void> {
    const read = [
      ...(subjectType === 'account' && subjectId !== undefined ? [{ id: subjectId, as: 'subject' }] : []),
      ...(actorId === undefined ? [] : [{ id: actorId, as: 'actor' }]),
    ];
    if (read.length === 0) return;
    await recordAudit(
      tx,
      read.map(({ id, as }) => ({
        at: this.clock.now(),
        actorKind: 'officer' as const,
        action: 'history.read',
        subjectType: 'account',
        subjectId: id,
        after: { as },
      })),
    );
  }
}

function openValue({ sealed }: SealedValue, key: DataKey | undefined, opens: boolean): ShownValue {
  if (key === undefined) return { state: 'erased', text: null };
  if (!opens) return { state: 'sealed', text: null };
  try {
    return { state: 'opened', text: key.open(sealed, PLACE_IN_HISTORY) };
  } catch (error) {
    if (error instanceof NotSealedHere) return { state: 'sealed', text: null };
    throw error;
  }
}
