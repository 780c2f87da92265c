import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Messages } from '../../../platform/mail/messages.js';
import { smsText } from '../../../platform/mail/sms-text.js';
import { placementToken } from '../order-access.js';
import { OrderContacts } from '../order-contacts.js';
import { ASKED_SHOPS, TOLD_INVOICE } from './invoice-data.sql.js';
import { englishInvoiceNotice } from '../english/invoice-notice.js';
import { inTheirs, theirPage } from '../../../platform/http/in-their-language.js';
import { invoiceNotice, type ToldInvoice } from './invoice-notice.js';

interface AskedShop {
  orderCode: string;
  shopSlug: string;
  shopPhone: string;
  written: boolean;
}

/** What buyers and shops are told of invoices. Each is safe to repeat: the same event, the same message id. */
@Injectable()
export class InvoiceMessages {
  constructor(
    private readonly transactions: Transactions,
    private readonly messages: Messages,
    private readonly contacts: OrderContacts,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** The buyer, of an invoice its shop wrote down; of one that was put right meanwhile nothing. */
  async written(invoiceId: string): Promise<void> {
    const found = await this.transactions.run('worker', async (tx) => {
      const [invoice] = await tx.query<ToldInvoice[]>(TOLD_INVOICE, [invoiceId]);
      if (invoice === undefined) throw new Error(`No invoice ${invoiceId}`);
      const contact = invoice.superseded ? null : await this.contacts.open(tx, invoice);
      return contact === null ? null : { invoice, contact };
    });
    if (found === null) return;
    const { invoice, contact } = found;
    const token = placementToken(invoice.id, this.environment.sessionSecret);
    const path = `/don-hang/${invoice.groupCode}?token=${token}`;
    const link = theirPage(this.environment.publicUrl, contact, path);
    const say = inTheirs(contact, invoiceNotice, englishInvoiceNotice);
    const { short, ...words } = say(invoice, contact.name, link);
    await this.messages.send({
      id: `order-invoice-${invoiceId}`,
      to: { email: contact.email, phone: contact.phone },
      ...words,
      short: smsText(short),
    });
  }

  /** The shops of a purchase: whom the invoice is for stands on the order's page, never in a message. */
  async asked(orderGroupId: string, askedAt: string): Promise<void> {
    const shops = await this.transactions.run('worker', (tx) =>
      tx.query<AskedShop[]>(ASKED_SHOPS, [orderGroupId]),
    );
    for (const { orderCode, shopSlug, shopPhone, written } of shops) {
      const page = `${this.environment.publicUrl}/kenh-nguoi-ban/${shopSlug}/don-hang/${orderCode}#hoa-don`;
      const subject = `Đơn ${orderCode}: khách xin hóa đơn`;
      await this.messages.send({
        id: `invoice-asked-${orderCode}-${new Date(askedAt).getTime()}`,
        to: { phone: shopPhone },
        subject,
        text: [
          `Khách của đơn ${orderCode} vừa cho biết thông tin để ghi hóa đơn.`,
          ...(written ? ['Bác đã ghi số hóa đơn trước đó. Nếu cần, bác lập hóa đơn thay thế.'] : []),
          `Xem thông tin và ghi số hóa đơn: ${page}`,
          '',
        ].join('\n'),
        short: smsText(`${subject}. Xem: ${page}`),
      });
    }
  }
}
