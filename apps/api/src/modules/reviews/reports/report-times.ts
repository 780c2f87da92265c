import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type Clock, type Day } from '#kernel/time';
import { addWorkingDays } from '#kernel/working-days';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { publicHolidays } from '../../../platform/data/holidays.js';
import { findReason } from './report-reasons.js';

/** How long reports may take: working days, as the province's profile sets them, public holidays left out. */
@Injectable()
export class ReportTimes {
  constructor(
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    const unknown = Object.keys(floor.reportTimers.resolutionByKind).filter(
      (code) => findReason(code) === undefined,
    );
    if (unknown.length > 0) throw new Error(`reportTimers names no reason of a report: ${unknown.join()}`);
  }

  get firstReplyDays(): number {
    return this.floor.reportTimers.firstReply;
  }

  resolutionDays(reason: string): number {
    const { resolution, resolutionByKind } = this.floor.reportTimers;
    return resolutionByKind[reason] ?? resolution;
  }

  /** The last day on which an officer takes the report, and on which it is decided. */
  of(reason: string, receivedAt: Date): { takeBy: Day; resolveBy: Day } {
    const last = (days: number): Day => addWorkingDays(vietnamDay(receivedAt), days, publicHolidays);
    return { takeBy: last(this.firstReplyDays), resolveBy: last(this.resolutionDays(reason)) };
  }

  today(): Day {
    return vietnamDay(this.clock.now());
  }
}
