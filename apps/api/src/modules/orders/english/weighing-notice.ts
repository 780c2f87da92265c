import { dateTimeInEnglish, integerInEnglish, vndInEnglish } from '#kernel/in-english';
import { REFUND_DAYS } from '../../payments/index.js';
import { WEIGHING_HOURS } from '../order-status.js';
import type { unweighedNotice, weighedNotice, WeighedOrder } from '../weighing/weighing-notice.js';
import { letter } from './letter.js';

/** `weighedNotice` for whoever bought in English. */
export const englishWeighedNotice: typeof weighedNotice = (order, name, link) => {
  const { orderCode, shopName, shopPhone } = order;
  const subject = `Order ${orderCode}: weighed, ${vndInEnglish(order.totalVnd)} to pay`;
  const fell = order.totalVnd < order.orderedTotalVnd;
  const weighed = order.lines.flatMap(({ name: what, quantity, grams, kgPriceVnd, totalVnd }) =>
    grams === null
      ? []
      : [
          `- ${quantity} × ${what}: ${integerInEnglish(grams)} g at ${vndInEnglish(kgPriceVnd)}/kg, ${vndInEnglish(totalVnd)}`,
        ],
  );
  const lines = [
    `${shopName} has weighed the goods of order ${orderCode}:`,
    ...weighed,
    '',
    `Delivery as ordered: ${vndInEnglish(order.shippingFeeVnd)}.`,
    ...(order.discountVnd > 0 ? [`Discount: ${vndInEnglish(order.discountVnd)}.`] : []),
    `The whole order comes to ${vndInEnglish(order.totalVnd)}, ${
      fell
        ? `less than the most agreed when you ordered (${vndInEnglish(order.orderedTotalVnd)})`
        : 'the most agreed when you ordered'
    }.`,
    howToPay(order),
  ];
  return letter({ name, link, shopPhone }, { subject, lines, short: `${subject}. ${howToPay(order)}` });
};

/** `unweighedNotice` for whoever bought in English. */
export const englishUnweighedNotice: typeof unweighedNotice = (order, name, link) => {
  const { orderCode, shopName, shopPhone } = order;
  const back =
    order.refundsVnd === 0
      ? 'You owe nothing.'
      : `The seller pays back ${vndInEnglish(order.refundsVnd)} within ${REFUND_DAYS} days.`;
  return letter(
    { name, link, shopPhone },
    {
      subject: `Order ${orderCode} cancelled: the goods were not weighed`,
      lines: [
        `After ${WEIGHING_HOURS} hours ${shopName} had not weighed the goods of order ${orderCode}, so it was cancelled.`,
        back,
      ],
      short: `Order ${orderCode} was cancelled because the seller did not weigh the goods. ${back}`,
    },
  );
};

const howToPay = ({ method, expiresAt }: WeighedOrder): string =>
  method === 'bank_transfer' && expiresAt !== null
    ? `Please transfer it by ${dateTimeInEnglish(expiresAt)}, with the QR code on the order’s page.`
    : 'You pay on delivery.';
