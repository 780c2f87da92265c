import { paths } from '../paths.js';
import { hrefOf, isCommune, isCursor, isWords, oneOf, readFilters } from './list-query.js';

export const certificateStandings = ['in_force', 'late_renewal', 'replaced', 'lapsed', 'revoked'] as const;
export const certificateFilings = ['open', 'missed'] as const;
/** Days a list of what expires soon may look ahead. */
export const aheadChoices = [30, 120, 180, 365] as const;

/** What the register's list can be narrowed to; the parameters of its address are the API's own. */
const FILTERS = {
  q: isWords,
  status: oneOf(certificateStandings),
  stars: oneOf(['3', '4', '5']),
  commune: isCommune,
  expiringWithin: oneOf(aheadChoices.map(String)),
  filing: oneOf(certificateFilings),
  cursor: isCursor,
};
export type CertificateQuery = Partial<Record<keyof typeof FILTERS, string>>;

export const readCertificateQuery = (search: URLSearchParams): CertificateQuery =>
  readFilters(search, FILTERS);

export const certificatesHref = (query: CertificateQuery): string =>
  hrefOf(paths.certificates, query, FILTERS);

export const noticeSteps = [
  'window_opens',
  'window_runs',
  'window_closes',
  'month_left',
  'week_left',
  'last_day',
  'lapsed',
] as const;
export const noticeDeliveries = ['undelivered', 'waiting', 'sent', 'dropped', 'none'] as const;

/** What the list of notices can be narrowed to. */
const NOTICE_FILTERS = {
  delivery: oneOf(noticeDeliveries),
  step: oneOf(noticeSteps),
  commune: isCommune,
  cursor: isCursor,
};
export type NoticeQuery = Partial<Record<keyof typeof NOTICE_FILTERS, string>>;

export const readNoticeQuery = (search: URLSearchParams): NoticeQuery => readFilters(search, NOTICE_FILTERS);

export const noticesHref = (query: NoticeQuery): string =>
  hrefOf(paths.certificateNotices, query, NOTICE_FILTERS);
