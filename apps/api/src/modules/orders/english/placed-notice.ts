import { dateTimeInEnglish, vndInEnglish } from '#kernel/in-english';
import { isPaidOnline } from '../../payments/index.js';
import { LOOKUP_TOKEN_DAYS } from '../order-access.js';
import type { linkNotice, PlacedGroup, placedNotice } from '../placed-notice.js';

/** `placedNotice` for whoever bought in English. */
export const englishPlacedNotice: typeof placedNotice = (group, name, link) => {
  const most = group.orders.some(({ waits }) => waits) ? 'at most ' : '';
  return {
    subject: `Order ${group.code} received`,
    text: confirmationText(group, name, link),
    short: `Order ${group.code} received, ${most}${vndInEnglish(group.totalVnd)}. Your order and how to pay: ${link}`,
  };
};

/** `linkNotice` for whoever bought in English. */
export const englishLinkNotice: typeof linkNotice = (code, name, link) => ({
  subject: `Your order ${code}`,
  text: [
    `Dear ${name},`,
    '',
    `Open this link to see order ${code} (it works for ${LOOKUP_TOKEN_DAYS} days):`,
    link,
    '',
    'If you did not ask for it, please ignore this message.',
    '',
  ].join('\n'),
  short: `Your order ${code}, for ${LOOKUP_TOKEN_DAYS} days: ${link}`,
});

function howToPay({ method, expiresAt, waits, depositVnd, totalVnd }: PlacedGroup['orders'][number]): string {
  const by = expiresAt === null ? '' : ` by ${dateTimeInEnglish(new Date(expiresAt))}`;
  if (isPaidOnline(method))
    return `to be paid by ${method === 'card' ? 'card' : 'e-wallet'} on the order’s page${by}`;
  if (depositVnd !== null)
    return `${vndInEnglish(depositVnd)} to be transferred first${by}, ${vndInEnglish(totalVnd - depositVnd)} on delivery`;
  if (method !== 'bank_transfer') return 'to be paid on delivery';
  if (expiresAt !== null) return `to be transferred to the seller${by}`;
  return waits
    ? 'to be transferred once the seller has weighed the goods'
    : 'to be transferred to the seller';
}

function confirmationText(group: PlacedGroup, name: string, link: string): string {
  const byWeight = group.orders.some(({ waits }) => waits);
  const orders = group.orders.map(
    (order) =>
      `- Order ${order.code}, ${order.seller}: ${order.waits ? 'at most ' : ''}${vndInEnglish(order.totalVnd)}, ${howToPay(order)}`,
  );
  return [
    `Dear ${name},`,
    '',
    `We have received your order ${group.code}, ${byWeight ? 'at most ' : ''}${vndInEnglish(group.totalVnd)} in total:`,
    ...orders,
    ...(byWeight
      ? [
          '',
          'Goods sold by weight: the seller weighs them when packing, and we then tell you what there is to pay. It can only be less, never more.',
        ]
      : []),
    '',
    'Each seller sends their own goods. Every order, the QR code for the transfer and what happens next are here:',
    link,
    '',
    'The marketplace never holds your money: transfers go straight to the seller’s account.',
    '',
  ].join('\n');
}
