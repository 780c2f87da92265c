import { formatVnd } from '#kernel/money';
import { formatPhone } from '#kernel/phone';
import { formatDateTime, formatDay } from '#kernel/time';
import type { NoticeWords } from '../events/buyer-notice.js';
import type { ReceiptFacts, RefundFacts } from './payment-messages.sql.js';

/** Who is told: by name, with the page of the purchase. */
interface Reader {
  name: string;
  link: string;
}

/** A line for the subject and a short message, and the sentences of a letter. */
interface Told {
  subject: string;
  sentences: string[];
}

/** What the buyer is told of money that came in. */
export const receiptNotice = (facts: ReceiptFacts, to: Reader): NoticeWords =>
  letter(facts, to, aboutReceipt(facts));

/** What the buyer is told of money that goes back. */
export const refundNotice = (facts: RefundFacts, status: 'owed' | 'sent', to: Reader): NoticeWords =>
  letter(facts, to, aboutRefund(facts, status));

const letter = (
  { shopPhone }: Pick<ReceiptFacts, 'shopPhone'>,
  { name, link }: Reader,
  { subject, sentences }: Told,
): NoticeWords => ({
  subject,
  text: [
    `Chào ${name},`,
    '',
    ...sentences,
    '',
    `Muốn hỏi người bán: ${formatPhone(shopPhone)}. Xem đơn: ${link}`,
    '',
  ].join('\n'),
  short: `${subject}. ${link}`,
});

function aboutReceipt(facts: ReceiptFacts): Told {
  const { orderCode, shopName } = facts;
  const amount = formatVnd(facts.amountVnd);
  const came = `${shopName} đã nhận ${amount} cho đơn ${orderCode}.`;
  switch (facts.outcome) {
    case 'early':
      return {
        subject: `Đơn ${orderCode}: đã nhận ${amount}, hàng chưa cân`,
        sentences: [came, 'Cân hàng xong, sàn báo bạn số tiền phải trả và phần thừa hoặc thiếu, nếu có.'],
      };
    case 'under': {
      const missing = formatVnd(facts.owedVnd - facts.netVnd);
      const until = facts.expiresAt === null ? '' : ` trước ${formatDateTime(facts.expiresAt)}`;
      return {
        subject: `Đơn ${orderCode}: đã nhận ${amount}, còn thiếu ${missing}`,
        sentences: [
          came,
          `Còn thiếu ${missing}. Mời bạn chuyển nốt${until}, bằng mã QR mới ở trang đơn hàng.`,
        ],
      };
    }
    case 'deposit':
      return {
        subject: `Đơn ${orderCode}: đã nhận ${amount} trả trước`,
        sentences: [
          came,
          ...atTheDoor(facts),
          'Nếu bạn không nhận hàng, người bán trả lại hết phần trả trước.',
        ],
      };
    case 'withdrawn': {
      const until = facts.expiresAt === null ? '' : ` trước ${formatDateTime(facts.expiresAt)}`;
      const open = facts.doorVnd === null && facts.owedVnd > facts.netVnd;
      return {
        subject: `Đơn ${orderCode}: người bán báo nhầm, chưa nhận được ${amount}`,
        sentences: [
          `${shopName} đã báo nhầm là nhận ${amount} cho đơn ${orderCode}; thật ra tiền chưa về tài khoản của họ.`,
          ...atTheDoor(facts),
          open
            ? `Nếu bạn chưa chuyển, mời bạn chuyển${until}, bằng mã QR ở trang đơn hàng.`
            : facts.doorVnd === null
              ? 'Đơn vẫn đủ tiền, bạn không phải trả thêm.'
              : 'Bạn không phải chuyển khoản thêm.',
          'Nếu bạn đã chuyển, mời bạn gọi ngay cho người bán và giữ biên lai chuyển khoản.',
        ],
      };
    }
    case 'late':
      return {
        subject: `Đơn ${orderCode}: tiền đến muộn, hàng vẫn còn, đơn được giữ`,
        sentences: [
          came,
          'Tiền đến sau giờ hẹn nhưng hàng vẫn còn, nên đơn của bạn được tiếp tục.',
          ...atTheDoor(facts),
          ...goesBack(facts),
        ],
      };
    case 'too_late':
      return {
        subject: `Đơn ${orderCode}: tiền đến khi đơn đã hủy, người bán trả lại ${formatVnd(facts.refundVnd)}`,
        sentences: [came, 'Tiền đến khi đơn đã hủy và không giữ được hàng nữa.', ...goesBack(facts)],
      };
    case 'double':
      if (facts.doorVnd !== null)
        return {
          subject: `Đơn ${orderCode}: phần trả trước đã đủ, người bán trả lại ${formatVnd(facts.refundVnd)}`,
          sentences: [came, 'Phần trả trước của đơn này đã đủ.', ...atTheDoor(facts), ...goesBack(facts)],
        };
      return {
        subject: `Đơn ${orderCode}: đã trả đủ từ trước, người bán trả lại ${formatVnd(facts.refundVnd)}`,
        sentences: [came, 'Đơn này đã được trả đủ tiền từ trước.', ...goesBack(facts)],
      };
    default:
      return {
        subject:
          facts.dueOn === null
            ? `Đơn ${orderCode}: người bán đã nhận đủ tiền`
            : `Đơn ${orderCode}: đã nhận đủ tiền, người bán trả lại phần thừa ${formatVnd(facts.refundVnd)}`,
        sentences: [came, 'Đơn đã được trả đủ và hàng được giữ cho bạn.', ...goesBack(facts)],
      };
  }
}

/** Of an order with a deposit: what is left for the door. */
const atTheDoor = ({ doorVnd }: ReceiptFacts): string[] =>
  doorVnd === null ? [] : [`Phần còn lại ${formatVnd(doorVnd)} bạn trả khi nhận hàng.`];

function goesBack({ refundVnd, dueOn, shopName }: ReceiptFacts): string[] {
  if (dueOn === null) return [];
  return [`${shopName} phải trả lại bạn ${formatVnd(refundVnd)}, chậm nhất ngày ${formatDay(dueOn)}.`];
}

function aboutRefund(
  { orderCode, shopName, amountVnd, dueOn, reference }: RefundFacts,
  status: 'owed' | 'sent',
): Told {
  const amount = formatVnd(amountVnd);
  if (status === 'owed')
    return {
      subject: `Đơn ${orderCode}: người bán phải trả lại bạn ${amount}`,
      sentences: [
        `${shopName} phải trả lại bạn ${amount} của đơn ${orderCode}, chậm nhất ngày ${formatDay(dueOn)}.`,
      ],
    };
  return {
    subject: `Đơn ${orderCode}: người bán đã trả lại ${amount}`,
    sentences: [
      `${shopName} báo đã chuyển trả bạn ${amount} của đơn ${orderCode}.`,
      ...(reference === null ? [] : [`Mã giao dịch: ${reference}.`]),
      'Chưa thấy tiền về, mời bạn gọi người bán hoặc sàn.',
    ],
  };
}
