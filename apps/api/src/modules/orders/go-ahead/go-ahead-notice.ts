import { formatVnd } from '#kernel/money';
import { formatPhone } from '#kernel/phone';
import type { NoticeWords } from '../events/buyer-notice.js';
import type { NoticedOrder } from '../events/order-notice.sql.js';

/** To the buyer: `again` where it is the reminder. `confirm` gives the word and does nothing else. */
export function askNotice(
  { orderCode, shopName, shopPhone, totalVnd }: NoticedOrder,
  { name, confirm, again }: { name: string; confirm: string; again: boolean },
): NoticeWords {
  return {
    subject: again ? `Nhắc bạn xác nhận đơn ${orderCode}` : `Mời bạn xác nhận đơn ${orderCode}`,
    text: [
      `Chào ${name},`,
      '',
      again
        ? `Đơn ${orderCode} của ${shopName} vẫn chờ bạn xác nhận. Chưa có lời xác nhận thì người bán chưa gửi hàng.`
        : `Đơn ${orderCode} của ${shopName} trả tiền khi nhận hàng, ${formatVnd(totalVnd)}. Trước khi gửi, người bán cần bạn xác nhận.`,
      `Mở liên kết này rồi bấm “Đúng, gửi hàng cho tôi”: ${confirm}`,
      `Người bán cũng có thể gọi cho bạn. Muốn đổi hoặc không lấy nữa, bạn gọi ${formatPhone(shopPhone)}.`,
      '',
    ].join('\n'),
    short: `Đơn ${orderCode}, ${formatVnd(totalVnd)} trả khi nhận: bấm xác nhận để người bán gửi hàng. ${confirm}`,
  };
}

/** To the shop: the buyer gave the word. */
export function givenNotice({ orderCode, shopName }: NoticedOrder, page: string): NoticeWords {
  return {
    subject: `Khách đã xác nhận đơn ${orderCode}`,
    text: [
      `Khách đã xác nhận đơn ${orderCode} của ${shopName}. Bác gửi hàng được rồi.`,
      `Xem đơn: ${page}`,
      '',
    ].join('\n'),
    short: `Khách đã xác nhận đơn ${orderCode}, bác gửi hàng được rồi. ${page}`,
  };
}

/** To the shop: no word came in time. */
export function overdueNotice(
  { orderCode, shopName }: NoticedOrder,
  { hours, page }: { hours: number; page: string },
): NoticeWords {
  return {
    subject: `Đơn ${orderCode}: khách chưa xác nhận`,
    text: [
      `Đã ${hours} giờ mà khách chưa xác nhận đơn ${orderCode} của ${shopName}.`,
      `Bác gọi khách lần nữa, hoặc hủy đơn với lý do không liên lạc được: ${page}`,
      '',
    ].join('\n'),
    short: `Đã ${hours} giờ khách chưa xác nhận đơn ${orderCode}. Bác gọi lại, hoặc hủy đơn: ${page}`,
  };
}
