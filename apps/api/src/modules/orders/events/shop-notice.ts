import { formatVnd } from '#kernel/money';
import { formatPhone } from '#kernel/phone';
import type { NoticedOrder } from './order-notice.sql.js';
import type { NoticeWords } from './buyer-notice.js';

const goods = ({ lines }: NoticedOrder): string[] =>
  lines.map(({ name, quantity }) => `- ${quantity} × ${name}`);

/** A new order: `accept` takes it on without signing in, `page` shows it. */
export function newOrderNotice(
  order: NoticedOrder,
  { accept, page }: { accept: string; page: string },
): NoticeWords {
  const { orderCode, totalVnd, depositDueVnd } = order;
  const cash = order.method === 'cod' && depositDueVnd === null;
  const first =
    depositDueVnd === null
      ? 'Khách trả trước.'
      : `Khách trả trước ${formatVnd(depositDueVnd)}, phần còn lại trả khi nhận hàng.`;
  const next = cash
    ? [`Bấm vào đây để nhận đơn, không cần đăng nhập: ${accept}`, `Xem người nhận và địa chỉ: ${page}`]
    : [`${first} Tiền vào rồi sàn báo, lúc đó bác hãy nhận đơn.`, `Xem đơn: ${page}`];
  return {
    subject: `Đơn mới ${orderCode}, ${formatVnd(totalVnd)}`,
    text: [`Gian hàng ${order.shopName} có đơn mới ${orderCode}:`, ...goods(order), '', ...next, ''].join(
      '\n',
    ),
    short: cash
      ? `Đơn mới ${orderCode}, ${formatVnd(totalVnd)}. Nhận đơn: ${accept}`
      : `Đơn mới ${orderCode}, ${formatVnd(totalVnd)}, khách trả trước${depositDueVnd === null ? '' : ` ${formatVnd(depositDueVnd)}`}. Xem: ${page}`,
  };
}

/** The buyer took it back before anybody took it on. */
export function takenBackNotice(order: NoticedOrder, page: string): NoticeWords {
  const { orderCode } = order;
  return {
    subject: `Khách đã hủy đơn ${orderCode}`,
    text: [
      `Khách đã hủy đơn ${orderCode}. Bác không cần gửi hàng nữa:`,
      ...goods(order),
      '',
      `Xem đơn: ${page}`,
      '',
    ].join('\n'),
    short: `Khách đã hủy đơn ${orderCode}, bác không cần gửi hàng nữa. ${page}`,
  };
}

/** It ended by itself, because the shop did not do in time what it had to. */
export function endedByItselfNotice(
  { orderCode, ...order }: NoticedOrder,
  { hours, undone }: { hours: number; undone: 'confirmed' | 'weighed' },
  page: string,
): NoticeWords {
  const what = undone === 'confirmed' ? 'chưa nhận' : 'chưa cân';
  return {
    subject: `Đơn ${orderCode} đã tự hủy`,
    text: [
      `Quá ${hours} giờ bác ${what} đơn ${orderCode}, nên đơn tự hủy. Bác không gửi hàng nữa:`,
      ...goods({ orderCode, ...order }),
      '',
      `Xem đơn: ${page}`,
      '',
    ].join('\n'),
    short: `Đơn ${orderCode} đã tự hủy vì quá ${hours} giờ bác ${what}. ${page}`,
  };
}

/** To the people who assist the shop: nobody takes the order on. */
export function unconfirmedNotice(order: NoticedOrder, hours: number, page: string): NoticeWords {
  const { orderCode, shopName, shopPhone } = order;
  return {
    subject: `${shopName}: đơn ${orderCode} chưa ai nhận`,
    text: [
      `Đơn ${orderCode} của ${shopName} chờ lâu mà chưa ai nhận. Quá ${hours} giờ, đơn tự hủy.`,
      `Nhờ anh/chị gọi gian hàng, ${formatPhone(shopPhone)}, và nhận đơn giúp nếu được ủy quyền: ${page}`,
      '',
    ].join('\n'),
    short: `Đơn ${orderCode} của ${shopName} chưa ai nhận, quá ${hours} giờ sẽ tự hủy. Nhờ gọi ${formatPhone(shopPhone)}. ${page}`,
  };
}
