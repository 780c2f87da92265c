import { formatVnd } from '#kernel/money';
import type { NoticeWords } from '../events/buyer-notice.js';
import type { DisputeKind } from './dispute-status.js';

/** What a notice of a dispute speaks of. */
export interface NoticedDispute {
  orderCode: string;
  shopName: string;
  kind: DisputeKind;
  outcome: string | null;
  outcomeVnd: number | null;
  /** `YYYY-MM-DD`. */
  firstReplyBy: string;
  resolveBy: string;
}

/** What a notice is of: a status the dispute came to, something written by that side, or that its time is over. */
export type NoticedNews =
  { of: 'status'; to: string; by: string } | { of: 'message'; by: string } | { of: 'overdue' };

/** What a complaint is about, as it is read after "về việc". */
const ABOUT: Readonly<Record<DisputeKind, string>> = {
  not_received: 'chưa nhận được hàng',
  not_as_described: 'hàng không đúng mô tả',
  refund_unpaid: 'chưa được hoàn tiền',
  return_declined: 'bị từ chối trả hàng',
  return_unanswered: 'yêu cầu trả hàng không được trả lời',
  price_or_fee: 'giá hoặc phí không đúng',
  conduct: 'thái độ phục vụ',
  other: 'việc khác',
};

const day = (text: string): string => text.split('-').reverse().join('/');

function endWords({ outcome, outcomeVnd }: NoticedDispute): string {
  if (outcome === 'refund') return `hoàn lại khách ${formatVnd(outcomeVnd ?? 0)}`;
  if (outcome === 'return') return 'người bán nhận lại hàng theo yêu cầu trả hàng';
  return outcome === 'shop_right' ? 'người bán làm đúng' : 'theo thỏa thuận của hai bên';
}

/** What the buyer is told; null where of that they are not told. */
export function buyersDisputeNotice(
  news: NoticedNews,
  dispute: NoticedDispute,
  link: string,
): NoticeWords | null {
  const { orderCode, shopName, firstReplyBy, resolveBy } = dispute;
  const about = `Khiếu nại về đơn ${orderCode}`;
  const words = (subject: string, text: string): NoticeWords => ({
    subject: `${about}: ${subject}`,
    text: [`${about} (${ABOUT[dispute.kind]}):`, '', text, '', `Xem và trả lời: ${link}`, ''].join('\n'),
    short: `${about}: ${text} ${link}`,
  });
  if (news.of === 'overdue')
    return words(
      'đã quá hạn giải quyết',
      'Đã quá hạn giải quyết. Cán bộ sàn đã được báo và sẽ xử lý trước các việc khác.',
    );
  if (news.of === 'message')
    return news.by === 'buyer'
      ? null
      : words(
          'có tin mới',
          news.by === 'officer' ? 'Cán bộ sàn vừa nhắn cho bạn.' : `${shopName} vừa nhắn cho bạn.`,
        );
  switch (news.to) {
    case 'open':
      return words(
        'sàn đã nhận',
        `Sàn đã nhận khiếu nại. ${shopName} trả lời chậm nhất ngày ${day(firstReplyBy)}; giải quyết xong chậm nhất ngày ${day(resolveBy)}.`,
      );
    case 'answered':
      return words('người bán đã trả lời', `${shopName} đã trả lời.`);
    case 'escalated':
      return words(
        'đã chuyển đến cán bộ sàn',
        news.by === 'worker'
          ? 'Chưa giải quyết được trong thời hạn, nên đã chuyển đến cán bộ sàn.'
          : 'Đã chuyển đến cán bộ sàn để giải quyết.',
      );
    case 'taken':
      return words('cán bộ sàn đang xem xét', 'Cán bộ sàn đã nhận xem xét.');
    case 'settled':
      return words('đã thỏa thuận xong', `Hai bên đã thỏa thuận xong: ${endWords(dispute)}.`);
    case 'decided':
      return words(
        'đã có kết luận',
        `Cán bộ sàn kết luận: ${endWords(dispute)}. Lý do ghi trong trang khiếu nại.`,
      );
    default:
      return null;
  }
}

/** What the shop is told; null where of that it is not told. */
export function shopsDisputeNotice(
  news: NoticedNews,
  dispute: NoticedDispute,
  link: string,
): NoticeWords | null {
  const { orderCode, firstReplyBy } = dispute;
  const about = `Khách khiếu nại đơn ${orderCode}`;
  const words = (subject: string, text: string): NoticeWords => ({
    subject: `${about}: ${subject}`,
    text: [`${about} (${ABOUT[dispute.kind]}):`, '', text, '', `Xem và trả lời: ${link}`, ''].join('\n'),
    short: `${about}: ${text} ${link}`,
  });
  if (news.of === 'overdue')
    return words('đã quá hạn giải quyết', 'Đã quá hạn giải quyết, cán bộ sàn sẽ xử lý trước các việc khác.');
  if (news.of === 'message')
    return news.by === 'seller' || news.by === 'staff'
      ? null
      : words('có tin mới', news.by === 'officer' ? 'Cán bộ sàn vừa nhắn cho bác.' : 'Khách vừa nhắn thêm.');
  switch (news.to) {
    case 'open':
      return words(
        ABOUT[dispute.kind],
        `Mời bác trả lời chậm nhất ngày ${day(firstReplyBy)}; quá hạn thì cán bộ sàn vào giải quyết.`,
      );
    case 'escalated':
      return words(
        'đã chuyển đến cán bộ sàn',
        news.by === 'worker'
          ? 'Chưa giải quyết được trong thời hạn, nên đã chuyển đến cán bộ sàn.'
          : 'Đã chuyển đến cán bộ sàn để giải quyết.',
      );
    case 'taken':
      return words('cán bộ sàn đang xem xét', 'Cán bộ sàn đã nhận xem xét.');
    case 'settled':
      return words('đã thỏa thuận xong', `Hai bên đã thỏa thuận xong: ${endWords(dispute)}.`);
    case 'withdrawn':
      return words('khách đã rút lại', 'Khách đã rút lại khiếu nại, bác không phải làm gì thêm.');
    case 'decided':
      return words(
        'đã có kết luận',
        `Cán bộ sàn kết luận: ${endWords(dispute)}. Lý do ghi trong trang khiếu nại.`,
      );
    default:
      return null;
  }
}
