import { formatVnd } from '#kernel/money';
import { formatDay } from '#kernel/time';
import type { NoticeWords } from '../events/buyer-notice.js';

/** An order and its money, as a shop reads of it. */
export interface ShopMoney {
  orderCode: string;
  /** What the order costs. */
  amountVnd: number;
  /** What of it has not come: with a deposit it is collected at the door. */
  doorVnd: number;
  /** What of the money goes back, and until which day; 0 and null where nothing does. */
  refundVnd: number;
  dueOn: string | null;
}

/** The buyer paid in advance and the money is there: now the order can be taken on, by `accept` without signing in. */
export function paidInAdvanceNotice(
  { orderCode, amountVnd }: ShopMoney,
  { accept, page }: { accept: string; page: string },
): NoticeWords {
  const amount = formatVnd(amountVnd);
  return {
    subject: `Đơn ${orderCode}: khách đã trả ${amount}`,
    text: [
      `Khách đã trả đủ ${amount} cho đơn ${orderCode}, tiền vào tài khoản của bác.`,
      `Bấm vào đây để nhận đơn, không cần đăng nhập: ${accept}`,
      `Xem người nhận và địa chỉ: ${page}`,
      '',
    ].join('\n'),
    short: `Đơn ${orderCode}: khách đã trả ${amount}. Nhận đơn: ${accept}`,
  };
}

/** The deposit is there: now the order can be taken on, and the rest is collected at the door. */
export function depositNotice(
  { orderCode, amountVnd, doorVnd }: ShopMoney,
  { accept, page }: { accept: string; page: string },
): NoticeWords {
  const paid = formatVnd(amountVnd - doorVnd);
  const door = formatVnd(doorVnd);
  return {
    subject: `Đơn ${orderCode}: khách đã trả trước ${paid}`,
    text: [
      `Khách đã trả trước ${paid} cho đơn ${orderCode}, tiền vào tài khoản của bác. Khi giao, bác thu nốt ${door}.`,
      `Bấm vào đây để nhận đơn, không cần đăng nhập: ${accept}`,
      `Xem người nhận và địa chỉ: ${page}`,
      '',
    ].join('\n'),
    short: `Đơn ${orderCode}: khách đã trả trước ${paid}, khi giao thu ${door}. Nhận đơn: ${accept}`,
  };
}

/** Of what came in something has to go back. */
export function refundDueNotice(
  { orderCode, refundVnd, dueOn }: ShopMoney & { dueOn: string },
  page: string,
): NoticeWords {
  const amount = formatVnd(refundVnd);
  const last = formatDay(dueOn);
  return {
    subject: `Đơn ${orderCode}: bác cần trả lại khách ${amount}`,
    text: [
      `Tiền khách chuyển cho đơn ${orderCode} thừa ra, hoặc đến khi đơn đã hủy.`,
      `Bác chuyển trả khách ${amount}, chậm nhất ngày ${last}, rồi ghi mã giao dịch tại: ${page}`,
      '',
    ].join('\n'),
    short: `Đơn ${orderCode}: bác trả lại khách ${amount}, chậm nhất ${last}. ${page}`,
  };
}
