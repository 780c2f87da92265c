import { addDays, HOUR_MS, startOfVietnamDay, vietnamDay, type Day } from '#kernel/time';
import { share } from './demo-certificate.js';
import type { DemoProduct } from './demo-data.js';

/** A floor that has been open for a year: what happened when, counted back from the day of seeding. */
const REGISTERED_DAYS_AGO = 420;
const APPROVED_DAYS_AGO = 415;
const OLDEST_LISTING_DAYS_AGO = 380;
const YOUNGEST_LISTING_DAYS_AGO = 16;
const WITHDRAWN_DAYS_AGO = 12;
const SELLER_CHANGED_DAYS_AGO = 9;

/** Offices open at eight; what happens on a demo's calendar happens at nine. */
const OFFICE_HOUR_MS = 9 * HOUR_MS;

/** When the officers of the demo did what, so that a freshly seeded floor has a past. */
export class DemoCalendar {
  readonly today: Day;

  constructor(seededAt: Date) {
    this.today = vietnamDay(seededAt);
  }

  get registered(): Date {
    return this.daysAgo(REGISTERED_DAYS_AGO);
  }

  get approved(): Date {
    return this.daysAgo(APPROVED_DAYS_AGO);
  }

  get sellerChanged(): Date {
    return this.daysAgo(SELLER_CHANGED_DAYS_AGO);
  }

  get withdrawn(): Date {
    return this.daysAgo(WITHDRAWN_DAYS_AGO);
  }

  /** Spread over the year, after the decision it rests on and before whatever befalls the product. */
  listed(product: Pick<DemoProduct, 'slug' | 'certificate' | 'revocation' | 'assessment'>): Date {
    const span = OLDEST_LISTING_DAYS_AGO - YOUNGEST_LISTING_DAYS_AGO;
    const byChance = YOUNGEST_LISTING_DAYS_AGO + Math.floor(share(`listed ${product.slug}`) * span);
    const before = Math.max(product.revocation?.daysAgo ?? 0, product.assessment?.daysAgo ?? 0) + 5;
    const decided = product.certificate?.decidedDaysAgo ?? OLDEST_LISTING_DAYS_AGO;
    const days = Math.min(Math.max(byChance, before), decided);
    // Minutes apart, so that "newest first" has an order of its own.
    return new Date(this.daysAgo(days).getTime() + Math.floor(share(product.slug) * 6 * HOUR_MS));
  }

  /** Nine in the morning in Vietnam on that day. */
  daysAgo(count: number): Date {
    return new Date(startOfVietnamDay(addDays(this.today, -count)).getTime() + OFFICE_HOUR_MS);
  }
}
