import { isKeptLate, stepOn, type NoticeDays, type NoticeStep } from '#kernel/certificate-notices';
import { renewalWindow } from '#kernel/certificate-chain';
import { truncate } from '#kernel/text';
import { daysBetween, formatDay, type Day } from '#kernel/time';
import { partsOf, smsText } from '../../../platform/mail/sms-text.js';

/** A certificate of which something is to be told. */
export interface NoticedCertificate {
  productName: string;
  holderName: string;
  communeName: string;
  expiresOn: Day;
  validUntil: Day;
}

/** What a message says, before it is known to whom. */
export interface NoticeText {
  subject: string;
  text: string;
  short: string;
}

interface Place {
  floorName: string;
  publicUrl: string;
  today: Day;
  days: NoticeDays;
}

/** Less of a product's name than this says nothing. */
const LEAST_OF_A_NAME = 16;
/** In a letter; whatever comes after is on the page it names. */
const MOST_LINES = 40;

const FILING_LAW =
  'Hồ sơ đánh giá lại nộp trong thời gian từ 180 đến 120 ngày trước ngày hết hạn (Điều 7.6, Quyết định 26/2026/QĐ-TTg).';
const LATE_LAW =
  'Hồ sơ không nộp kịp thì giấy chứng nhận chỉ được giữ hiệu lực khi cơ quan quản lý ghi nhận, tối đa 180 ngày sau ngày hết hạn (Điều 12.3, Quyết định 26/2026/QĐ-TTg).';
const PREPARE =
  'Cần chuẩn bị: phiếu đăng ký (Mẫu 01), báo cáo tự đánh giá (Mẫu 02), tài liệu minh chứng và 5 mẫu sản phẩm (dịch vụ du lịch không cần mẫu), nộp tại UBND xã, phường.';

/** What is true of the certificate today, as its shop reads it; `name` stands for the product. */
function sentenceOf(certificate: NoticedCertificate, { today, days }: Place, name: string): string {
  const step: NoticeStep = stepOn(today, certificate, days) ?? 'lapsed';
  const { closesOn } = renewalWindow(certificate.expiresOn);
  const until = formatDay(certificate.validUntil);
  const left = daysBetween(today, certificate.validUntil);
  const kept = isKeptLate(certificate);
  switch (step) {
    case 'window_opens':
      return `OCOP ${name} hết hạn ${until}. Nộp hồ sơ đánh giá lại ở UBND xã từ nay đến ${formatDay(closesOn)}.`;
    case 'window_runs':
      return `OCOP ${name} hết hạn ${until}. Chưa nộp hồ sơ đánh giá lại thì nộp ở UBND xã trước hết ngày ${formatDay(closesOn)}.`;
    case 'window_closes':
      return today === closesOn
        ? `OCOP ${name}: hôm nay là ngày cuối nộp hồ sơ đánh giá lại ở UBND xã. Giấy hết hạn ${until}.`
        : `OCOP ${name}: đã quá ngày nộp hồ sơ đánh giá lại (${formatDay(closesOn)}). Chưa nộp thì gọi ngay UBND xã. Giấy hết hạn ${until}.`;
    case 'month_left':
    case 'week_left':
      return kept
        ? `OCOP ${name} được giữ hiệu lực chờ đánh giá lại, còn ${left} ngày, đến ${until}.`
        : `OCOP ${name} còn ${left} ngày là hết hạn (${until}). Chưa có giấy mới thì sản phẩm tự gỡ khỏi sàn.`;
    case 'last_day':
      return kept
        ? `OCOP ${name}: hôm nay là ngày cuối được giữ hiệu lực. Chưa có giấy mới thì từ mai sản phẩm tự gỡ.`
        : `OCOP ${name}: hôm nay hết hạn. Chưa có giấy mới thì từ mai sản phẩm tự gỡ khỏi sàn.`;
    case 'lapsed':
      return `OCOP ${name} đã hết hạn ${until}, sản phẩm đã tự gỡ khỏi sàn. Địa chỉ gian hàng vẫn giữ, có giấy mới là bán lại.`;
  }
}

