import { formatDay } from '#kernel/time';
import type { VisitStatus } from './visit-status.js';

/** What notices of a visit say of it. */
export interface NoticedVisit {
  shop: string;
  point: string;
  day: string;
  people: number;
  answer: string | null;
}

/** What a shop is told of a request, and whoever asked that it was sent and answered; `short` goes to a telephone. */
export function visitNotice(
  { shop, point, day: on, people, answer }: NoticedVisit,
  status: VisitStatus | 'asked',
  link: string,
): { subject: string; text: string; short: string } {
  const day = formatDay(on);
  const said = answer === null ? '' : ` Gian hàng nhắn: ${answer}`;
  const [subject, sentence] = {
    requested: [
      `${people} khách xin ghé thăm ngày ${day}`,
      `${people} khách muốn ghé ${point} ngày ${day}. Bác xem rồi trả lời giúp, khách đang chờ.`,
    ],
    asked: [
      `Đã gửi lời hẹn ghé ngày ${day}`,
      `${shop} đã nhận lời hẹn của ${people} khách muốn ghé ${point} ngày ${day}. Có trả lời thì sàn nhắn bạn.`,
    ],
    withdrawn: [
      `Khách thôi ghé thăm ngày ${day}`,
      `${people} khách hẹn ghé ${point} ngày ${day} báo không tới nữa.`,
    ],
    confirmed: [
      `${shop} hẹn gặp bạn ngày ${day}`,
      `${shop} nhận đón ${people} khách ghé ${point} ngày ${day}.${said}`,
    ],
    declined: [
      `${shop} không đón được ngày ${day}`,
      `${shop} không đón được ${people} khách ghé ${point} ngày ${day}.${said}`,
    ],
  }[status] as [string, string];
  return {
    subject,
    text: [sentence, '', `Xem: ${link}`, ''].join('\n'),
    short: `${subject}. ${link}`,
  };
}
