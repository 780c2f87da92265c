import { Inject, Injectable } from '@nestjs/common';
import type { FakeClock } from '#kernel/time';
import { FileReport } from '../modules/reviews/index.js';
import { readDataFile } from '../platform/data/data-files.js';
import { Transactions } from '../platform/database/transactions.js';
import type { DemoCalendar } from './demo-calendar.js';
import { DEMO_CLOCK } from './demo-clock.js';

/** What somebody reported of a product of the demo, by whom nobody is. Of invented shops only. */
interface DemoReport {
  product: string;
  reason: string;
  words: string;
  contact: string;
  sentDaysAgo: number;
}

/** Reports for the officers' desk. Safe to repeat: a product that was reported before is left alone. */
@Injectable()
export class SeedReports {
  constructor(
    private readonly transactions: Transactions,
    private readonly fileReport: FileReport,
    @Inject(DEMO_CLOCK) private readonly clock: FakeClock,
  ) {}

  /** @param folder of the province; a demo whose index names no reports has none */
  async run(folder: string, calendar: DemoCalendar): Promise<void> {
    const index = readDataFile<{ reports?: string[] }>(`${folder}/demo/index.json`);
    const reports = (index.reports ?? []).flatMap(
      (path) => readDataFile<{ reports: DemoReport[] }>(`${folder}/demo/${path}`).reports,
    );
    for (const { product, reason, words, contact, sentDaysAgo } of reports) {
      const there = await this.transactions.run('officer', (tx) =>
        tx.query<unknown[]>(
          `SELECT FROM reports r JOIN products p ON p.id = r.product_id WHERE p.slug = $1 LIMIT 1`,
          [product],
        ),
      );
      if (there.length > 0) continue;
      this.clock.set(calendar.daysAgo(sentDaysAgo));
      await this.fileReport.run('product', product, null, { reason, words, contact }, 'vi');
    }
  }
}
