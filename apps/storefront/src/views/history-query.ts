import { isUuid } from '#kernel/ids';
import { isDay } from '#kernel/time';
import { paths } from '../paths.js';

/** What the history can be narrowed to; the parameters of its address are the API's own. */
export interface HistoryQuery {
  subjectType?: string;
  subjectId?: string;
  actorId?: string;
  sellerId?: string;
  action?: string;
  from?: string;
  to?: string;
  cursor?: string;
}

const NAMES = ['subjectType', 'subjectId', 'actorId', 'sellerId', 'action', 'from', 'to', 'cursor'] as const;

const FORMS: Readonly<Record<(typeof NAMES)[number], (text: string) => boolean>> = {
  subjectType: (text) => /^[a-z_]{1,40}$/.test(text),
  subjectId: isUuid,
  actorId: isUuid,
  sellerId: isUuid,
  action: (text) => /^[a-z_]{1,40}\.[a-z_]{0,40}$/.test(text),
  from: isDay,
  to: isDay,
  cursor: (text) => /^[A-Za-z0-9_-]{1,800}$/.test(text),
};

/** Reads the filters of an address; what cannot be meant is left out, and half a subject with its other half. */
export function readHistoryQuery(search: URLSearchParams): HistoryQuery {
  const query: HistoryQuery = {};
  for (const name of NAMES) {
    const text = search.get(name)?.trim() ?? '';
    if (FORMS[name](text)) query[name] = text;
  }
  if (query.subjectType === undefined || query.subjectId === undefined) {
    delete query.subjectType;
    delete query.subjectId;
  }
  return query;
}

/** The history with these filters; parameters always stand in the same order, so links compare. */
export function historyHref(query: HistoryQuery): string {
  const parameters = new URLSearchParams();
  for (const name of NAMES) {
    const value = query[name];
    if (value) parameters.set(name, value);
  }
  const text = parameters.toString();
  return text === '' ? paths.deskHistory : `${paths.deskHistory}?${text}`;
}
