import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { valuesFor } from '../../../platform/database/shaped-statement.js';
import { readCursor, writeCursor } from '../../../platform/http/cursor.js';
import { foundText } from '../../../platform/http/found-text.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { SellerTransactions } from '../../sellers/index.js';
import { openRefundAccount } from '../returns/refund-account.js';
import type {
  MoneyAnswer,
  MoneyQueryDto,
  ReceiptAnswer,
  ReceiptsAnswer,
  ReceiptsQueryDto,
  RefundAnswer,
  RefundsAnswer,
  RefundsQueryDto,
} from './money.dto.js';
import {
  MONEY,
  RECEIPTS,
  RECEIPTS_CURSOR,
  REFUNDS,
  REFUNDS_CURSOR,
  WAITING_CURSOR,
  waitingPayments,
} from './money.sql.js';

const PAGE_SIZE = 24;
const NEWEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** A shop's money as the shop sees it: what is waited for, what came, what has to go back. */
@Injectable()
export class MoneyService {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async summary(principal: Principal, slug: string): Promise<MoneyAnswer> {
    return this.sellers.run(principal, slug, 'money', async (tx) => {
      const [money] = await tx.query<MoneyAnswer[]>(MONEY, [vietnamDay(this.clock.now())]);
      if (money === undefined) throw new Error('The sums gave no row');
      return money;
    });
  }

  /** The page as JSON text. @throws Problem invalid_cursor */
  waiting(principal: Principal, slug: string, { limit = PAGE_SIZE, cursor }: MoneyQueryDto): Promise<string> {
    return this.sellers.run(principal, slug, 'money', async (tx) => {
      const place =
        cursor === undefined ? null : readCursor(WAITING_CURSOR, { key: 'instant', id: 'uuid' }, cursor);
      const values = valuesFor(waitingPayments, { limit, ...place });
      const [row] = await runStatement<{ body: string }>(tx, waitingPayments, values);
      return foundText(row ?? null);
    });
  }

  /** @throws Problem invalid_cursor */
  receipts(
    principal: Principal,
    slug: string,
    { limit = PAGE_SIZE, cursor, which = 'all' }: ReceiptsQueryDto,
  ): Promise<ReceiptsAnswer> {
    const before =
      cursor === undefined ? NEWEST : readCursor(RECEIPTS_CURSOR, { key: 'uuid', id: 'uuid' }, cursor).id;
    return this.sellers.run(principal, slug, 'money', async (tx, { sellerId }) => {
      const rows = await tx.query<ReceiptRow[]>(RECEIPTS, [which === 'unmatched', before, limit + 1]);
      const key = await this.dataKeys.find(tx, sellerId);
      const page = rows.slice(0, limit);
      const last = rows.length > limit ? page.at(-1)?.id : undefined;
      return {
        items: page.map(({ remarkSealed, paidAt, ...receipt }) => ({
          ...receipt,
          paidAt: paidAt.toISOString(),
          remark: remarkSealed === null ? null : (key?.open(remarkSealed, 'payment_receipts.remark') ?? null),
        })),
        nextCursor: last === undefined ? null : writeCursor(RECEIPTS_CURSOR, last, last),
      };
    });
  }

  /** The nearest last day first. @throws Problem invalid_cursor */
  refunds(
    principal: Principal,
    slug: string,
    { limit = PAGE_SIZE, cursor, which = 'all' }: RefundsQueryDto,
  ): Promise<RefundsAnswer> {
    const after =
      cursor === undefined ? null : readCursor(REFUNDS_CURSOR, { key: 'integer', id: 'uuid' }, cursor);
    return this.sellers.run(principal, slug, 'money', async (tx) => {
      const day = after === null ? null : dayOf(after.key);
      const rows = await tx.query<RefundRow[]>(REFUNDS, [
        which === 'owed',
        day,
        after?.id ?? null,
        limit + 1,
        vietnamDay(this.clock.now()),
      ]);
      const page = rows.slice(0, limit);
      const last = rows.length > limit ? page.at(-1) : undefined;
      const keys = await this.dataKeys.findAll(tx, [...new Set(page.map(({ groupId }) => groupId))]);
      return {
        items: page.map(({ owedAt, groupId, accountSealed, ...refund }) => ({
          ...refund,
          owedAt: owedAt.toISOString(),
          account: openRefundAccount(keys.get(groupId), accountSealed),
        })),
        nextCursor:
          last === undefined ? null : writeCursor(REFUNDS_CURSOR, last.dueOn.replaceAll('-', ''), last.id),
      };
    });
  }
}

type ReceiptRow = Omit<ReceiptAnswer, 'paidAt' | 'remark'> & { paidAt: Date; remarkSealed: string | null };
type RefundRow = Omit<RefundAnswer, 'owedAt' | 'account'> & {
  owedAt: Date;
  groupId: string;
  accountSealed: string | null;
};

/** `20261123` → `2026-11-23`; a day that is none reads as the first of all. */
function dayOf(digits: string): string {
  const day = digits.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  return Number.isNaN(new Date(day).getTime()) ? '0001-01-01' : day;
}
