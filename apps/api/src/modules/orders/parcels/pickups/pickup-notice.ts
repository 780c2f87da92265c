import { formatVnd } from '#kernel/money';
import { formatPhone } from '#kernel/phone';
import { formatSpans } from '#kernel/opening-hours';
import { formatDay } from '#kernel/time';
import type { OpeningHoursAnswer } from '../../../places/index.js';
import type { NoticeWords } from '../../events/buyer-notice.js';
import type { NoticedOrder } from '../../events/order-notice.sql.js';
import type { WaitingCode } from './pickup-codes.js';
import type { WithoutCode } from './pickup.dto.js';

/** A parcel at a tourism point, as notices speak of it. */
export interface NoticedPickup {
  parcelId: string;
  orderId: string;
  status: string;
  since: Date;
  withoutCode: WithoutCode | null;
  point: string;
  hours: OpeningHoursAnswer | null;
}

export interface BuyerOfPickup {
  name: string;
  link: string;
  waiting: WaitingCode;
}

const WITHOUT: Readonly<Record<WithoutCode, string>> = {
  code_lost: 'người nhận không còn mã',
  known_buyer: 'người trao hàng biết mặt người nhận',
  papers_shown: 'người nhận đưa giấy tờ tùy thân',
};

/** The goods are there: the code, the hours of today, until when they are kept. */
export function arrivedNotice(order: NoticedOrder, pickup: NoticedPickup, buyer: BuyerOfPickup): NoticeWords {
  return toBuyer(order, pickup, buyer, {
    subject: `Đơn ${order.orderCode}: hàng đã tới điểm nhận`,
    first: `Hàng của đơn ${order.orderCode} đã tới ${pickup.point}.`,
  });
}

/** Nobody has come for them yet. */
export function reminderNotice(
  order: NoticedOrder,
  pickup: NoticedPickup,
  buyer: BuyerOfPickup,
): NoticeWords {
  return toBuyer(order, pickup, buyer, {
    subject: `Đơn ${order.orderCode}: hàng đang chờ bạn tới nhận`,
    first: `Hàng của đơn ${order.orderCode} vẫn chờ bạn tại ${pickup.point}.`,
  });
}

/** To the shop: nobody has come, and when it may take the goods back. */
export function shopReminderNotice(
  order: NoticedOrder,
  { point }: NoticedPickup,
  keptUntil: string,
  page: string,
): NoticeWords {
  const { orderCode } = order;
  const last = formatDay(keptUntil);
  return {
    subject: `Đơn ${orderCode}: khách chưa tới nhận`,
    text: [
      `Hàng của đơn ${orderCode} ở ${point} chưa có người nhận. Sàn đã nhắc khách.`,
      `Bác nên gọi khách. Hết ngày ${last} mà chưa ai nhận, bác đem hàng về và ghi “Khách không tới nhận”: ${page}`,
      '',
    ].join('\n'),
    short: `Đơn ${orderCode}: khách chưa tới nhận tại ${point}. Giữ hết ngày ${last}. ${page}`,
  };
}

/** Somebody was given the goods without the code: whoever did not fetch them must hear of it. */
export function givenWithoutCodeNotice(
  order: NoticedOrder,
  { point, withoutCode }: NoticedPickup,
  name: string,
  link: string,
): NoticeWords {
  const { orderCode, shopName, shopPhone } = order;
  const why = withoutCode === null ? '' : `, vì ${WITHOUT[withoutCode]}`;
  return {
    subject: `Đơn ${orderCode}: đã trao hàng, không xem mã`,
    text: [
      `Chào ${name},`,
      '',
      `${shopName} báo đã trao hàng của đơn ${orderCode} tại ${point} mà không xem mã nhận hàng${why}.`,
      `Nếu bạn chưa nhận, mời gọi ngay ${formatPhone(shopPhone)}. Xem đơn: ${link}`,
      '',
    ].join('\n'),
    short: `Đơn ${orderCode}: đã trao hàng tại ${point}, không xem mã. Chưa nhận, mời gọi ${formatPhone(shopPhone)}. ${link}`,
  };
}

function toBuyer(
  order: NoticedOrder,
  { hours }: NoticedPickup,
  { name, link, waiting }: BuyerOfPickup,
  { subject, first }: { subject: string; first: string },
): NoticeWords {
  const { code, keptUntil } = waiting;
  const open = hours === null ? '' : formatSpans(hours.today.spans);
  const last = formatDay(keptUntil);
  const pay =
    order.method === 'cod' && !order.paid && order.doorVnd > 0
      ? [`Khi nhận, bạn trả ${formatVnd(order.doorVnd)}.`]
      : [];
  return {
    subject,
    text: [
      `Chào ${name},`,
      '',
      first,
      ...(code === null
        ? []
        : [`Mã nhận hàng của bạn: ${code}. Bạn đọc mã khi nhận, đừng gửi mã cho ai khác.`]),
      ...(open === '' ? [] : [`Hôm nay điểm mở cửa ${open}.`]),
      `Hàng được giữ đến hết ngày ${last}.`,
      ...pay,
      '',
      `Muốn hỏi người bán: ${formatPhone(order.shopPhone)}. Xem đơn: ${link}`,
      '',
    ].join('\n'),
    short: `${first}${code === null ? '' : ` Mã nhận hàng: ${code}.`} Giữ đến hết ngày ${last}. ${link}`,
  };
}
