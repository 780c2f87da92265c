import { formatVnd } from '#kernel/money';
import { formatPhone } from '#kernel/phone';
import { REFUND_DAYS } from '../../payments/index.js';
import type { NoticedEvent, NoticedOrder } from './order-notice.sql.js';

/** A notice in words: `short` goes to a telephone. */
export interface NoticeWords {
  subject: string;
  text: string;
  short: string;
}

/** Why an order ended, as its buyer reads it after "vì". */
const REASONS: Readonly<Record<string, string>> = {
  buyer: 'bạn đã hủy',
  unpaid: 'quá hạn thanh toán mà chưa nhận được tiền',
  unconfirmed: 'người bán chưa nhận đơn trong thời hạn',
  refused: 'hàng được trả lại khi giao',
  out_of_stock: 'người bán hết hàng',
  cannot_deliver: 'người bán không giao được tới địa chỉ này',
  buyer_asked: 'bạn đã nhờ người bán hủy',
  unreachable: 'người bán không liên lạc được với bạn',
  suspicious: 'người bán thấy đơn có dấu hiệu bất thường',
  other: 'người bán không thực hiện được đơn',
};

/** What the buyer is told of a move; null where of that move the buyer is not told here. */
export function buyerNotice(
  event: NoticedEvent,
  order: NoticedOrder,
  name: string,
  link: string,
): NoticeWords | null {
  const { orderCode, shopName, shopPhone } = order;
  const ask = `Muốn hỏi người bán: ${formatPhone(shopPhone)}. Xem đơn: ${link}`;
  const words = (subject: string, lines: readonly string[], short: string): NoticeWords => ({
    subject,
    text: [`Chào ${name},`, '', ...lines, '', ask, ''].join('\n'),
    short: `${short} ${link}`,
  });
  switch (`${event.axis} ${event.to}`) {
    case 'order confirmed':
      return words(
        `Đơn ${orderCode}: người bán đã nhận đơn`,
        [`${shopName} đã nhận đơn ${orderCode} của bạn và đang chuẩn bị hàng.`],
        `Đơn ${orderCode}: ${shopName} đã nhận đơn và đang chuẩn bị hàng.`,
      );
    case 'fulfillment handed_over': {
      const by = [event.carrier, event.trackingCode && `mã vận đơn ${event.trackingCode}`]
        .filter(Boolean)
        .join(', ');
      const pay =
        order.method === 'cod' && !order.paid && order.doorVnd > 0
          ? [`Khi nhận hàng, bạn trả ${formatVnd(order.doorVnd)} cho cả đơn.`]
          : [];
      return words(
        `Đơn ${orderCode}: hàng đang trên đường tới bạn`,
        [`${shopName} đã gửi hàng của đơn ${orderCode}${by === '' ? '' : ` (${by})`}.`, ...pay],
        `Đơn ${orderCode}: hàng đang trên đường tới bạn${by === '' ? '' : ` (${by})`}.`,
      );
    }
    case 'fulfillment delivered':
      return event.actorKind === 'buyer'
        ? null
        : words(
            `Đơn ${orderCode}: đã giao hàng`,
            [
              `${event.actorKind === 'carrier' ? (event.carrier ?? shopName) : shopName} báo đã giao hàng của đơn ${orderCode}.`,
              'Nếu bạn chưa nhận được, mời gọi ngay cho người bán.',
            ],
            `Đơn ${orderCode}: đã giao hàng. Chưa nhận được, mời gọi ${formatPhone(shopPhone)}.`,
          );
    case 'fulfillment unsent': {
      const why = REASONS[event.unsentReason ?? 'other'];
      const { refundVnd } = event;
      const money =
        refundVnd === null
          ? `Cả đơn nay chỉ còn ${formatVnd(order.amountVnd)}.`
          : `${shopName} phải trả lại bạn ${formatVnd(refundVnd)} trong ${REFUND_DAYS} ngày.`;
      return words(
        `Đơn ${orderCode}: có hàng không gửi được`,
        [
          `${shopName} không gửi được phần còn lại của đơn ${orderCode}, vì ${why}:`,
          ...(event.unsent ?? []).map(({ name: what, quantity }) => `- ${quantity} × ${what}`),
          ...(event.unsentWords === null ? [] : [`Người bán nhắn: “${event.unsentWords}”`]),
          money,
        ],
        `Đơn ${orderCode}: phần còn lại không gửi được, vì ${why}. ${money}`,
      );
    }
    case 'order cancelled': {
      const { refundVnd } = event;
      // What a buyer does the buyer knows, but not what of the money follows; of goods nobody weighed another message tells.
      if (order.reason === null || order.reason === 'unweighed') return null;
      if (order.reason === 'buyer' && refundVnd === null) return null;
      const why = REASONS[order.reason] ?? REASONS['other'];
      return words(
        `Đơn ${orderCode} đã hủy`,
        [
          `Đơn ${orderCode} của ${shopName} đã hủy, vì ${why}.`,
          ...(order.words === null ? [] : [`Người bán nhắn: “${order.words}”`]),
          refundVnd === null
            ? 'Bạn không phải trả gì cho đơn này.'
            : `${shopName} phải trả lại bạn ${formatVnd(refundVnd)} trong ${REFUND_DAYS} ngày.`,
        ],
        `Đơn ${orderCode} đã hủy, vì ${why}. ${refundVnd === null ? 'Bạn không phải trả gì.' : `Người bán trả lại ${formatVnd(refundVnd)} trong ${REFUND_DAYS} ngày.`}`,
      );
    }
    default:
      return null;
  }
}
