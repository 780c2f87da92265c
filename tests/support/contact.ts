import { OrderGroup } from '../../apps/api/src/modules/orders/order-group.entity.js';
import {
  openInvoice,
  OrderContacts,
  type ClearContact,
} from '../../apps/api/src/modules/orders/order-contacts.js';
import { Transactions } from '../../apps/api/src/platform/database/transactions.js';
import { DataKeys } from '../../apps/api/src/platform/sealing/data-keys.js';
import type { TestApp } from './app.js';

/** What the floor keeps of the buyer of a purchase, opened with its key; null once it was taken away. */
export async function keptContact(app: TestApp, groupCode: string): Promise<ClearContact | null> {
  return app.get(Transactions).run('worker', async (tx) => {
    const group = await tx.findOneByOrFail(OrderGroup, { code: groupCode });
    const contact = await app.get(OrderContacts).open(tx, group);
    if (contact === null) return null;
    const invoice =
      group.invoiceSealed === null
        ? null
        : openInvoice(await app.get(DataKeys).of(tx, group.id), group.invoiceSealed);
    return {
      ...contact,
      invoice: invoice === null ? null : (JSON.parse(invoice) as ClearContact['invoice']),
    };
  });
}
