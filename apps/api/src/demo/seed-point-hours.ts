import { Injectable } from '@nestjs/common';
import { Transactions } from '../platform/database/transactions.js';

/** Invented opening hours, so that the demo shows them: every day, parks from earlier, at noon nobody closes. */
@Injectable()
export class SeedPointHours {
  constructor(private readonly transactions: Transactions) {}

  /** Only where nobody has said any hours yet. */
  async run(): Promise<void> {
    await this.transactions.run('officer', (tx) =>
      tx.query(
        `INSERT INTO point_hours (tourism_point_id, weekday, opens_at, closes_at)
         SELECT t.id, d, CASE t.kind WHEN 'national_park' THEN '06:30' ELSE '07:00' END::time, '17:00'
         FROM tourism_points t, generate_series(1, 7) d
         WHERE NOT EXISTS (SELECT FROM point_hours h WHERE h.tourism_point_id = t.id)`,
      ),
    );
  }
}
