import { Inject, Injectable } from '@nestjs/common';
import { noticeStarts } from '#kernel/certificate-notices';
import { vietnamDay, type Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { RAISE_DIGESTS, RAISE_NOTICES } from './due-notices.sql.js';

/** How many certificates shops and officers were newly to be told of, and how many officers get a digest. */
export interface RaisedNotices {
  shops: number;
  officers: number;
  digests: number;
}

/** Finds what is to be told today and writes it down, notices and the messages that carry them in one transaction. */
@Injectable()
export class RaiseNotices {
  constructor(
    private readonly transactions: Transactions,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Safe to repeat and to run twice at once: each step of a certificate is written once. */
  async run(): Promise<RaisedNotices> {
    const now = this.clock.now();
    const day = vietnamDay(now);
    const days = this.floor.certificateNotices;
    const starts = noticeStarts(days);
    return this.transactions.run('worker', async (tx) => {
      const [raised] = await tx.query<[Omit<RaisedNotices, 'digests'>]>(RAISE_NOTICES, [
        day,
        now,
        starts.map(({ step }) => step),
        starts.map(({ daysBefore }) => daysBefore),
        starts.map(({ ofWindow }) => ofWindow),
        days.lapsedFor,
      ]);
      const digests = await tx.query<unknown[]>(RAISE_DIGESTS, [day, now]);
      return { ...raised, digests: digests.length };
    });
  }
}
