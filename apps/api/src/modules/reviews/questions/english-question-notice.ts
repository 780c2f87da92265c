import { ENGLISH_BECAUSE } from '../product-reviews/english-review-notice.js';
import type { answeredNotice, hiddenQuestionNotice } from './question-notice.js';

/** `answeredNotice` for whoever asked in English. */
export const englishAnsweredNotice: typeof answeredNotice = ({ product, words, shopName }, link) => ({
  subject: `${shopName} has answered your question`,
  text: [
    `You asked about “${product}”:`,
    '',
    words,
    '',
    `${shopName} has answered. Read it here: ${link}`,
    '',
  ].join('\n'),
  short: `${shopName} has answered your question about ${product}: ${link}`,
});

/** `hiddenQuestionNotice` for whoever asked in English. */
export const englishHiddenQuestionNotice: typeof hiddenQuestionNotice = (
  { product, reason, hiddenWords },
  link,
) => ({
  subject: `Your question about ${product} was taken down`,
  text: [
    `An officer of the marketplace has taken down your question about “${product}”: ${ENGLISH_BECAUSE[reason]}.`,
    ...(hiddenWords === null ? [] : ['', hiddenWords]),
    '',
    `The product’s page: ${link}`,
    '',
  ].join('\n'),
  short: `Your question about ${product} was taken down: ${ENGLISH_BECAUSE[reason]}. ${link}`,
});
