import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { Reader } from '../../../platform/database/reader.js';
import { readCursor } from '../../../platform/http/cursor.js';
import { foundText } from '../../../platform/http/found-text.js';
import { Problem } from '../../../platform/http/problem.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { SellerTransactions } from '../../sellers/index.js';
import { screenPublicText } from '../screen-text.js';
import type { QuestionsQueryDto, ShopQuestionsQueryDto } from './question.dto.js';
import { questionNewsQueue } from './question-queues.js';
import { questionList, QUESTIONS_CURSOR, shopCursorOf, shopQuestions } from './questions.sql.js';

const USUAL_PAGE = 24;

/** What everybody reads of questions, and what a shop reads and answers. */
@Injectable()
export class QuestionsService {
  constructor(
    private readonly reader: Reader,
    private readonly sellers: SellerTransactions,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Answered ones, the newest answer first. @throws Problem not_found, invalid_cursor */
  async list(slug: string, { cursor, limit = USUAL_PAGE }: QuestionsQueryDto): Promise<string> {
    const place =
      cursor === undefined ? null : readCursor(QUESTIONS_CURSOR, { key: 'instant', id: 'uuid' }, cursor);
    const values = [slug, place?.key ?? null, place?.id ?? null, limit];
    return foundText(await this.reader.row<{ body: string }>(questionList, values));
  }

  /** The newest first. @throws Problem not_found, not_allowed, invalid_cursor */
  ofShop(principal: Principal, slug: string, query: ShopQuestionsQueryDto): Promise<string> {
    const { show = 'unanswered', cursor, limit = USUAL_PAGE } = query;
    const place =
      cursor === undefined ? null : readCursor(shopCursorOf(show), { key: 'uuid', id: 'uuid' }, cursor);
    return this.sellers.run(principal, slug, 'orders', async (tx) => {
      const [row] = await tx.query<{ body: string }[]>(shopQuestions(show), [place?.id ?? null, limit]);
      return foundText(row ?? null);
    });
  }

  /**
   * One answer a question, that can be changed; whoever asked is told of the first.
   *
   * @throws Problem not_found (also what an officer took down), not_allowed, validation_failed
   */
  answer(principal: Principal, slug: string, questionId: string, words: string): Promise<void> {
    const now = this.clock.now();
    screenPublicText('words', words);
    return this.sellers.run(principal, slug, 'orders', async (tx, { accountId }) => {
      const [before] = await tx.query<{ answer: string | null }[]>(
        `SELECT answer FROM product_questions WHERE id = $1`,
        [questionId],
      );
      // Row-level security lets a shop answer only what it was asked and no officer took down.
      const [answered] = await changedRows<{ productId: string; version: number }>(
        tx,
        `UPDATE product_questions SET answer = $2, answered_by = $3, answered_at = $4, version = version + 1, updated_at = $4
         WHERE id = $1 RETURNING product_id AS "productId", version`,
        [questionId, words, accountId, now],
      );
      if (answered === undefined) throw new Problem('not_found');
      // Of two answers at once only one is the second version.
      if (answered.version === 2)
        await this.jobs.enqueue(tx, questionNewsQueue, { questionId, of: 'answered' });
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'question.answered',
          subjectType: 'product',
          subjectId: answered.productId,
          before: { answer: before?.answer ?? null },
          after: { questionId, answer: words },
        },
      ]);
    });
  }
}
