import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type Clock, type Day } from '#kernel/time';
import { addWorkingDays } from '#kernel/working-days';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { publicHolidays } from '../../../platform/data/holidays.js';
import { disputeKinds, type DisputeKind } from './dispute-status.js';

/** How long complaints may take: working days, as the province's profile sets them, public holidays left out. */
@Injectable()
export class ComplaintTimes {
  constructor(
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    const unknown = Object.keys(floor.complaintTimers.resolutionByKind).filter(
      (kind) => !(disputeKinds as readonly string[]).includes(kind),
    );
    if (unknown.length > 0) throw new Error(`complaintTimers names no kind of complaint: ${unknown.join()}`);
  }

  get firstReplyDays(): number {
    return this.floor.complaintTimers.firstReply;
  }

  resolutionDays(kind: DisputeKind): number {
    const { resolution, resolutionByKind } = this.floor.complaintTimers;
    return resolutionByKind[kind] ?? resolution;
  }

  /** The last days of the first reply and of the complaint. */
  of(kind: DisputeKind, openedAt: Date): { firstReplyBy: Day; resolveBy: Day } {
    const last = (days: number): Day => addWorkingDays(vietnamDay(openedAt), days, publicHolidays);
    return { firstReplyBy: last(this.firstReplyDays), resolveBy: last(this.resolutionDays(kind)) };
  }

  today(): Day {
    return vietnamDay(this.clock.now());
  }
}
