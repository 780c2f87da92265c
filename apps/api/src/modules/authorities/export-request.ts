import { Inject, Injectable } from '@nestjs/common';
import { formatDateTime, vietnamDay, type Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../../platform/audit/record-audit.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { runStatement } from '../../platform/database/run-statement.js';
import { Transactions } from '../../platform/database/transactions.js';
import { Problem } from '../../platform/http/problem.js';
import { AccountNames, type Officer } from '../identity/index.js';
import { OrderContacts, type OrderContact } from '../orders/index.js';
import { exportFacts, exportLines, MOST_LINES, type ExportFacts, type ExportLine } from './export.sql.js';
import { exportWorkbook } from './export-workbook.js';

/**
 * What an authority asked for, as a workbook: shop, product, certificates, orders. Who ordered is in it only while an open
 * request asks for that, and every contact that is opened is history before the file leaves; so is who exported.
 */
@Injectable()
export class ExportRequest {
  constructor(
    private readonly transactions: Transactions,
    private readonly contacts: OrderContacts,
    private readonly names: AccountNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found (also: not the officer's), state_conflict (answered, and it asked who ordered) */
  async run(officer: Officer, id: string): Promise<{ bytes: Buffer; name: string }> {
    const now = this.clock.now();
    const { facts, lines, cut, contacts, by } = await this.transactions.run('officer', async (tx) => {
      const [found] = await runStatement<ExportFacts>(tx, exportFacts, [officer.communes, id]);
      if (found === undefined) throw new Problem('not_found');
      if (found.personalData && found.status !== 'open') throw new Problem('state_conflict');
      const wanted = await runStatement<ExportLine>(tx, exportLines, [id]);
      const rows = wanted.slice(0, MOST_LINES);
      const isCut = wanted.length > rows.length;
      const opened = found.personalData ? await this.open(tx, id, now) : new Map<string, OrderContact>();
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'officer',
          action: 'authority_request.exported',
          subjectType: 'authority_request',
          subjectId: id,
          after: { lines: rows.length, contacts: opened.size, ...(isCut ? { cut: true } : {}) },
        },
      ]);
      const names = await this.names.find(tx, [officer.accountId]);
      return {
        facts: found,
        lines: rows,
        cut: isCut,
        contacts: opened,
        by: names.get(officer.accountId) ?? '',
      };
    });
    const bytes = await exportWorkbook({ facts, lines, cut, contacts, by, at: formatDateTime(now) });
    return { bytes, name: `yeu-cau-${facts.no}-${vietnamDay(now)}.xlsx` };
  }

  /** By purchase; each of them leaves a line of history. */
  private async open(tx: EntityManager, id: string, now: Date): Promise<Map<string, OrderContact>> {
    const groups = await tx.query<Parameters<OrderContacts['openAll']>[1]>(
      `SELECT order_group_id AS id, contact_sealed AS "contactSealed", contact_clear AS "contactClear"
       FROM requested_contacts($1)`,
      [id],
    );
    const opened = await this.contacts.openAll(tx, groups);
    await recordAudit(
      tx,
      [...opened.keys()].map((groupId) => ({
        at: now,
        actorKind: 'officer' as const,
        action: 'order_group.contact_read',
        subjectType: 'order_group',
        subjectId: groupId,
        after: { authorityRequestId: id },
      })),
    );
    return opened;
  }
}
