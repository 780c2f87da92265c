import { formatDay } from '#kernel/time';
import type { ReportNews } from './report-queues.js';

/** What a notice to a reporter speaks of. */
export interface NoticedReport {
  no: number;
  /** The product or the shop. */
  subject: string;
  takeBy: string;
  resolveBy: string;
  outcome: string | null;
  answer: string | null;
}

interface ReportWords {
  subject: string;
  text: string;
  short: string;
}

const OUTCOMES: Readonly<Record<string, string>> = {
  dismissed: 'Cán bộ chưa thấy vi phạm',
  shop_told: 'Gian hàng đã được yêu cầu khắc phục',
  taken_down: 'Sản phẩm đã được gỡ khỏi sàn',
  suspended: 'Gian hàng đã nhận thông báo tạm ngưng',
};

/** What a reporter is told. The shop never hears who they are, and that is said to them. */
export function reportNotice(of: ReportNews['of'], report: NoticedReport, link: string): ReportWords {
  const { no, subject, takeBy, resolveBy, outcome, answer } = report;
  const about = `Phản ánh số ${no}`;
  const words = (title: string, lines: string[], short: string): ReportWords => ({
    subject: `${about}: ${title}`,
    text: [`${about} của bạn về “${subject}”.`, '', ...lines, '', `Trang được phản ánh: ${link}`, ''].join(
      '\n',
    ),
    short: `${about}: ${short}`,
  });
  if (of === 'received')
    return words(
      'sàn đã nhận',
      [
        `Sàn đã nhận phản ánh. Cán bộ bắt đầu xem xét chậm nhất ngày ${formatDay(takeBy)} và trả lời bạn chậm nhất ngày ${formatDay(resolveBy)}.`,
        'Gian hàng không biết ai phản ánh.',
      ],
      `sàn đã nhận, sẽ trả lời chậm nhất ngày ${formatDay(resolveBy)}.`,
    );
  if (of === 'taken')
    return words(
      'cán bộ đang xem xét',
      [`Cán bộ sàn đã nhận và đang xem xét. Bạn được trả lời chậm nhất ngày ${formatDay(resolveBy)}.`],
      `cán bộ đang xem xét, sẽ trả lời chậm nhất ngày ${formatDay(resolveBy)}.`,
    );
  const result = OUTCOMES[outcome ?? ''] ?? '';
  return words(
    'đã có kết quả',
    [
      `${result}.`,
      ...(answer === null ? [] : ['', answer]),
      '',
      'Không đồng ý với kết quả, bạn có thể gửi phản ánh khác hoặc khiếu nại đến cơ quan nhà nước.',
    ],
    `${result}. ${link}`,
  );
}
