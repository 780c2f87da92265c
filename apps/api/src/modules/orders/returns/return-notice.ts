import { formatVnd } from '#kernel/money';
import { formatPhone } from '#kernel/phone';
import { formatDateTime } from '#kernel/time';
import type { NoticeWords } from '../events/buyer-notice.js';
import type { NoticedOrder } from '../events/order-notice.sql.js';
import {
  carriageOf,
  type DeclineReason,
  type ReturnReason,
  type ShopsDeclineReason,
} from './return-status.js';

/** A return as notices speak of it. */
export interface NoticedReturn {
  reason: ReturnReason;
  answerBy: Date;
  goods: 'back' | 'kept' | null;
  declineReason: DeclineReason | null;
  declineWords: string | null;
  refundVnd: number | null;
  lines: { name: string; quantity: number }[];
}

export const NOTICED_RETURN = `
  SELECT r.reason, r.answer_by AS "answerBy", r.goods, r.decline_reason AS "declineReason",
    r.decline_words AS "declineWords", r.refund_vnd::float8 AS "refundVnd",
    (SELECT json_agg(json_build_object('name', concat_ws(', ', l.product_name, l.variant_name), 'quantity', x.quantity)
        ORDER BY l.created_at, l.id)
      FROM order_return_lines x JOIN order_lines l ON l.id = x.order_line_id WHERE x.return_id = r.id) AS lines
  FROM order_returns r WHERE r.id = $1`;

/** Why goods go back, as a shop reads it. */
const REASONS: Readonly<Record<ReturnReason, string>> = {
  not_as_described: 'hàng không đúng như mô tả',
  damaged: 'hàng bể, hư khi tới nơi',
  wrong_goods: 'giao sai hàng',
  missing: 'giao thiếu hàng',
  spoiled: 'hàng hỏng, ôi, hết hạn',
  changed_mind: 'khách đổi ý',
};

/** Why a shop does not take them, as the buyer reads it after "vì". */
const DECLINED: Readonly<Record<ShopsDeclineReason, string>> = {
  as_described: 'hàng đúng như mô tả',
  used: 'hàng đã dùng',
  not_our_goods: 'hàng này không phải của gian hàng',
  not_sent: 'chưa thấy hàng gửi về',
  goods_differ: 'hàng gửi về không giống hàng đã giao',
  other: 'gian hàng không nhận trả được',
};

const goodsOf = ({ lines }: NoticedReturn): string[] =>
  lines.map(({ name, quantity }) => `- ${quantity} × ${name}`);

/** What the buyer is told of a move of a return; null of what the buyer did. */
export function returnBuyerNotice(
  to: string,
  order: NoticedOrder,
  back: NoticedReturn,
  { name, link }: { name: string; link: string },
): NoticeWords | null {
  const { orderCode, shopName, shopPhone } = order;
  const ask = `Muốn hỏi người bán: ${formatPhone(shopPhone)}. Xem đơn: ${link}`;
  const words = (subject: string, lines: readonly string[], short: string): NoticeWords => ({
    subject: `Đơn ${orderCode}: ${subject}`,
    text: [`Chào ${name},`, '', ...lines, '', ask, ''].join('\n'),
    short: `Đơn ${orderCode}: ${short} ${link}`,
  });
  switch (to) {
    case 'agreed':
      return words(
        'người bán đồng ý nhận hàng trả',
        [
          `${shopName} đồng ý nhận lại hàng của đơn ${orderCode}:`,
          ...goodsOf(back),
          `Mời bạn gọi ${formatPhone(shopPhone)} để hẹn cách gửi. ${
            carriageOf(back.reason) === 'shop' ? 'Phí gửi trả do người bán chịu.' : 'Phí gửi trả do bạn chịu.'
          }`,
          'Hàng về tới nơi, người bán hoàn tiền cho bạn.',
        ],
        `người bán đồng ý nhận hàng trả. Mời gọi ${formatPhone(shopPhone)} để hẹn cách gửi.`,
      );
    case 'settled': {
      const amount = formatVnd(back.refundVnd ?? 0);
      return words(
        `người bán hoàn lại ${amount}`,
        [
          back.goods === 'kept'
            ? `${shopName} hoàn tiền cho hàng bạn báo, bạn không phải gửi hàng về.`
            : `${shopName} đã nhận lại hàng bạn trả.`,
          `Bạn được hoàn ${amount}, chậm nhất sau 30 ngày.`,
        ],
        `người bán hoàn lại bạn ${amount}, chậm nhất sau 30 ngày.`,
      );
    }
    case 'declined': {
      // The decision of the dispute is told, with the reasons.
      if (back.declineReason === 'officer') return null;
      const why = DECLINED[back.declineReason ?? 'other'];
      return words(
        'người bán không nhận trả hàng',
        [
          `${shopName} không nhận trả hàng, vì ${why}.`,
          ...(back.declineWords === null ? [] : [`Người bán nhắn: “${back.declineWords}”`]),
          'Nếu không đồng ý, bạn có quyền khiếu nại để cán bộ sàn xem xét.',
        ],
        `người bán không nhận trả hàng, vì ${why}. Không đồng ý, bạn có quyền khiếu nại.`,
      );
    }
    case 'escalated':
      return words(
        'người bán chưa trả lời, đã chuyển cán bộ',
        [
          `${shopName} chưa trả lời yêu cầu trả hàng của bạn trong thời hạn.`,
          'Sàn đã chuyển thành khiếu nại để cán bộ xem xét và kết luận. Bạn không phải làm gì thêm; có ảnh hay điều muốn nói thêm thì gửi ở mục khiếu nại của đơn.',
        ],
        'người bán chưa trả lời yêu cầu trả hàng. Sàn đã chuyển cán bộ xem xét.',
      );
    default:
      return null;
  }
}

