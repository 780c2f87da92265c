import { formatPhone } from '#kernel/phone';
import type { NoticeWords } from '../events/buyer-notice.js';
import type { OrderGroup } from '../order-group.entity.js';
import type { FlagReason } from './flag-causes.sql.js';

/** A purchase with goods that left the floor. */
export interface FlaggedGroup extends Pick<OrderGroup, 'id' | 'code' | 'contactSealed' | 'contactClear'> {
  /** What is flagged in it and was not told yet; null where there is nothing (any more). */
  lines: { orderCode: string; productName: string; shopName: string; shopPhone: string }[] | null;
}

/** What the buyer is told of goods that left the floor, and what they may do. */
export const flagNotice = (
  group: FlaggedGroup,
  reason: FlagReason,
  name: string,
  link: string,
): NoticeWords => ({
  subject: `Đơn đặt hàng ${group.code}: ${happened[reason].short}`,
  text: noticeText(group, name, reason, link),
  short: `Đơn ${group.code}: ${happened[reason].short}. Xem và hủy đơn: ${link}`,
});

const happened: Readonly<Record<FlagReason, { short: string; long: string }>> = {
  certificate_revoked: {
    short: 'có hàng vừa bị thu hồi giấy chứng nhận OCOP',
    long: 'Giấy chứng nhận OCOP của hàng dưới đây vừa bị cơ quan có thẩm quyền thu hồi, nên sàn ngừng bán:',
  },
  taken_down: {
    short: 'có hàng vừa bị gỡ khỏi sàn',
    long: 'Hàng dưới đây vừa bị gỡ khỏi sàn, theo yêu cầu của cơ quan chức năng hoặc quyết định của sàn:',
  },
  shop_suspended: {
    short: 'gian hàng vừa tạm ngưng theo yêu cầu của cơ quan chức năng',
    long: 'Gian hàng bán hàng dưới đây vừa tạm ngưng theo yêu cầu của cơ quan chức năng:',
  },
};

function noticeText(group: FlaggedGroup, name: string, reason: FlagReason, link: string): string {
  const lines = group.lines ?? [];
  const shops = new Map(lines.map(({ shopName, shopPhone }) => [shopName, shopPhone]));
  return [
    `Chào ${name},`,
    '',
    `Về lần đặt hàng ${group.code} của bạn. ${happened[reason].long}`,
    ...lines.map(
      ({ productName, orderCode, shopName }) => `- ${productName} (đơn ${orderCode}, ${shopName})`,
    ),
    '',
    'Bạn có thể:',
    `- Hủy đơn nếu người bán chưa xác nhận và bạn chưa trả tiền, tại: ${link}`,
    ...[...shops].map(
      ([shop, phone]) =>
        `- Đơn đã xác nhận hoặc đã trả tiền: gọi ${shop}, ${formatPhone(phone)}, để dừng giao và nhận lại tiền.`,
    ),
    '- Đã nhận hàng: nên tạm dừng sử dụng, giữ lại bao bì và hỏi người bán.',
    '',
    ...(reason === 'shop_suspended' ? ['Nếu vẫn muốn nhận hàng, bạn không cần làm gì.', ''] : []),
  ].join('\n');
}
