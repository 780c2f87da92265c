import { dayInEnglish, vndInEnglish } from '#kernel/in-english';
import { formatSpans } from '#kernel/opening-hours';
import { formatPhone } from '#kernel/phone';
import type { NoticeWords } from '../events/buyer-notice.js';
import type { NoticedOrder } from '../events/order-notice.sql.js';
import type {
  arrivedNotice,
  BuyerOfPickup,
  givenWithoutCodeNotice,
  NoticedPickup,
  reminderNotice,
} from '../parcels/pickups/pickup-notice.js';
import type { WithoutCode } from '../parcels/pickups/pickup.dto.js';
import { letter } from './letter.js';

const WITHOUT: Readonly<Record<WithoutCode, string>> = {
  code_lost: 'the code had been lost',
  known_buyer: 'they know the person who came',
  papers_shown: 'the person who came showed their papers',
};

/** `arrivedNotice` for whoever bought in English. */
export const englishArrivedNotice: typeof arrivedNotice = (order, pickup, buyer) =>
  toBuyer(order, pickup, buyer, {
    subject: `Order ${order.orderCode}: ready to collect`,
    first: `Order ${order.orderCode} has arrived at ${pickup.point}.`,
  });

/** `reminderNotice` for whoever bought in English. */
export const englishReminderNotice: typeof reminderNotice = (order, pickup, buyer) =>
  toBuyer(order, pickup, buyer, {
    subject: `Order ${order.orderCode}: waiting to be collected`,
    first: `Order ${order.orderCode} is still waiting for you at ${pickup.point}.`,
  });

/** `givenWithoutCodeNotice` for whoever bought in English. */
export const englishGivenWithoutCodeNotice: typeof givenWithoutCodeNotice = (
  { orderCode, shopName, shopPhone },
  { point, withoutCode },
  name,
  link,
) => {
  const why = withoutCode === null ? '' : `, because ${WITHOUT[withoutCode]}`;
  return {
    subject: `Order ${orderCode}: handed out without the code`,
    text: [
      `Dear ${name},`,
      '',
      `${shopName} reports that order ${orderCode} was handed out at ${point} without the collection code${why}.`,
      `If you have not collected it, please call ${formatPhone(shopPhone)} straight away. Your order: ${link}`,
      '',
    ].join('\n'),
    short: `Order ${orderCode} was handed out at ${point} without the code. Not you? Call ${formatPhone(shopPhone)}. ${link}`,
  };
};

function toBuyer(
  order: NoticedOrder,
  { hours }: NoticedPickup,
  { name, link, waiting: { code, keptUntil } }: BuyerOfPickup,
  { subject, first }: { subject: string; first: string },
): NoticeWords {
  const open = hours === null ? '' : formatSpans(hours.today.spans);
  const last = dayInEnglish(keptUntil);
  const lines = [
    first,
    ...(code === null
      ? []
      : [`Your collection code: ${code}. Say it when you collect; do not send it to anybody.`]),
    ...(open === '' ? [] : [`Open today ${open}.`]),
    `Kept for you until the end of ${last}.`,
    ...(order.method === 'cod' && !order.paid && order.doorVnd > 0
      ? [`Please pay ${vndInEnglish(order.doorVnd)} when you collect.`]
      : []),
  ];
  const short = `${first}${code === null ? '' : ` Collection code: ${code}.`} Kept until the end of ${last}.`;
  return letter({ name, link, shopPhone: order.shopPhone }, { subject, lines, short });
}
