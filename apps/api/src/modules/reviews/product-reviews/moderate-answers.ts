import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { officerOf } from '../../identity/index.js';
import { questionNewsQueue, type AnsweredKind } from '../questions/question-queues.js';
import type { HideDto, ShowDto } from './review-desk.dto.js';
import { worksInShop } from './review-desk.sql.js';

/** What shops answer to, and where that and what is reported of it stand. */
const PLACES: Readonly<Record<AnsweredKind, { table: string; reports: string; key: string }>> = {
  review: { table: 'product_reviews', reports: 'review_reports', key: 'review_id' },
  question: { table: 'product_questions', reports: 'question_reports', key: 'question_id' },
};

interface HeldAnswer {
  version: number;
  status: string;
  productId: string;
  own: boolean;
}

/** Officers take a shop's answer off the page and put it back; what it answers stays as it is. */
@Injectable()
export class ModerateAnswers {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The shop is told why.
   *
   * @throws Problem not_found (also without an answer), not_allowed (a shop of theirs), state_conflict (changed or hidden
   *   since it was read), validation_failed
   */
  hide(
    principal: Principal,
    kind: AnsweredKind,
    id: string,
    { version, reason, words }: HideDto,
  ): Promise<void> {
    if (reason === 'other' && words === undefined)
      throw fieldProblem('words', 'required', 'Viết lý do cho gian hàng', 'Say why in words');
    return this.decide(principal, kind, id, version, async (tx, { status, productId }, now) => {
      if (status === 'hidden') throw new Problem('state_conflict');
      await tx.query(
        `UPDATE ${PLACES[kind].table} SET answer_status = 'hidden', answer_hidden_reason = $2, answer_hidden_words = $3,
           updated_at = $4 WHERE id = $1`,
        [id, reason, words ?? null, now],
      );
      await this.jobs.enqueue(tx, questionNewsQueue, { of: 'answer_hidden', kind, id, version });
      await note(tx, `${kind}.answer_hidden`, productId, now, { [`${kind}Id`]: id, version, reason });
    });
  }

  /** Puts it on the page, or leaves it there; what was reported of it is closed. @throws Problem as `hide` */
  show(principal: Principal, kind: AnsweredKind, id: string, { version }: ShowDto): Promise<void> {
    return this.decide(principal, kind, id, version, async (tx, { productId }, now) => {
      await tx.query(
        `UPDATE ${PLACES[kind].table} SET answer_status = 'shown', answer_hidden_reason = NULL, answer_hidden_words = NULL,
           updated_at = $2 WHERE id = $1`,
        [id, now],
      );
      await note(tx, `${kind}.answer_shown`, productId, now, { [`${kind}Id`]: id, version });
    });
  }

  private decide(
    principal: Principal,
    kind: AnsweredKind,
    id: string,
    version: number,
    act: (tx: EntityManager, answer: HeldAnswer, now: Date) => Promise<void>,
  ): Promise<void> {
    const { accountId, communes } = officerOf(principal, 'reports.handle');
    const { table, reports, key } = PLACES[kind];
    const now = this.clock.now();
    return this.transactions.run('officer', async (tx) => {
      const [answer] = await tx.query<HeldAnswer[]>(
        `SELECT r.answer_version AS version, r.answer_status AS status, r.product_id AS "productId",
           ${worksInShop('$3')} AS own
         FROM ${table} r JOIN sellers s ON s.id = r.seller_id JOIN producers pr ON pr.id = s.producer_id
         WHERE r.id = $1 AND r.answer IS NOT NULL AND ($2::varchar[] IS NULL OR pr.commune_code = ANY ($2))
         FOR NO KEY UPDATE OF r`,
        [id, communes, accountId],
      );
      if (answer === undefined) throw new Problem('not_found');
      if (answer.own) throw new Problem('not_allowed');
      // Whoever decides decides about the words they read.
      if (answer.version !== version) throw new Problem('state_conflict');
      await act(tx, answer, now);
      await tx.query(
        `UPDATE ${reports} SET closed_at = $2, updated_at = $2 WHERE ${key} = $1 AND of_answer AND closed_at IS NULL`,
        [id, now],
      );
    });
  }
}

function note(tx: EntityManager, action: string, productId: string, at: Date, after: object): Promise<void> {
  return recordAudit(tx, [
    { at, actorKind: 'officer', action, subjectType: 'product', subjectId: productId, after },
  ]);
}
