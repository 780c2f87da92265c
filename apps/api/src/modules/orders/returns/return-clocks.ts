import { addDays, startOfVietnamDay, vietnamDay } from '#kernel/time';
import { addWorkingDays } from '#kernel/working-days';
import type { OrderTimers } from '../../../platform/data/floor-profile.js';
import { publicHolidays } from '../../../platform/data/holidays.js';

/** Terms end with a whole day; the day on which they begin does not count (Civil Code 2015, Art. 147). */

/** What came from then on may still go back at `now`. */
export const cameSince = (now: Date, { returnDays }: OrderTimers): Date =>
  startOfVietnamDay(addDays(vietnamDay(now), -returnDays));

/** Until when what came then may go back: the first instant that is too late. */
export const returnableUntil = (arrivedAt: Date, { returnDays }: OrderTimers): Date =>
  startOfVietnamDay(addDays(vietnamDay(arrivedAt), returnDays + 1));

/** Until when a shop answers what was asked then: the first instant that is too late. */
export const answerBy = (askedAt: Date, { returnAnswerDays }: OrderTimers): Date =>
  startOfVietnamDay(addDays(addWorkingDays(vietnamDay(askedAt), returnAnswerDays, publicHolidays), 1));

/** From when a shop may say that goods it agreed to take back never came. */
export const missedFrom = (agreedAt: Date, { returnGoodsDays }: OrderTimers): Date =>
  startOfVietnamDay(addDays(vietnamDay(agreedAt), returnGoodsDays + 1));