/** What a shop is told of its certificates: by telephone in one part, by mail with the law and what to prepare. */
export function shopNotice(
  certificates: readonly NoticedCertificate[],
  shop: { slug: string; name: string },
  place: Place,
): NoticeText {
  const urgent = mostUrgent(certificates);
  const { length } = certificates;
  const page = `${place.publicUrl}/kenh-nguoi-ban/${shop.slug}/chung-nhan`;
  const say = (name: string): string =>
    length === 1
      ? sentenceOf(urgent, place, name)
      : `${length} giấy đến kỳ, gấp nhất: ${sentenceOf(urgent, place, name)}`;
  return {
    subject:
      length === 1
        ? `Giấy chứng nhận OCOP “${urgent.productName}”`
        : `${length} giấy chứng nhận OCOP của gian hàng đến kỳ`,
    text: [
      `Gửi gian hàng ${shop.name},`,
      '',
      ...listed(certificates, (certificate) =>
        sentenceOf(certificate, place, `“${certificate.productName}”`),
      ),
      '',
      FILING_LAW,
      PREPARE,
      LATE_LAW,
      '',
      'Đã nộp hồ sơ rồi thì bác không cần làm gì thêm. Lịch của từng giấy chứng nhận ở trang:',
      page,
      '',
    ].join('\n'),
    short: fitOnePart(say, urgent.productName, [
      (said) => `${place.floorName}: ${said} Xem ${place.publicUrl}/kenh-nguoi-ban`,
      (said) => `${place.floorName}: ${said}`,
      (said) => said,
    ]),
  };
}

const STEP_WORDS: Readonly<Record<NoticeStep, string>> = {
  window_opens: 'bắt đầu nhận hồ sơ đánh giá lại',
  window_runs: 'đang nhận hồ sơ đánh giá lại',
  window_closes: 'hết thời gian nộp hồ sơ',
  month_left: 'sắp hết hạn',
  week_left: 'hết hạn trong vài ngày tới',
  last_day: 'hết hạn hôm nay',
  lapsed: 'đã hết hạn',
};

/** The officer's digest of the day. */
export function officerDigest(certificates: readonly NoticedCertificate[], place: Place): NoticeText {
  const page = `${place.publicUrl}/quan-tri/chung-nhan/thong-bao`;
  const stepOf = (certificate: NoticedCertificate): NoticeStep =>
    stepOn(place.today, certificate, place.days) ?? 'lapsed';
  const { length } = certificates;
  const lapsed = certificates.filter((certificate) => stepOf(certificate) === 'lapsed').length;
  const said = `${length} giấy chứng nhận OCOP trong địa bàn đến kỳ${lapsed > 0 ? `, ${lapsed} đã hết hạn` : ''}.`;
  return {
    subject: `${length} giấy chứng nhận OCOP trong địa bàn đến kỳ`,
    text: [
      `Ngày ${formatDay(place.today)}, ${said}`,
      '',
      ...listed(
        certificates,
        (certificate) =>
          `${certificate.productName}, ${certificate.holderName}, ${certificate.communeName}: ${STEP_WORDS[stepOf(certificate)]}, hiệu lực đến hết ngày ${formatDay(certificate.validUntil)}`,
      ),
      '',
      FILING_LAW,
      LATE_LAW,
      '',
      'Tin nào đã gửi cho gian hàng, tin nào chưa tới:',
      page,
      '',
    ].join('\n'),
    short: fitOnePart(() => said, '', [
      (words) => `${place.floorName}: ${words} Xem ${page}`,
      (words) => `${place.floorName}: ${words} Xem trang Quản trị, mục Sổ giấy chứng nhận.`,
      (words) => words,
    ]),
  };
}

function mostUrgent(certificates: readonly NoticedCertificate[]): NoticedCertificate {
  const [first, ...rest] = certificates;
  if (first === undefined) throw new Error('A message speaks of a certificate');
  return rest.reduce((best, next) => (next.validUntil < best.validUntil ? next : best), first);
}

function listed(
  certificates: readonly NoticedCertificate[],
  line: (certificate: NoticedCertificate) => string,
): string[] {
  const sorted = [...certificates].sort((a, b) => (a.validUntil < b.validUntil ? -1 : 1));
  const rest = sorted.length - MOST_LINES;
  return [
    ...sorted.slice(0, MOST_LINES).map((certificate) => `- ${line(certificate)}`),
    ...(rest > 0 ? [`- và ${rest} giấy chứng nhận khác`] : []),
  ];
}

/** One SMS: first the product's name is cut, then what stands around the sentence is left out, last the sentence. */
function fitOnePart(
  say: (name: string) => string,
  name: string,
  frames: readonly ((said: string) => string)[],
): string {
  for (const frame of frames) {
    for (let length = name.length; length >= Math.min(LEAST_OF_A_NAME, name.length); length -= 1) {
      const short = smsText(frame(say(truncate(name, length))));
      if (partsOf(short) === 1) return short;
    }
  }
  return smsText(say(truncate(name, LEAST_OF_A_NAME))).slice(0, 160);
}
