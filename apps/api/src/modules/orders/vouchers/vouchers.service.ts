import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type Clock } from '#kernel/time';
import { IsNull, type EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { valuesFor } from '../../../platform/database/shaped-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { readCursor } from '../../../platform/http/cursor.js';
import { foundText } from '../../../platform/http/found-text.js';
import { Problem } from '../../../platform/http/problem.js';
import { officerOf } from '../../identity/index.js';
import { SellerTransactions } from '../../sellers/index.js';
import { giveVoucher } from './give-voucher.js';
import type { GivenVoucherAnswer, GiveVoucherDto, VouchersQueryDto } from './voucher.dto.js';
import { Voucher } from './voucher.entity.js';
import { voucherList, VOUCHERS_CURSOR } from './voucher.sql.js';

const PAGE_SIZE = 24;

/** Vouchers of a shop, for its own people, and of the floor, for officers of the whole province. */
@Injectable()
export class VouchersService {
  constructor(
    private readonly transactions: Transactions,
    private readonly sellers: SellerTransactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The page as JSON text. @throws Problem not_found, not_allowed, invalid_cursor */
  listOfShop(principal: Principal, slug: string, query: VouchersQueryDto): Promise<string> {
    return this.sellers.run(principal, slug, 'listings', (tx, { sellerId }) =>
      page(tx, sellerId, query, this.clock.now()),
    );
  }

  /** @throws Problem not_found, not_allowed, and those of `giveVoucher` */
  giveOfShop(principal: Principal, slug: string, asked: GiveVoucherDto): Promise<GivenVoucherAnswer> {
    return this.sellers.run(principal, slug, 'listings', (tx, { sellerId, accountId }) =>
      giveVoucher(tx, asked, { sellerId, accountId }, this.clock.now()),
    );
  }

  /** Ends it at once; what was bought with it stays. @throws Problem not_found, not_allowed, state_conflict (over already) */
  endOfShop(principal: Principal, slug: string, id: string): Promise<void> {
    return this.sellers.run(principal, slug, 'listings', (tx, { sellerId }) =>
      endVoucher(tx, { id, sellerId }, this.clock.now()),
    );
  }

  /** @throws Problem invalid_cursor */
  listOfFloor(query: VouchersQueryDto): Promise<string> {
    return this.transactions.run('officer', (tx) => page(tx, null, query, this.clock.now()));
  }

  /** @throws Problem not_allowed (it counts everywhere: not for officers of some communes), and those of `giveVoucher` */
  giveOfFloor(principal: Principal, asked: GiveVoucherDto): Promise<GivenVoucherAnswer> {
    const { accountId, communes } = officerOf(principal, 'vouchers.give');
    if (communes !== null) throw new Problem('not_allowed');
    return this.transactions.run('officer', (tx) =>
      giveVoucher(tx, asked, { sellerId: null, accountId }, this.clock.now()),
    );
  }

  /** @throws Problem not_found, state_conflict (over already) */
  endOfFloor(id: string): Promise<void> {
    return this.transactions.run('officer', (tx) => endVoucher(tx, { id, sellerId: null }, this.clock.now()));
  }
}

async function page(
  tx: EntityManager,
  sellerId: string | null,
  { limit = PAGE_SIZE, cursor }: VouchersQueryDto,
  now: Date,
): Promise<string> {
  const place =
    cursor === undefined ? null : readCursor(VOUCHERS_CURSOR, { key: 'instant', id: 'uuid' }, cursor);
  const values = valuesFor(voucherList, { sellerId, today: vietnamDay(now), limit, ...place });
  const [row] = await runStatement<{ body: string }>(tx, voucherList, values);
  return foundText(row ?? null);
}

async function endVoucher(
  tx: EntityManager,
  { id, sellerId }: { id: string; sellerId: string | null },
  now: Date,
): Promise<void> {
  const whose = { id, sellerId: sellerId ?? IsNull() };
  const { affected } = await tx.update(
    Voucher,
    { ...whose, endedAt: IsNull() },
    { endedAt: now, updatedAt: now },
  );
  if (affected !== 1) throw new Problem((await tx.existsBy(Voucher, whose)) ? 'state_conflict' : 'not_found');
  await recordAudit(tx, [
    {
      at: now,
      actorKind: sellerId === null ? 'officer' : 'seller',
      action: 'voucher.ended',
      subjectType: 'voucher',
      subjectId: id,
    },
  ]);
}
