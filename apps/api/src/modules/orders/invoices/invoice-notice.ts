import { formatPhone } from '#kernel/phone';
import { formatDay, type Day } from '#kernel/time';
import type { NoticeWords } from '../events/buyer-notice.js';
import type { OrderGroup } from '../order-group.entity.js';
import type { InvoiceCorrection } from './invoice.dto.js';

/** An invoice as its notice speaks of it. */
export interface ToldInvoice extends Pick<OrderGroup, 'id' | 'contactSealed' | 'contactClear'> {
  groupCode: string;
  orderCode: string;
  shopName: string;
  shopPhone: string;
  series: string;
  number: number;
  issuedOn: Day;
  lookupCode: string | null;
  lookupUrl: string | null;
  correction: InvoiceCorrection | null;
  superseded: boolean;
}

const WHY: Readonly<Record<InvoiceCorrection, string>> = {
  mistyped: 'Người bán ghi lại số hóa đơn vì lần trước ghi nhầm.',
  replaced: 'Hóa đơn này thay thế hóa đơn đã báo trước đây.',
  adjusted: 'Hóa đơn này điều chỉnh hóa đơn đã báo trước đây.',
};

/** The shop wrote down the invoice of an order. */
export function invoiceNotice(invoice: ToldInvoice, name: string, link: string): NoticeWords {
  const { orderCode, series, number, lookupCode, lookupUrl, correction } = invoice;
  const subject = `Đơn ${orderCode}: hóa đơn ${series} số ${number}`;
  return {
    subject,
    text: [
      `Chào ${name},`,
      '',
      `${invoice.shopName} đã xuất hóa đơn điện tử cho đơn ${orderCode}: ký hiệu ${series}, số ${number}, ngày ${formatDay(invoice.issuedOn)}.`,
      ...(correction === null ? [] : [WHY[correction]]),
      ...(lookupUrl === null ? [] : [`Tra cứu tại: ${lookupUrl}`]),
      ...(lookupCode === null ? [] : [`Mã tra cứu: ${lookupCode}`]),
      '',
      `Muốn hỏi người bán: ${formatPhone(invoice.shopPhone)}. Xem đơn: ${link}`,
      '',
    ].join('\n'),
    short: `${subject}. ${link}`,
  };
}
