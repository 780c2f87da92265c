/** The process's own clock; CLOCK is, while seeding, a movable one, so that the floor gets a past. */
export const REAL_CLOCK = Symbol('real-clock');
/** The movable one, as who moves it sees it. */
export const DEMO_CLOCK = Symbol('demo-clock');
