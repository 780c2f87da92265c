import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { readCursor } from '../../../platform/http/cursor.js';
import { foundText } from '../../../platform/http/found-text.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { officerOf } from '../../identity/index.js';
import type { HideDto, ShowDto } from '../product-reviews/review-desk.dto.js';
import type { DeskQuestionsQueryDto } from './question.dto.js';
import { questionNewsQueue } from './question-queues.js';
import { deskCursorOf, deskQuestions, HOLD_QUESTION } from './questions.sql.js';

const USUAL_PAGE = 24;

interface HeldQuestion {
  version: number;
  status: string;
  productId: string;
  own: boolean;
}

/** Officers read questions to shops of their communes, take them off the page with their answer, and put them back. */
@Injectable()
export class ModerateQuestions {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem invalid_cursor */
  list(principal: Principal, query: DeskQuestionsQueryDto): Promise<string> {
    const { accountId, communes } = officerOf(principal, 'reports.handle');
    const { show = 'waiting', cursor, limit = USUAL_PAGE } = query;
    const place =
      cursor === undefined ? null : readCursor(deskCursorOf(show), { key: 'uuid', id: 'uuid' }, cursor);
    return this.transactions.run('officer', async (tx) => {
      const values = [place?.id ?? null, limit, communes, accountId];
      const [row] = await tx.query<{ body: string }[]>(deskQuestions(show), values);
      return foundText(row ?? null);
    });
  }

  /**
   * Takes it off the page; whoever asked is told why.
   *
   * @throws Problem not_found, not_allowed (a shop of theirs), state_conflict (answered or hidden since it was read),
   *   validation_failed
   */
  hide(principal: Principal, id: string, { version, reason, words }: HideDto): Promise<void> {
    if (reason === 'other' && words === undefined)
      throw fieldProblem('words', 'required', 'Viết lý do cho người hỏi', 'Say why in words');
    return this.decide(principal, id, { version, to: 'hidden', reason, words: words ?? null });
  }

  /** Puts it on the page, or leaves it there; a shop hears of one that waited only now. @throws Problem as `hide` */
  show(principal: Principal, id: string, { version }: ShowDto): Promise<void> {
    return this.decide(principal, id, { version, to: 'shown', reason: null, words: null });
  }

  private decide(
    principal: Principal,
    id: string,
    decision: { version: number; to: 'shown' | 'hidden'; reason: string | null; words: string | null },
  ): Promise<void> {
    const { accountId, communes } = officerOf(principal, 'reports.handle');
    const now = this.clock.now();
    const { version, to, reason, words } = decision;
    return this.transactions.run('officer', async (tx) => {
      const [question] = await tx.query<HeldQuestion[]>(HOLD_QUESTION, [id, communes, accountId]);
      if (question === undefined) throw new Problem('not_found');
      if (question.own) throw new Problem('not_allowed');
      if (question.version !== version || (to === 'hidden' && question.status === to))
        throw new Problem('state_conflict');
      await tx.query(
        `UPDATE product_questions SET status = $2::text,
           status_changed_at = CASE status WHEN $2::text THEN status_changed_at ELSE $3 END, hidden_reason = $4,
           hidden_words = $5, moderated_by = $6, updated_at = $3 WHERE id = $1`,
        [id, to, now, reason, words, accountId],
      );
      await tx.query(
        `UPDATE question_reports SET closed_at = $2, updated_at = $2 WHERE question_id = $1 AND closed_at IS NULL
           AND (NOT of_answer OR $3::text = 'hidden')`,
        [id, now, to],
      );
      if (to === 'hidden') await this.jobs.enqueue(tx, questionNewsQueue, { questionId: id, of: 'hidden' });
      else if (question.status === 'held')
        await this.jobs.enqueue(tx, questionNewsQueue, { questionId: id, of: 'asked' });
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'officer',
          action: `question.${to}`,
          subjectType: 'product',
          subjectId: question.productId,
          after: { questionId: id, version, reason },
        },
      ]);
    });
  }
}
