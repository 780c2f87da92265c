import { readDataFile } from '../../../platform/data/data-files.js';

/** What a report is about: a product, or a whole shop. */
export type ReportSubject = 'product' | 'seller';

/** One thing that may be reported; the list is data. */
export interface ReportReason {
  code: string;
  name: string;
  nameEn: string;
  about: readonly ReportSubject[];
}

export const reportReasons: readonly ReportReason[] = readDataFile<{ reasons: ReportReason[] }>(
  'programme/report-reasons.json',
).reasons;

export const findReason = (code: string): ReportReason | undefined =>
  reportReasons.find((reason) => reason.code === code);
