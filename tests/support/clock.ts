import { fakeClock, type FakeClock } from '#kernel/time';

/**
 * When the seeded template was filled, and where every test's clock starts: a Monday morning in Vietnam, so that
 * "expires today" and "expired yesterday" of the demo mean the same in every run.
 */
export const SEEDED_AT = new Date('2026-11-23T03:00:00Z');

/** A clock that stands at the day of seeding until a test moves it. */
export function clockAtSeeding(): FakeClock {
  return fakeClock(SEEDED_AT);
}

/** CLOCK_OFFSET_SECONDS for a real process that is to live on the day of seeding. */
export function offsetToSeeding(): number {
  return Math.round((SEEDED_AT.getTime() - Date.now()) / 1_000);
}
