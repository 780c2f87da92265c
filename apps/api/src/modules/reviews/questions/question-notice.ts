import type { AnsweredKind } from './question-queues.js';
import { BECAUSE, type ReviewWords } from '../product-reviews/review-notice.js';
import type { HidingReason } from '../product-reviews/review-rules.js';

interface NoticedQuestion {
  words: string;
  product: string;
  shopName: string;
}

/** To the shop: somebody wants to know something, and everybody will read the answer. */
export function askedNotice({ product, words }: NoticedQuestion, link: string): ReviewWords {
  return {
    subject: `Khách hỏi về ${product}`,
    text: [
      `Khách hỏi về “${product}”:`,
      '',
      words,
      '',
      `Bác trả lời ở đây, ai xem sản phẩm cũng đọc được: ${link}`,
      '',
    ].join('\n'),
    short: `Khách hỏi về ${product}. Bác trả lời ở đây: ${link}`,
  };
}

/** To whoever asked. */
export function answeredNotice({ product, words, shopName }: NoticedQuestion, link: string): ReviewWords {
  return {
    subject: `${shopName} đã trả lời câu hỏi của bạn`,
    text: [
      `Bạn hỏi về “${product}”:`,
      '',
      words,
      '',
      `${shopName} đã trả lời, mời bạn xem: ${link}`,
      '',
    ].join('\n'),
    short: `${shopName} đã trả lời câu hỏi của bạn về ${product}: ${link}`,
  };
}

/** To whoever asked: an officer took it off the page. */
export function hiddenQuestionNotice(
  question: NoticedQuestion & { reason: HidingReason; hiddenWords: string | null },
  link: string,
): ReviewWords {
  const { product, reason, hiddenWords } = question;
  return {
    subject: `Câu hỏi của bạn về ${product} đã được gỡ`,
    text: [
      `Cán bộ sàn đã gỡ câu hỏi của bạn về “${product}”: ${BECAUSE[reason]}.`,
      ...(hiddenWords === null ? [] : ['', hiddenWords]),
      '',
      `Trang sản phẩm: ${link}`,
      '',
    ].join('\n'),
    short: `Câu hỏi của bạn về ${product} đã được gỡ: ${BECAUSE[reason]}. ${link}`,
  };
}

/** To the shop: an officer took its answer off the page; what it answered stays. */
export function hiddenAnswerNotice(
  answer: {
    kind: AnsweredKind;
    product: string;
    answer: string;
    reason: HidingReason;
    hiddenWords: string | null;
  },
  link: string,
): ReviewWords {
  const { kind, product, reason, hiddenWords } = answer;
  const to = kind === 'review' ? 'đánh giá' : 'câu hỏi';
  return {
    subject: `Lời bác trả lời ${to} về ${product} đã được gỡ`,
    text: [
      `Cán bộ sàn đã gỡ lời bác trả lời một ${to} về “${product}”: ${BECAUSE[reason]}.`,
      ...(hiddenWords === null ? [] : ['', hiddenWords]),
      '',
      'Lời bác đã viết:',
      '',
      answer.answer,
      '',
      `Bác sửa lại thì cán bộ sàn đọc lại rồi cho hiện: ${link}`,
      '',
    ].join('\n'),
    short: `Lời bác trả lời ${to} về ${product} đã được gỡ: ${BECAUSE[reason]}. Bác sửa lại ở đây: ${link}`,
  };
}
