import { Inject, Injectable } from '@nestjs/common';
import { addDays, vietnamDay, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { Problem } from '../../../platform/http/problem.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { SellerTransactions } from '../../sellers/index.js';
import { visitNoticeQueue } from '../tourism-queues.js';
import type { ShopVisitDto, ShopVisitsAnswer, VisitContactDto } from './visit.dto.js';
import { REACHED_FROM, VISITS_SHOWN_DAYS } from './visit-status.js';

const MOST_SHOWN = 200;

const LIST = `
  SELECT v.id, json_build_object('slug', t.slug, 'name', t.name) AS point, v.day::text AS day, v.people, v.status, v.answer,
    v.day < $2::date AS past, v.contact_sealed AS contact,
    coalesce(sum(v.people) FILTER (WHERE v.status = 'confirmed') OVER (PARTITION BY v.day), 0)::int AS expected
  FROM visit_requests v JOIN tourism_points t ON t.id = v.tourism_point_id
  WHERE v.seller_id = $1 AND v.day >= $3 ORDER BY v.day < $2::date, v.day, v.id LIMIT ${MOST_SHOWN}`;

/** Visits as the shop that is a point sees and answers them. */
@Injectable()
export class AnswerVisit {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly dataKeys: DataKeys,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, not_allowed */
  list(principal: Principal, slug: string): Promise<ShopVisitsAnswer> {
    const today = vietnamDay(this.clock.now());
    return this.sellers.run(principal, slug, 'orders', async (tx, { sellerId }) => {
      const rows = await tx.query<(Omit<ShopVisitDto, 'contact'> & { contact: string | null })[]>(LIST, [
        sellerId,
        today,
        addDays(today, -VISITS_SHOWN_DAYS),
      ]);
      const key = rows.length === 0 ? null : await this.dataKeys.find(tx, sellerId);
      const open = (sealed: string | null): VisitContactDto | null =>
        sealed === null || key === null
          ? null
          : (JSON.parse(key.open(sealed, 'visit_requests.contact')) as VisitContactDto);
      return {
        items: rows.map(({ contact, ...visit }) => ({ ...visit, contact: open(contact) })),
        nextCursor: null,
      };
    });
  }

  /** @throws Problem not_found, not_allowed, state_conflict (answered, withdrawn or over already) */
  async run(
    principal: Principal,
    slug: string,
    visitId: string,
    { status, words }: { status: 'confirmed' | 'declined'; words: string | null },
  ): Promise<void> {
    const now = this.clock.now();
    await this.sellers.run(principal, slug, 'orders', async (tx, { sellerId }) => {
      const [visit] = await tx.query<unknown[]>(
        `SELECT 1 FROM visit_requests WHERE id = $1 AND seller_id = $2`,
        [visitId, sellerId],
      );
      if (visit === undefined) throw new Problem('not_found');
      const moved = await changedRows(
        tx,
        `UPDATE visit_requests SET status = $2, status_changed_at = $3, answer = $4, updated_at = $3
         WHERE id = $1 AND status = ANY ($5) AND day >= $6 RETURNING id`,
        [visitId, status, now, words, REACHED_FROM[status], vietnamDay(now)],
      );
      if (moved.length !== 1) throw new Problem('state_conflict');
      await this.jobs.enqueue(tx, visitNoticeQueue, { visitId, status });
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: `visit.${status}`,
          subjectType: 'visit_request',
          subjectId: visitId,
          after: { words },
        },
      ]);
    });
  }
}
