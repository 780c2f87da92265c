/** `requested` → `confirmed` or `declined` by the shop; whoever asked withdraws, and a shop may still decline what it confirmed. */
export const VISIT_STATUSES = ['requested', 'confirmed', 'declined', 'withdrawn'] as const;
export type VisitStatus = (typeof VISIT_STATUSES)[number];

/** From which statuses each may be reached; all of them only until the day itself is over. */
export const REACHED_FROM: Readonly<Record<Exclude<VisitStatus, 'requested'>, readonly VisitStatus[]>> = {
  confirmed: ['requested'],
  declined: ['requested', 'confirmed'],
  withdrawn: ['requested', 'confirmed'],
};

/** Days after a visit on which both sides still see it. */
export const VISITS_SHOWN_DAYS = 30;
