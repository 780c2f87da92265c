import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import type { Officer } from '../../identity/index.js';
import { findPointForOfficer } from '../points/find-point.js';

/** Which shop a tourism point is: an officer's word, so that nobody takes visitors in the name of a park. */
@Injectable()
export class NameHost {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param slug the shop's, or null for none. @throws Problem not_found, validation_failed (no such shop, or it is another point) */
  async run(officer: Officer, pointSlug: string, slug: string | null): Promise<void> {
    const now = this.clock.now();
    try {
      await this.transactions.run('officer', async (tx) => {
        const { id } = await findPointForOfficer(tx, officer, pointSlug);
        const [before] = await tx.query<{ slug: string }[]>(
          `SELECT s.slug FROM point_sellers p JOIN sellers s ON s.id = p.seller_id WHERE p.tourism_point_id = $1`,
          [id],
        );
        await tx.query(`DELETE FROM point_sellers WHERE tourism_point_id = $1`, [id]);
        if (slug !== null) {
          const written = await tx.query<unknown[]>(
            `INSERT INTO point_sellers (tourism_point_id, seller_id, created_at, updated_at)
             SELECT $1, id, $3, $3 FROM sellers WHERE slug = $2 AND status IN ('approved', 'suspended') RETURNING seller_id`,
            [id, slug, now],
          );
          if (written.length === 0)
            throw fieldProblem('seller', 'unknown', 'Không có gian hàng này', 'No such shop');
        }
        await recordAudit(tx, [
          {
            at: now,
            actorKind: 'officer',
            action: 'tourism_point.host_named',
            subjectType: 'tourism_point',
            subjectId: id,
            before: { seller: before?.slug ?? null },
            after: { seller: slug },
          },
        ]);
      });
    } catch (error) {
      if (brokenConstraint(error) === 'point_sellers_seller_key')
        throw fieldProblem(
          'seller',
          'taken',
          'Gian hàng này đã là một điểm khác',
          'That shop is another point',
        );
      throw error;
    }
  }
}
