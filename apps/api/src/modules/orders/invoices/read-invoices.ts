import type { EntityManager } from 'typeorm';
import { INVOICES_OF_ORDERS } from './invoice-data.sql.js';
import type { InvoiceAnswer } from './invoice.dto.js';

/** What shops issued of orders, by order, the one that counts first. */
export async function readInvoices(
  tx: EntityManager,
  orderIds: readonly string[],
): Promise<Map<string, InvoiceAnswer[]>> {
  const rows = await tx.query<{ orderId: string; invoices: InvoiceAnswer[] }[]>(INVOICES_OF_ORDERS, [
    orderIds,
  ]);
  return new Map(rows.map(({ orderId, invoices }) => [orderId, invoices.map(withInstant)]));
}

/** JSON of the database writes an instant with its offset; answers have it in UTC. */
export const withInstant = (invoice: InvoiceAnswer): InvoiceAnswer => ({
  ...invoice,
  writtenAt: new Date(invoice.writtenAt).toISOString(),
});