/** What the shop is told of a move of a return; null of what the shop did. */
export function returnShopNotice(
  to: string,
  { orderCode, shopName }: NoticedOrder,
  back: NoticedReturn,
  page: string,
): NoticeWords | null {
  const why = REASONS[back.reason];
  const until = formatDateTime(new Date(back.answerBy.getTime() - 1));
  switch (to) {
    case 'requested':
      return {
        subject: `Đơn ${orderCode}: khách muốn trả hàng`,
        text: [
          `Khách của ${shopName} muốn trả hàng của đơn ${orderCode}, vì ${why}:`,
          ...goodsOf(back),
          '',
          `Bác xem ảnh và trả lời trước ${until}. Quá hạn, sàn báo cán bộ: ${page}`,
          '',
        ].join('\n'),
        short: `Đơn ${orderCode}: khách muốn trả hàng, vì ${why}. Trả lời trước ${until}: ${page}`,
      };
    case 'escalated':
      return {
        subject: `Đơn ${orderCode}: quá hạn trả lời yêu cầu trả hàng`,
        text: [
          `Yêu cầu trả hàng của đơn ${orderCode} đã quá hạn mà chưa ai trả lời. Sàn đã chuyển cán bộ xem xét.`,
          `Bác vẫn trả lời được ngay bây giờ: ${page}`,
          '',
        ].join('\n'),
        short: `Đơn ${orderCode}: quá hạn trả lời yêu cầu trả hàng, đã báo cán bộ. Trả lời ngay: ${page}`,
      };
    case 'withdrawn':
      return {
        subject: `Đơn ${orderCode}: khách không trả hàng nữa`,
        text: [
          `Khách đã rút yêu cầu trả hàng của đơn ${orderCode}. Bác không phải làm gì.`,
          `Xem đơn: ${page}`,
          '',
        ].join('\n'),
        short: `Đơn ${orderCode}: khách không trả hàng nữa. ${page}`,
      };
    default:
      return null;
  }
}

/** To the people who assist the shop: nobody answers a return. */
export function returnStaffNotice(
  { orderCode, shopName, shopPhone }: NoticedOrder,
  back: NoticedReturn,
  page: string,
): NoticeWords {
  return {
    subject: `${shopName}: chưa trả lời khách muốn trả hàng, đơn ${orderCode}`,
    text: [
      `Khách muốn trả hàng của đơn ${orderCode}, vì ${REASONS[back.reason]}. ${shopName} chưa trả lời trong thời hạn.`,
      `Nhờ anh/chị gọi gian hàng, ${formatPhone(shopPhone)}, và trả lời giúp nếu được ủy quyền: ${page}`,
      '',
    ].join('\n'),
    short: `${shopName} chưa trả lời khách muốn trả hàng, đơn ${orderCode}. Nhờ gọi ${formatPhone(shopPhone)}. ${page}`,
  };
}
