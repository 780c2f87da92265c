import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { findGroupOf } from '../order-access.js';
import type { OrderBuyer } from '../order-buyer.js';
import { sealInvoice, type InvoiceRequest } from '../order-contacts.js';
import { invoiceAskedQueue } from './invoice-queues.js';
import { mayAskForInvoice, type InvoicedOrder } from './invoice-window.js';

/** The buyer says, or says anew, whom the invoices of a purchase are for; its shops are told. */
@Injectable()
export class AskForInvoice {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    private readonly jobs: Jobs,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem sign_in_required, not_found, state_conflict (too late, or nothing was sold) */
  async run(groupCode: string, buyer: OrderBuyer, asked: InvoiceRequest, requestId: string): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('buyer', async (tx) => {
      const { id } = await findGroupOf(tx, { groupCode }, buyer, now);
      await tx.query(`SELECT id FROM order_groups WHERE id = $1 FOR NO KEY UPDATE`, [id]);
      const orders = await tx.query<InvoicedOrder[]>(
        `SELECT status, status_changed_at AS "statusChangedAt" FROM orders WHERE order_group_id = $1`,
        [id],
      );
      const key = await this.dataKeys.find(tx, id);
      const { invoiceDays: days } = this.floor.orderTimers;
      // Without a key the time for which purchases are kept is over, or the contact waits to be sealed.
      if (key === null || !mayAskForInvoice(orders, { days, now })) throw new Problem('state_conflict');
      const { name, taxCode, address, email } = asked;
      await tx.query(
        `UPDATE order_groups SET invoice_sealed = $2, invoice_requested_at = $3, updated_at = $3 WHERE id = $1`,
        [id, sealInvoice(key, JSON.stringify({ name, taxCode, address, email })), now],
      );
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'buyer',
          action: 'order_group.invoice_requested',
          subjectType: 'order_group',
          subjectId: id,
          requestId,
        },
      ]);
      await this.jobs.enqueue(tx, invoiceAskedQueue, { orderGroupId: id, askedAt: now.toISOString() });
    });
  }
}
