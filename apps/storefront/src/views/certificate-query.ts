import { paths } from '../paths.js';

/** What the register's list can be narrowed to; the parameters of its address are the API's own. */
export interface CertificateQuery {
  q?: string;
  status?: string;
  stars?: string;
  commune?: string;
  expiringWithin?: string;
  filing?: string;
  cursor?: string;
}

export const certificateStandings = ['in_force', 'late_renewal', 'replaced', 'lapsed', 'revoked'] as const;
export const certificateFilings = ['open', 'missed'] as const;
/** Days a list of what expires soon may look ahead. */
export const aheadChoices = [30, 120, 180, 365] as const;
const NAMES = ['q', 'status', 'stars', 'commune', 'expiringWithin', 'filing', 'cursor'] as const;

/** Reads the filters of an address; what nobody offers is left out, so a mistyped address shows the whole list. */
export function readCertificateQuery(search: URLSearchParams): CertificateQuery {
  const among = (values: readonly (string | number)[]) => (value: string) =>
    values.map(String).includes(value);
  const allowed: Record<(typeof NAMES)[number], (value: string) => boolean> = {
    q: (value) => value.length <= 200,
    status: among(certificateStandings),
    stars: among([3, 4, 5]),
    commune: (value) => /^\d{5}$/.test(value),
    expiringWithin: among(aheadChoices),
    filing: among(certificateFilings),
    cursor: (value) => value.length <= 1_000,
  };
  const query: CertificateQuery = {};
  for (const name of NAMES) {
    const value = search.get(name)?.trim() ?? '';
    if (value !== '' && allowed[name](value)) query[name] = value;
  }
  return query;
}

/** That address with these filters; parameters always stand in the same order, so links compare. */
export function certificatesHref(query: CertificateQuery): string {
  const parameters = new URLSearchParams();
  for (const name of NAMES) {
    const value = query[name];
    if (value) parameters.set(name, value);
  }
  const text = parameters.toString();
  return text === '' ? paths.certificates : `${paths.certificates}?${text}`;
}
