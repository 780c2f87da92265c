import { isCursor, isWords, type Filters } from '../list-query.js';

/** What the list of terms can be narrowed to. */
export const TERM_FILTERS: Filters<'q' | 'cursor'> = {
  q: (value) => isWords(value) && value.length <= 60,
  cursor: isCursor,
};
