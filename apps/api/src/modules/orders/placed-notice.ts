import { formatVnd } from '#kernel/money';
import { formatDateTime } from '#kernel/time';
import { isPaidOnline } from '../payments/index.js';
import type { NoticeWords } from './events/buyer-notice.js';
import { LOOKUP_TOKEN_DAYS } from './order-access.js';
import type { OrderGroup } from './order-group.entity.js';

/** A purchase as its confirmation tells of it. */
export interface PlacedGroup extends Pick<OrderGroup, 'id' | 'code' | 'contactSealed' | 'contactClear'> {
  totalVnd: number;
  orders: {
    code: string;
    seller: string;
    totalVnd: number;
    method: string;
    /** What is paid before it is sent, the rest on delivery; null where nothing is. */
    depositVnd: number | null;
    expiresAt: string | null;
    /** Goods of it wait for the scales. */
    waits: boolean;
  }[];
}

/** The purchase was taken down: what it costs, how each order is paid, where to look it up. */
export function placedNotice(group: PlacedGroup, name: string, link: string): NoticeWords {
  const most = group.orders.some(({ waits }) => waits) ? 'nhiều nhất ' : '';
  return {
    subject: `Đã nhận đơn đặt hàng ${group.code}`,
    text: confirmationText(group, name, link),
    short: `Đã nhận đơn đặt hàng ${group.code}, ${most}${formatVnd(group.totalVnd)}. Xem đơn và cách trả tiền: ${link}`,
  };
}

/** The link that somebody asked for opens the purchase for a while. */
export const linkNotice = (code: string, name: string, link: string): NoticeWords => ({
  subject: `Xem lại đơn đặt hàng ${code}`,
  text: [
    `Chào ${name},`,
    '',
    `Mở liên kết này để xem đơn ${code} (dùng được ${LOOKUP_TOKEN_DAYS} ngày):`,
    link,
    '',
    'Nếu không phải bạn yêu cầu, xin bỏ qua tin nhắn này.',
    '',
  ].join('\n'),
  short: `Xem đơn ${code}, trong ${LOOKUP_TOKEN_DAYS} ngày: ${link}`,
});

function howToPay({ method, expiresAt, waits, depositVnd, totalVnd }: PlacedGroup['orders'][number]): string {
  const until = expiresAt === null ? '' : ` trước ${formatDateTime(new Date(expiresAt))}`;
  if (isPaidOnline(method))
    return `${method === 'card' ? 'thanh toán bằng thẻ' : 'thanh toán bằng ví'} trên trang của đơn${until}`;
  if (depositVnd !== null)
    return `trả trước ${formatVnd(depositVnd)} bằng chuyển khoản${until}, khi nhận hàng trả ${formatVnd(totalVnd - depositVnd)}`;
  if (method !== 'bank_transfer') return 'trả tiền khi nhận hàng';
  if (expiresAt !== null) return `chuyển khoản cho người bán${until}`;
  return waits ? 'chuyển khoản sau khi người bán cân hàng' : 'chuyển khoản cho người bán';
}

function confirmationText(group: PlacedGroup, name: string, link: string): string {
  const byWeight = group.orders.some(({ waits }) => waits);
  const orders = group.orders.map((order) => {
    const most = order.waits ? 'nhiều nhất ' : '';
    return `- Đơn ${order.code}, ${order.seller}: ${most}${formatVnd(order.totalVnd)}, ${howToPay(order)}`;
  });
  return [
    `Chào ${name},`,
    '',
    `Sàn đã nhận đơn đặt hàng ${group.code}, tổng cộng ${byWeight ? 'nhiều nhất ' : ''}${formatVnd(group.totalVnd)}:`,
    ...orders,
    ...(byWeight
      ? [
          '',
          'Hàng bán theo cân: người bán cân khi đóng gói rồi sàn báo số tiền phải trả, chỉ giảm, không tăng.',
        ]
      : []),
    '',
    'Mỗi người bán gửi hàng của mình riêng. Xem từng đơn, mã QR chuyển khoản và bước tiếp theo tại:',
    link,
    '',
    'Sàn không giữ tiền của người mua: tiền chuyển khoản vào thẳng tài khoản của người bán.',
    '',
  ].join('\n');
}
