import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../platform/audit/record-audit.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Transactions } from '../../platform/database/transactions.js';
import { Problem } from '../../platform/http/problem.js';
import type { AdminArticleAnswer, ArticleStatus } from './article.dto.js';
import { articleToEdit } from './read-articles.js';

/** From where an article may come to where. */
const FROM: Readonly<Record<'published' | 'withdrawn', readonly ArticleStatus[]>> = {
  published: ['draft', 'withdrawn'],
  withdrawn: ['published'],
};

/** Lets an article be read, or takes it from its readers again. */
@Injectable()
export class MoveArticle {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Where it is already, nothing happens. @throws Problem not_found, state_conflict (a draft cannot be withdrawn) */
  async run(id: string, to: 'published' | 'withdrawn'): Promise<AdminArticleAnswer> {
    const now = this.clock.now();
    return this.transactions.run('officer', async (tx) => {
      const [, moved] = await tx.query<[unknown[], number]>(
        `UPDATE articles SET status = $2::text, status_changed_at = $3, updated_at = $3,
           published_at = CASE $2::text WHEN 'published' THEN coalesce(published_at, $3) ELSE published_at END
         WHERE id = $1 AND status = ANY ($4)`,
        [id, to, now, FROM[to]],
      );
      const article = await articleToEdit(tx, id);
      if (moved === 0) {
        if (article.status !== to) throw new Problem('state_conflict');
        return article;
      }
      await recordAudit(tx, [
        { at: now, actorKind: 'officer', action: `article.${to}`, subjectType: 'article', subjectId: id },
      ]);
      return article;
    });
  }
}
