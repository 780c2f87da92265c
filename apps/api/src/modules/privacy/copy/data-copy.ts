import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { copyByRegistry, fieldName } from '../../../platform/privacy/copy-by-registry.js';
import { personalColumns } from '../../../platform/privacy/personal-columns.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';

/** A person's copy of everything the floor holds about them, as the registry of personal columns says. */
@Injectable()
export class DataCopy {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Works as the worker, the one role that reads every table about people; each copy is noted in history. */
  async make(accountId: string): Promise<object> {
    return this.transactions.run('worker', async (tx) => {
      const now = this.clock.now();
      const sections = await copyByRegistry(tx, accountId, this.dataKeys);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'account',
          action: 'account.copied',
          subjectType: 'account',
          subjectId: accountId,
        },
      ]);
      return { accountId, generatedAt: now.toISOString(), sections, withheld: WITHHELD };
    });
  }
}

const WITHHELD = Object.entries(personalColumns).flatMap(([table, { of, withheld = {} }]) =>
  of === undefined
    ? []
    : Object.entries(withheld).map(([column, reason]) => ({ table, field: fieldName(column), reason })),
);
