import { DAY_MS } from '#kernel/time';
import type { OrderTimers } from '../../../platform/data/floor-profile.js';

/** The first instant that is too late to review what came then. */
export const reviewableUntil = (arrivedAt: Date, { reviewDays }: OrderTimers): Date =>
  new Date(arrivedAt.getTime() + reviewDays * DAY_MS);

/** The first instant that is too late to change what was written then. */
export const editableUntil = (writtenAt: Date, { reviewEditDays }: OrderTimers): Date =>
  new Date(writtenAt.getTime() + reviewEditDays * DAY_MS);
