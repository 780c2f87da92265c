import { dayInEnglish } from '#kernel/in-english';
import type { reportNotice } from './report-notice.js';

const OUTCOMES: Readonly<Record<string, string>> = {
  dismissed: 'The officer found no breach of the rules',
  shop_told: 'The shop has been told to put it right',
  taken_down: 'The product has been taken off the marketplace',
  suspended: 'The shop has been notified of its suspension',
};

/** `reportNotice` for whoever reported in English. */
export const englishReportNotice: typeof reportNotice = (of, report, link) => {
  const { no, subject, takeBy, resolveBy, outcome, answer } = report;
  const about = `Report no. ${no}`;
  const words = (title: string, lines: string[], short: string): ReturnType<typeof reportNotice> => ({
    subject: `${about}: ${title}`,
    text: [
      `Your report no. ${no} about “${subject}”.`,
      '',
      ...lines,
      '',
      `The page you reported: ${link}`,
      '',
    ].join('\n'),
    short: `${about}: ${short}`,
  });
  const end = dayInEnglish(resolveBy);
  if (of === 'received')
    return words(
      'received',
      [
        `We have received your report. An officer will start looking into it by ${dayInEnglish(takeBy)} and answer you by ${end}.`,
        'The shop is not told who reported it.',
      ],
      `received. You will have an answer by ${end}.`,
    );
  if (of === 'taken')
    return words(
      'an officer is looking into it',
      [`An officer of the marketplace is looking into your report. You will have an answer by ${end}.`],
      `an officer is looking into it. You will have an answer by ${end}.`,
    );
  const result = OUTCOMES[outcome ?? ''] ?? '';
  return words(
    'decided',
    [
      `${result}.`,
      ...(answer === null ? [] : ['', answer]),
      '',
      'If you do not agree, you can send another report or complain to a state authority.',
    ],
    `${result}. ${link}`,
  );
};
