import type { hiddenNotice, invitationNotice } from './review-notice.js';
import type { HidingReason } from './review-rules.js';

/** Why a review or a question was taken down, as its author reads it. */
export const ENGLISH_BECAUSE: Readonly<Record<HidingReason, string>> = {
  abuse: 'it insults somebody',
  personal_data: 'it gives away somebody’s private details',
  advertising: 'it is advertising',
  off_topic: 'it is not about the product',
  health_claim: 'it says that the product cures an illness',
  bad_picture: 'a picture is not suitable',
  other: 'for the reason below',
};

/** `hiddenNotice` for whoever bought in English. */
export const englishHiddenNotice: typeof hiddenNotice = ({ product, reason, words, mayEdit }, link) => {
  const next = mayEdit
    ? 'You can change it, and an officer will read it again'
    : 'You can see it on your order’s page';
  return {
    subject: `Your review of ${product} was taken down`,
    text: [
      `An officer of the marketplace has taken down your review of “${product}”: ${ENGLISH_BECAUSE[reason]}.`,
      ...(words === null ? [] : ['', words]),
      '',
      `${next}: ${link}`,
      '',
    ].join('\n'),
    short: `Your review of ${product} was taken down: ${ENGLISH_BECAUSE[reason]}. ${link}`,
  };
};

/** `invitationNotice` for whoever bought in English. */
export const englishInvitationNotice: typeof invitationNotice = ({ groupCode, name, products }, link) => ({
  subject: `Order ${groupCode}: how was it?`,
  text: [
    `Dear ${name},`,
    '',
    'You have received:',
    ...products.map((product) => `- ${product}`),
    '',
    `A few words help those who buy after you: ${link}`,
    'We ask only once for each purchase. If you do not want to be asked again, press “Do not invite me” on the review page.',
    '',
  ].join('\n'),
  short: `Order ${groupCode}: how was it? Write a review: ${link}`,
});
