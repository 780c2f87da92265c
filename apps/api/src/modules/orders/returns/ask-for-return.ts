import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { isBank } from '../../payments/index.js';
import { OrderEvents } from '../events/order-events.js';
import { findGroupOf } from '../order-access.js';
import type { OrderBuyer } from '../order-buyer.js';
import { lockOrder, type LockedOrder } from '../shop-orders/lock-order.js';
import { answerBy, cameSince } from './return-clocks.js';
import { sealRefundAccount } from './refund-account.js';
import type { RefundAccountDto, ReturnDto } from './return.dto.js';
import { mayComeBack } from './return-status.js';
import {
  findReturnByKey,
  returnableLines,
  takePhotos,
  writeReturn,
  type ReturnableLine,
} from './returns.sql.js';

/** A buyer asks to give goods back: some pieces of what came within the last days, once a key. */
@Injectable()
export class AskForReturn {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: OrderEvents,
    private readonly dataKeys: DataKeys,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem sign_in_required, not_found, validation_failed (pictures, an account, goods that cannot come back),
   *   state_conflict (not so many came, too long ago, or in another return)
   */
  run(orderCode: string, buyer: OrderBuyer, asked: ReturnDto): Promise<void> {
    const now = this.clock.now();
    return this.transactions.run('worker', async (tx) => {
      const group = await findGroupOf(tx, { orderCode }, buyer, now);
      const order = await lockOrder(tx, { orderCode });
      if ((await runStatement(tx, findReturnByKey, [order.id, asked.key])).length > 0) return;
      const lines = await this.demandReturnable(tx, order, asked, now);
      const account = accountOf(order, asked);
      const key = await this.dataKeys.of(tx, group.id);
      const id = uuidv7(now.getTime());
      const [written] = await runStatement<{ number: number }>(tx, writeReturn, [
        id,
        order.id,
        asked.key,
        asked.reason,
        key.seal(asked.words, 'order_returns.words'),
        account === null ? null : sealRefundAccount(key, account),
        answerBy(now, this.floor.orderTimers),
        now,
        JSON.stringify(lines),
      ]);
      const photos = await runStatement(tx, takePhotos, [id, order.id, now, asked.photos]);
      if (photos.length !== asked.photos.length)
        throw fieldProblem('photos', 'unknown', 'Không có ảnh này, mời gửi lại ảnh', 'No such picture');
      const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0);
      const details = { number: written?.number, reason: asked.reason, pieces };
      await this.events.record(tx, [
        {
          orderId: order.id,
          axis: 'return',
          subjectId: id,
          from: null,
          to: 'requested',
          actorKind: 'buyer',
          at: now,
          details,
        },
      ]);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'buyer',
          action: 'return.requested',
          subjectType: 'order',
          subjectId: order.id,
          after: details,
        },
      ]);
    });
  }

  private async demandReturnable(
    tx: EntityManager,
    order: LockedOrder,
    { lines, reason }: ReturnDto,
    now: Date,
  ): Promise<{ lineId: string; quantity: number }[]> {
    if (order.status !== 'confirmed' && order.status !== 'completed') throw new Problem('state_conflict');
    const known = await runStatement<ReturnableLine>(tx, returnableLines, [
      order.id,
      cameSince(now, this.floor.orderTimers),
    ]);
    return lines.map(({ variantId, quantity }, index) => {
      const line = known.find((one) => one.variantId === variantId.toLowerCase());
      if (line === undefined || quantity > line.returnable) throw new Problem('state_conflict');
      if (!mayComeBack(reason, line.handling))
        throw fieldProblem(
          `lines.${index}.variantId`,
          'not_returnable',
          'Hàng tươi sống, ướp lạnh, đông lạnh chỉ trả được khi không đúng như mô tả hoặc có lỗi',
          'Fresh, chilled and frozen goods go back only where something is wrong with them',
        );
      return { lineId: line.id, quantity };
    });
  }
}

/** Where the shop sends the money: what was paid at the door came from no account. @throws Problem validation_failed */
function accountOf({ method }: LockedOrder, { refundAccount }: ReturnDto): RefundAccountDto | null {
  if (method !== 'cod' && method !== 'bank_transfer') return null;
  if (refundAccount === undefined) {
    if (method === 'bank_transfer') return null;
    throw fieldProblem(
      'refundAccount',
      'required',
      'Ghi tài khoản để người bán chuyển tiền lại',
      'Say to which account the money goes back',
    );
  }
  if (!isBank(refundAccount.bankBin))
    throw fieldProblem('refundAccount.bankBin', 'unknown', 'Không có ngân hàng này', 'No such bank');
  return refundAccount;
}
