import { formatInteger, formatVnd } from '#kernel/money';
import { formatPhone } from '#kernel/phone';
import { formatDateTime } from '#kernel/time';
import { REFUND_DAYS } from '../../payments/index.js';
import type { NoticeWords } from '../events/buyer-notice.js';
import type { OrderGroup } from '../order-group.entity.js';
import { WEIGHING_HOURS } from '../order-status.js';

/** An order with goods sold by weight, as its notices speak of it. */
export interface WeighedOrder extends Pick<OrderGroup, 'id' | 'contactSealed' | 'contactClear'> {
  groupCode: string;
  orderCode: string;
  open: boolean;
  shopName: string;
  shopPhone: string;
  method: string;
  expiresAt: Date | null;
  shippingFeeVnd: number;
  discountVnd: number;
  totalVnd: number;
  orderedTotalVnd: number;
  refundsVnd: number;
  lines: { name: string; quantity: number; grams: number | null; kgPriceVnd: number; totalVnd: number }[];
}

/** What the goods weigh and what there is to pay. */
export function weighedNotice(order: WeighedOrder, name: string, link: string): NoticeWords {
  const said = `Đơn ${order.orderCode}: đã cân hàng, phải trả ${formatVnd(order.totalVnd)}`;
  return {
    subject: said,
    text: weighedText(order, name, link),
    short: `${said}. ${howToPay(order)} ${link}`,
  };
}

/** That the order ended because its goods were not weighed. */
export function unweighedNotice(order: WeighedOrder, name: string, link: string): NoticeWords {
  const { orderCode, shopName, shopPhone } = order;
  const back =
    order.refundsVnd === 0
      ? 'Bạn không phải trả gì.'
      : `Người bán trả lại ${formatVnd(order.refundsVnd)} trong ${REFUND_DAYS} ngày.`;
  return {
    subject: `Đơn ${orderCode} đã hủy: người bán chưa cân hàng`,
    text: [
      `Chào ${name},`,
      '',
      `Sau ${WEIGHING_HOURS} giờ, ${shopName} vẫn chưa cân hàng của đơn ${orderCode}, nên đơn tự hủy.`,
      back,
      '',
      `Muốn hỏi người bán: ${formatPhone(shopPhone)}. Xem lại đơn: ${link}`,
      '',
    ].join('\n'),
    short: `Đơn ${orderCode} đã hủy vì người bán chưa cân hàng. ${back} ${link}`,
  };
}

function howToPay({ method, expiresAt }: WeighedOrder): string {
  return method === 'bank_transfer' && expiresAt !== null
    ? `Mời bạn chuyển khoản trước ${formatDateTime(expiresAt)}, bằng mã QR ở trang đơn hàng.`
    : 'Bạn trả khi nhận hàng.';
}

function weighedText(order: WeighedOrder, name: string, link: string): string {
  const lines = order.lines.flatMap(({ name: what, quantity, grams, kgPriceVnd, totalVnd }) =>
    grams === null
      ? []
      : [
          `- ${quantity} × ${what}: ${formatInteger(grams)} g, ${formatVnd(kgPriceVnd)}/kg, thành ${formatVnd(totalVnd)}`,
        ],
  );
  const fell = order.totalVnd < order.orderedTotalVnd;
  return [
    `Chào ${name},`,
    '',
    `${order.shopName} đã cân hàng của đơn ${order.orderCode}:`,
    ...lines,
    '',
    `Phí giao giữ như lúc đặt: ${formatVnd(order.shippingFeeVnd)}.`,
    ...(order.discountVnd > 0 ? [`Giảm giá: ${formatVnd(order.discountVnd)}.`] : []),
    `Cả đơn phải trả ${formatVnd(order.totalVnd)}${fell ? `, ít hơn mức cao nhất lúc đặt (${formatVnd(order.orderedTotalVnd)})` : ', đúng mức cao nhất lúc đặt'}.`,
    howToPay(order),
    '',
    `Xem đơn: ${link}`,
    '',
  ].join('\n');
}
