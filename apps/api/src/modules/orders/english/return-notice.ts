import { vndInEnglish } from '#kernel/in-english';
import { formatPhone } from '#kernel/phone';
import { REFUND_DAYS } from '../../payments/index.js';
import type { NoticeWords } from '../events/buyer-notice.js';
import type { returnBuyerNotice } from '../returns/return-notice.js';
import { carriageOf, type ShopsDeclineReason } from '../returns/return-status.js';
import { letter } from './letter.js';

/** Why a shop does not take goods back, as the buyer reads it after "because". */
const DECLINED: Readonly<Record<ShopsDeclineReason, string>> = {
  as_described: 'the goods are as described',
  used: 'the goods have been used',
  not_our_goods: 'these goods are not from this shop',
  not_sent: 'the goods have not come back',
  goods_differ: 'the goods that came back are not those that were delivered',
  other: 'the shop cannot take them back',
};

/** `returnBuyerNotice` for whoever bought in English. */
export const englishReturnBuyerNotice: typeof returnBuyerNotice = (to, order, back, { name, link }) => {
  const { orderCode, shopName, shopPhone } = order;
  const words = (subject: string, lines: readonly string[], short: string): NoticeWords =>
    letter(
      { name, link, shopPhone },
      { subject: `Order ${orderCode}: ${subject}`, lines, short: `Order ${orderCode}: ${short}` },
    );
  switch (to) {
    case 'agreed':
      return words(
        'the seller takes the goods back',
        [
          `${shopName} agrees to take back these goods of order ${orderCode}:`,
          ...back.lines.map(({ name: what, quantity }) => `- ${quantity} × ${what}`),
          `Please call ${formatPhone(shopPhone)} to agree how to send them. ${
            carriageOf(back.reason) === 'shop'
              ? 'The seller pays for sending them back.'
              : 'You pay for sending them back.'
          }`,
          'Once the goods are there, the seller refunds you.',
        ],
        `the seller takes the goods back. Call ${formatPhone(shopPhone)} to agree how to send them.`,
      );
    case 'settled': {
      const amount = vndInEnglish(back.refundVnd ?? 0);
      return words(
        `the seller refunds ${amount}`,
        [
          back.goods === 'kept'
            ? `${shopName} refunds the goods you reported; you do not have to send them back.`
            : `${shopName} has received the goods you sent back.`,
          `You get ${amount} back within ${REFUND_DAYS} days.`,
        ],
        `the seller refunds ${amount} within ${REFUND_DAYS} days.`,
      );
    }
    case 'declined': {
      if (back.declineReason === 'officer') return null;
      const why = DECLINED[back.declineReason ?? 'other'];
      return words(
        'the seller does not take the goods back',
        [
          `${shopName} does not take the goods back, because ${why}.`,
          ...(back.declineWords === null ? [] : [`The seller writes: “${back.declineWords}”`]),
          'If you do not agree, you may complain, and an officer of the marketplace will look into it.',
        ],
        `the seller does not take the goods back, because ${why}. You may complain.`,
      );
    }
    case 'escalated':
      return words(
        'no answer from the seller, passed to an officer',
        [
          `${shopName} has not answered your return request in time.`,
          'It has been passed on as a complaint for an officer to decide. You need not do anything; if you have pictures or something to add, send them from the complaint on the order’s page.',
        ],
        'the seller has not answered your return request. An officer now looks into it.',
      );
    default:
      return null;
  }
};
