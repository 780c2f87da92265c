import { addDays, type Day } from '#kernel/time';
import { addWorkingDays } from '#kernel/working-days';

/** What somebody can ask about their data (Law 91/2025/QH15). */
export const dataRequestKinds = ['access', 'correction', 'restriction', 'objection', 'erasure'] as const;
export type DataRequestKind = (typeof dataRequestKinds)[number];

/** Decree 356/2025: acknowledged within 2 working days. */
const ACKNOWLEDGE_WORKING_DAYS = 2;
/** Carried out within so many days: 10 to look up and to correct, 15 to restrict or stop, 20 to erase. */
const DAYS: Readonly<Record<DataRequestKind, number>> = {
  access: 10,
  correction: 10,
  restriction: 15,
  objection: 15,
  erasure: 20,
};
/** With others who hold the data too, nothing takes longer than this. */
const DAYS_WITH_THIRD_PARTIES = 20;
/** One extension, with its reason told to the person. */
export const EXTENSION_DAYS = 15;

/**
 * When a request has to be acknowledged and answered. The days of the answer are counted as calendar days: the stricter
 * reading of the law.
 */
export function requestTimes(
  kind: DataRequestKind,
  receivedOn: Day,
  thirdParties: boolean,
  holidays: ReadonlySet<Day>,
): { acknowledgeBy: Day; dueOn: Day } {
  const days = thirdParties ? Math.max(DAYS[kind], DAYS_WITH_THIRD_PARTIES) : DAYS[kind];
  return {
    acknowledgeBy: addWorkingDays(receivedOn, ACKNOWLEDGE_WORKING_DAYS, holidays),
    dueOn: addDays(receivedOn, days),
  };
}
