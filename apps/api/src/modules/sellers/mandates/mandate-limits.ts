import type { Limit } from '../../../platform/access/hit-counters.js';

const HOUR = 60 * 60;
const DAY = 24 * HOUR;

/** Codes that staff have sent, over all phones: a day of visiting cooperatives stays below. */
export const CODES_ASKED_BY_STAFF: readonly Limit[] = [
  { name: 'consent codes by staff', hits: 20, seconds: HOUR },
  { name: 'consent codes by staff a day', hits: 60, seconds: DAY },
];

/** Codes of this kind to one phone, whoever asks: nobody is to be worn down into reading one out. */
export const CODES_TO_OWNER: readonly Limit[] = [
  { name: 'consent codes to owner an hour', hits: 4, seconds: HOUR },
  { name: 'consent codes to owner a day', hits: 8, seconds: DAY },
];

/** Codes that staff type, right or wrong; each code itself takes five tries. */
export const CODES_TRIED_BY_STAFF: readonly Limit[] = [
  { name: 'consent codes tried', hits: 30, seconds: HOUR },
  { name: 'consent codes tried a day', hits: 100, seconds: DAY },
];
