export type ReportStatus = 'open' | 'taken' | 'decided';

/** A report that is not over: one of a person and a subject. */
export const LIVE_REPORTS = ['open', 'taken'] as const satisfies ReportStatus[];

/**
 * What a report ends with: nothing, because nothing was wrong; the shop was told to put something right; the product was
 * taken down; the shop is suspended.
 */
export const reportOutcomes = ['dismissed', 'shop_told', 'taken_down', 'suspended'] as const;
export type ReportOutcome = (typeof reportOutcomes)[number];

/** From where a report may come to a status; the writer's conditional UPDATE asks for exactly these. */
export const reportStatusesBefore: Readonly<Record<'taken' | 'decided', readonly ReportStatus[]>> = {
  // Also from a colleague, on purpose.
  taken: ['open', 'taken'],
  decided: ['taken'],
};
