import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type Clock, type Day } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { SellerTransactions } from '../../sellers/index.js';
import { INVOICE_FACTS, WRITE_INVOICE, type InvoiceFacts } from './invoice-data.sql.js';
import { invoiceWrittenQueue } from './invoice-queues.js';
import type { InvoiceDto } from './invoice.dto.js';

/**
 * The shop writes down the e-invoice it issued of an order, or puts right what it wrote; the buyer is told. What was
 * written before stays as the version before.
 */
@Injectable()
export class WriteInvoice {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem not_found, not_allowed, validation_failed (a day before the order or after today, a number that stands
   *   for another order), state_conflict (nothing is sold yet or any more, or it was written down before and no reason says
   *   why it is again)
   */
  async run(principal: Principal, slug: string, code: string, wish: InvoiceDto): Promise<void> {
    try {
      await this.write(principal, slug, code, wish);
    } catch (error) {
      const broken = brokenConstraint(error);
      if (broken === 'order_invoices_number_key')
        throw fieldProblem(
          'number',
          'taken',
          'Số này đã ghi cho đơn khác',
          'This number stands for another order',
        );
      // Two wrote at once; whoever was later looks again at what stands there now.
      if (broken === 'order_invoices_version_key' || broken === 'order_invoices_current_key')
        throw new Problem('state_conflict');
      throw error;
    }
  }

  private write(principal: Principal, slug: string, code: string, wish: InvoiceDto): Promise<void> {
    const now = this.clock.now();
    return this.sellers.run(principal, slug, 'orders', async (tx, { sellerId }) => {
      const [order] = await tx.query<InvoiceFacts[]>(INVOICE_FACTS, [code]);
      if (order === undefined) throw new Problem('not_found');
      checkDay(wish.issuedOn, order.placedAt, now);
      const [before] = order.invoices;
      const correction = wish.correction ?? null;
      if ((before === undefined) !== (correction === null)) throw new Problem('state_conflict');
      if (before === undefined && !isSold(order)) throw new Problem('state_conflict');
      const { series, number, issuedOn, lookupCode = null, lookupUrl = null } = wish;
      const invoice = { series, number, issuedOn, lookupCode, lookupUrl };
      const [written] = await tx.query<{ id: string }[]>(WRITE_INVOICE, [
        order.id,
        sellerId,
        ...Object.values(invoice),
        correction,
        now,
      ]);
      if (written === undefined) throw new Error(`The invoice of order ${code} was not written`);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'order.invoice_written',
          subjectType: 'order',
          subjectId: order.id,
          ...(before === undefined ? {} : { before: { series: before.series, number: before.number } }),
          // Not the code to look it up by: it opens an invoice for whoever has it.
          after: { series, number, issuedOn, correction },
        },
      ]);
      await this.jobs.enqueue(tx, invoiceWrittenQueue, { invoiceId: written.id });
    });
  }
}

/** Goods are invoiced once the shop took the order on: at the latest when they pass to the buyer. */
export const isSold = ({ status }: Pick<InvoiceFacts, 'status'>): boolean =>
  status === 'confirmed' || status === 'completed';

function checkDay(day: Day, placedAt: Date, now: Date): void {
  if (Number.isNaN(Date.parse(day)) || day < vietnamDay(placedAt) || day > vietnamDay(now))
    throw fieldProblem(
      'issuedOn',
      'bad_date',
      'Ngày hóa đơn không trước ngày đặt hàng và không sau hôm nay',
      'The day is not before the order and not after today',
    );
}
