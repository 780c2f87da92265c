import { dayInEnglish } from '#kernel/in-english';
import type { InvoiceCorrection } from '../invoices/invoice.dto.js';
import type { invoiceNotice } from '../invoices/invoice-notice.js';
import { letter } from './letter.js';

const WHY: Readonly<Record<InvoiceCorrection, string>> = {
  mistyped: 'The seller has written down its number again, because it had been mistyped.',
  replaced: 'It replaces the invoice you were told of before.',
  adjusted: 'It adjusts the invoice you were told of before.',
};

/** `invoiceNotice` for whoever bought in English. */
export const englishInvoiceNotice: typeof invoiceNotice = (invoice, name, link) => {
  const { orderCode, shopName, shopPhone, series, number, lookupCode, lookupUrl, correction } = invoice;
  const subject = `Order ${orderCode}: invoice ${series} no. ${number}`;
  const lines = [
    `${shopName} has issued an e-invoice for order ${orderCode}: series ${series}, number ${number}, dated ${dayInEnglish(invoice.issuedOn)}.`,
    ...(correction === null ? [] : [WHY[correction]]),
    ...(lookupUrl === null ? [] : [`Look it up at: ${lookupUrl}`]),
    ...(lookupCode === null ? [] : [`Look-up code: ${lookupCode}`]),
  ];
  return letter({ name, link, shopPhone }, { subject, lines, short: `${subject}.` });
};
