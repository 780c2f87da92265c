import { Inject, Injectable } from '@nestjs/common';
import { sumVnd } from '#kernel/money';
import { vietnamDay, type Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Problem } from '../../../platform/http/problem.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { SellerTransactions } from '../../sellers/index.js';
import { openInvoice, type InvoiceRequest } from '../order-contacts.js';
import { INVOICE_FACTS, INVOICE_FACTS_OF_MONTH, type InvoiceFacts } from './invoice-data.sql.js';
import { invoiceLines } from './invoice-lines.js';
import { invoiceSheet } from './invoice-sheet.js';
import type { InvoiceDataAnswer } from './invoice.dto.js';
import { withInstant } from './read-invoices.js';
import { isSold } from './write-invoice.js';

/** What of orders a shop needs to issue its e-invoices; whoever opens whom they are for leaves a line of history. */
@Injectable()
export class InvoicesService {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, not_allowed */
  one(principal: Principal, slug: string, code: string): Promise<InvoiceDataAnswer> {
    return this.sellers.run(principal, slug, 'orders', async (tx, { capacity }) => {
      const [order] = await tx.query<InvoiceFacts[]>(INVOICE_FACTS, [code]);
      if (order === undefined) throw new Problem('not_found');
      const buyer = (await this.buyersOf(tx, [order])).get(order.groupId) ?? null;
      if (buyer !== null && capacity === 'mandate')
        await recordAudit(tx, [
          {
            at: this.clock.now(),
            actorKind: 'seller',
            action: 'order.invoice_read',
            subjectType: 'order',
            subjectId: order.id,
          },
        ]);
      return invoiceView(order, buyer);
    });
  }

  /** Orders whose goods came in the month, a row a line, for the shop's e-invoice software. @throws Problem not_found, not_allowed */
  async file(
    principal: Principal,
    slug: string,
    month = vietnamDay(this.clock.now()).slice(0, 7),
  ): Promise<{ bytes: Buffer; name: string }> {
    const orders = await this.sellers.run(principal, slug, 'money', async (tx, { sellerId }) => {
      const facts = await tx.query<InvoiceFacts[]>(INVOICE_FACTS_OF_MONTH, [month]);
      const buyers = await this.buyersOf(tx, facts);
      await recordAudit(tx, [
        {
          at: this.clock.now(),
          actorKind: 'seller',
          action: 'invoice_data.taken',
          subjectType: 'seller',
          subjectId: sellerId,
          after: { month, orders: facts.length },
        },
      ]);
      return facts.map((order) => ({
        code: order.code,
        ...invoiceView(order, buyers.get(order.groupId) ?? null),
      }));
    });
    return { bytes: await invoiceSheet(orders, month), name: `du-lieu-hoa-don-${month}-${slug}.xlsx` };
  }

  /** By purchase; missing where no invoice was asked for, or the time for which tax papers are kept is over. */
  private async buyersOf(
    tx: EntityManager,
    orders: readonly InvoiceFacts[],
  ): Promise<Map<string, InvoiceRequest>> {
    const sealed = orders.filter(({ invoiceSealed }) => invoiceSealed !== null);
    const ids = [...new Set(sealed.map(({ groupId }) => groupId))];
    const keys = await this.dataKeys.findAll(tx, ids);
    const buyers = new Map<string, InvoiceRequest>();
    for (const { groupId, invoiceSealed, invoiceClear } of orders) {
      const key = keys.get(groupId);
      if (invoiceClear !== null) buyers.set(groupId, invoiceClear as InvoiceRequest);
      else if (invoiceSealed !== null && key !== undefined)
        buyers.set(groupId, JSON.parse(openInvoice(key, invoiceSealed)) as InvoiceRequest);
    }
    return buyers;
  }
}

function invoiceView(order: InvoiceFacts, buyer: InvoiceRequest | null): InvoiceDataAnswer {
  const lines = invoiceLines(order, order.lines);
  const instant = (at: Date | null): string | null => at?.toISOString() ?? null;
  return {
    buyer,
    requestedAt: instant(order.requestedAt),
    method: order.method,
    lines,
    payVnd: sumVnd(lines.map(({ payVnd }) => payVnd)),
    returnedVnd: order.returnedVnd,
    feeVnd: order.feeVnd,
    deliveredAt: instant(order.deliveredAt),
    completedAt: instant(order.completedAt),
    invoices: order.invoices.map(withInstant),
    canWrite: isSold(order) || order.invoices.length > 0,
  };
}
