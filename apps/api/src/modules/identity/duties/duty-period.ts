import { addDays, startOfVietnamDay, vietnamDay, type Day } from '#kernel/time';
import { fieldProblem } from '../../../platform/http/validation.js';

/** From a first to a last day in Vietnam, the last one included; without a last day until somebody ends it. */
export interface DutyPeriod {
  startsAt: Date;
  endsAt: Date | null;
}

/**
 * What begins today begins now: nobody was on duty before they were asked.
 *
 * @throws Problem validation_failed: it begins in the past, or ends before it begins
 */
export function dutyPeriod(
  { startsOn, endsOn }: { startsOn?: Day; endsOn?: Day | null },
  now: Date,
): DutyPeriod {
  const today = vietnamDay(now);
  const first = startsOn ?? today;
  if (first < today)
    throw fieldProblem('startsOn', 'past', 'Ngày bắt đầu không được ở quá khứ', 'Begins in the past');
  if (endsOn != null && endsOn < first)
    throw fieldProblem(
      'endsOn',
      'before_start',
      'Ngày kết thúc phải sau ngày bắt đầu',
      'Ends before it begins',
    );
  return {
    startsAt: first === today ? now : startOfVietnamDay(first),
    endsAt: endsOn == null ? null : startOfVietnamDay(addDays(endsOn, 1)),
  };
}
