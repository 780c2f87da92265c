import { RENEWAL_CLOSES_DAYS_BEFORE, RENEWAL_OPENS_DAYS_BEFORE } from '#kernel/certificate-chain';
import { addDays, type Day, daysBetween } from '#kernel/time';

/**
 * The calendar of a certificate: on which days its producer and officers are told, and which of its steps is true on a
 * day. Only the step of the day is ever told, so that whoever was not told for weeks hears what holds now, once.
 */

/** What is told, in the order of its days. */
export const NOTICE_STEPS = [
  'window_opens',
  'window_runs',
  'window_closes',
  'month_left',
  'week_left',
  'last_day',
  'lapsed',
] as const;
export type NoticeStep = (typeof NOTICE_STEPS)[number];

/** The days that no decree sets, counted back from the last one; `lapsedFor` counts on from it. */
export interface NoticeDays {
  /** A reminder inside the filing window. */
  windowRuns: number;
  monthLeft: number;
  weekLeft: number;
  /** For so many days a lapse that nobody was told of is still told. */
  lapsedFor: number;
}

export const USUAL_NOTICE_DAYS: NoticeDays = { windowRuns: 150, monthLeft: 30, weekLeft: 7, lapsedFor: 30 };

/** A step and how long before the last day it begins to be true. */
export interface NoticeStart {
  step: NoticeStep;
  daysBefore: number;
  /** About filing a renewal: not said of a certificate that is kept because its dossier is there already. */
  ofWindow: boolean;
}

/** When each step begins. @throws RangeError for days that are not in the order of the steps */
export function noticeStarts(days: NoticeDays): NoticeStart[] {
  const begins: readonly (readonly [NoticeStep, number])[] = [
    ['window_opens', RENEWAL_OPENS_DAYS_BEFORE],
    ['window_runs', days.windowRuns],
    ['window_closes', RENEWAL_CLOSES_DAYS_BEFORE],
    ['month_left', days.monthLeft],
    ['week_left', days.weekLeft],
    ['last_day', 0],
    ['lapsed', -1],
  ];
  const inOrder = begins.every(([, start], index) => index === 0 || start < (begins[index - 1]?.[1] ?? 0));
  if (!inOrder || days.lapsedFor < 1 || begins.some(([, start]) => !Number.isInteger(start)))
    throw new RangeError('The days of notices are whole and fall in the order of the steps');
  return begins.map(([step, daysBefore]) => ({ step, daysBefore, ofWindow: step.startsWith('window_') }));
}

/** Of a certificate what its calendar goes by. */
export interface CertificateTerm {
  expiresOn: Day;
  /** Its last day: the expiry, or the day until which an admitted late renewal keeps it. */
  validUntil: Day;
}

/** Whether the certificate is kept past its expiry until the result of a late renewal (Decision 26/2026, Art. 12.3). */
export const isKeptLate = ({ expiresOn, validUntil }: CertificateTerm): boolean => validUntil > expiresOn;

/** What is true on that day; null: nothing is to be told yet, or it lapsed so long ago that it was told or is known. */
export function stepOn(day: Day, term: CertificateTerm, days: NoticeDays): NoticeStep | null {
  const left = daysBetween(day, term.validUntil);
  if (left < -days.lapsedFor) return null;
  const begun = noticeStarts(days).filter(
    ({ daysBefore, ofWindow }) => daysBefore >= left && !(ofWindow && isKeptLate(term)),
  );
  return begun.at(-1)?.step ?? null;
}

/** The days on which producer and officers are told, until the certificate's last one. */
export function renewalCalendar(
  expiresOn: Day,
  days: NoticeDays = USUAL_NOTICE_DAYS,
): { notice: NoticeStep; on: Day; daysBefore: number }[] {
  return noticeStarts(days)
    .filter(({ daysBefore }) => daysBefore >= 0)
    .map(({ step, daysBefore }) => ({ notice: step, on: addDays(expiresOn, -daysBefore), daysBefore }));
}
