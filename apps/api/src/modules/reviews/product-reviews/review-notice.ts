import type { HidingReason } from './review-rules.js';

/** A notice in words: `short` goes to a telephone. */
export interface ReviewWords {
  subject: string;
  text: string;
  short: string;
}

/** Why a review was taken down, as its author reads it. */
export const BECAUSE: Readonly<Record<HidingReason, string>> = {
  abuse: 'có lời lẽ xúc phạm',
  personal_data: 'lộ thông tin riêng của người khác',
  advertising: 'quảng cáo',
  off_topic: 'không nói về món hàng',
  health_claim: 'nói món hàng chữa được bệnh',
  bad_picture: 'ảnh không phù hợp',
  other: 'vì lý do ghi dưới đây',
};

/** A review was taken off the page. */
export function hiddenNotice(
  review: { product: string; reason: HidingReason; words: string | null; mayEdit: boolean },
  link: string,
): ReviewWords {
  const { product, reason, words, mayEdit } = review;
  const next = mayEdit ? 'Bạn sửa lại được, cán bộ sàn sẽ đọc lại' : 'Bạn xem lại ở trang đơn hàng';
  return {
    subject: `Đánh giá ${product} của bạn đã được gỡ`,
    text: [
      `Cán bộ sàn đã gỡ đánh giá của bạn về “${product}”: ${BECAUSE[reason]}.`,
      ...(words === null ? [] : ['', words]),
      '',
      `${next}: ${link}`,
      '',
    ].join('\n'),
    short: `Đánh giá ${product} của bạn đã được gỡ: ${BECAUSE[reason]}. ${link}`,
  };
}

/** Goods came, and the buyer may say what they think; the same page says how to hear no more of it. */
export function invitationNotice(
  purchase: { groupCode: string; name: string; products: readonly string[] },
  link: string,
): ReviewWords {
  const { groupCode, name, products } = purchase;
  return {
    subject: `Đơn ${groupCode}: mời bạn đánh giá hàng đã nhận`,
    text: [
      `Chào ${name},`,
      '',
      'Bạn đã nhận:',
      ...products.map((product) => `- ${product}`),
      '',
      `Mời bạn viết vài lời cho người mua sau: ${link}`,
      'Sàn chỉ mời một lần cho mỗi lần đặt hàng. Không muốn được mời nữa thì bấm “Đừng mời tôi đánh giá” ở trang đánh giá.',
      '',
    ].join('\n'),
    short: `Đơn ${groupCode}: mời bạn đánh giá hàng đã nhận. ${link}`,
  };
}
