import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import type { ReviewReader } from '../product-reviews/reader-of-reviews.js';
import type { ReportReviewDto } from '../product-reviews/review.dto.js';

/** Readers tell officers what is wrong with a question or its answer: one open report each of an account and of a device. */
@Injectable()
export class ReportQuestion {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The same again while it is open changes nothing. @throws Problem not_found (also what nobody reads) */
  run(
    questionId: string,
    reader: ReviewReader,
    { reason, words, ofAnswer = false }: ReportReviewDto,
  ): Promise<void> {
    const now = this.clock.now();
    return this.transactions.run('worker', async (tx) => {
      const shown = await tx.query<unknown[]>(`SELECT FROM shop_questions WHERE id = $1`, [questionId]);
      if (shown.length === 0) throw new Problem('not_found');
      const written = await tx.query<unknown[]>(
        `INSERT INTO question_reports (question_id, of_answer, account_id, device_hash, reason, words, reported_at,
           created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $7) ON CONFLICT DO NOTHING RETURNING id`,
        [questionId, ofAnswer, reader.accountId, reader.deviceHash, reason, words ?? null, now],
      );
      if (written.length === 0) return;
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'buyer',
          action: 'question.reported',
          subjectType: 'question',
          subjectId: questionId,
          after: { reason, ofAnswer },
        },
      ]);
    });
  }
}
