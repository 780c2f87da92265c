import { withTimes } from '../../apps/storefront/src/views/with-times.js';

/** Words as pages say them, with the times of the demo's province. */
export const said = (words: string): string =>
  withTimes(words, {
    times: {
      escalateHours: 24,
      transferHours: 24,
      returnDays: 7,
      returnAnswerDays: 2,
      completedDays: 7,
      firstReplyDays: 2,
    },
  });
