import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import { normalizePhone } from '#kernel/phone';
import { addDays, vietnamDay, type Clock } from '#kernel/time';
import { HitCounters, type Limit } from '../../../platform/access/hit-counters.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem, type Language } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { Keyring } from '../../../platform/sealing/keyring.js';
import { visitNoticeQueue } from '../tourism-queues.js';
import { VISIT_DAYS_AHEAD, type AskedVisitAnswer, type AskVisitDto } from './visit.dto.js';
import { visitToken } from './visit-token.js';

/** Enough for a family's plans, too few to fill somebody's calendar. */
const VISITS_BY_PHONE: Limit = { name: 'visit by phone', hits: 4, seconds: 24 * 60 * 60 };
/** Requests of a day that a shop can still answer. */
const MOST_WAITING = 50;

const HOST = `
  SELECT s.id AS "sellerId", t.id AS "pointId",
    (SELECT count(*)::int FROM visit_requests v WHERE v.seller_id = s.id AND v.day = $2 AND v.status = 'requested') AS waiting
  FROM tourism_points t JOIN point_sellers ps ON ps.tourism_point_id = t.id
  JOIN shop_sellers s ON s.id = ps.seller_id WHERE t.slug = $1 AND s.status = 'approved'`;

/** Somebody, a guest or signed in, asks a shop that is a tourism point whether they may come. */
@Injectable()
export class AskVisit {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    private readonly keyring: Keyring,
    private readonly counters: HitCounters,
    private readonly jobs: Jobs,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param language in which they are answered
   * @throws Problem validation_failed, not_found (no such point, or no shop is it), state_conflict (that number asked for
   *   the day already, or too many wait for an answer), rate_limited
   */
  async run(
    slug: string,
    accountId: string | null,
    wish: AskVisitDto,
    language: Language,
  ): Promise<AskedVisitAnswer> {
    const now = this.clock.now();
    const today = vietnamDay(now);
    if (wish.day <= today || wish.day > addDays(today, VISIT_DAYS_AHEAD))
      throw fieldProblem(
        'day',
        'not_valid',
        'Chọn ngày từ ngày mai, trong vòng sáu tháng tới',
        'Choose a day from tomorrow on, within six months',
      );
    const phone = normalizePhone(wish.phone);
    if (phone === null)
      throw fieldProblem('phone', 'bad_phone', 'Số điện thoại chưa đúng', 'This is not a phone number');
    await this.counters.demand(VISITS_BY_PHONE, phone);
    const id = uuidv7(now.getTime());
    const contact = JSON.stringify({ name: wish.name, phone, words: wish.words || null });
    try {
      await this.transactions.run('buyer', async (tx) => {
        const [host] = await tx.query<{ sellerId: string; pointId: string; waiting: number }[]>(HOST, [
          slug,
          wish.day,
        ]);
        if (host === undefined) throw new Problem('not_found');
        if (host.waiting >= MOST_WAITING) throw new Problem('state_conflict');
        const key = await this.dataKeys.of(tx, host.sellerId);
        await tx.query(
          `INSERT INTO visit_requests (id, seller_id, tourism_point_id, account_id, day, people, contact_sealed, phone_hash,
             language, status, status_changed_at, created_at, updated_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'requested', $10, $10, $10)`,
          [
            ...[id, host.sellerId, host.pointId, accountId, wish.day, wish.people],
            ...[key.seal(contact, 'visit_requests.contact'), this.keyring.hash('visit phone', phone)],
            ...[language, now],
          ],
        );
        await this.jobs.enqueue(tx, visitNoticeQueue, { visitId: id, status: 'requested' });
        await recordAudit(tx, [
          {
            at: now,
            actorKind: 'buyer',
            action: 'visit.requested',
            subjectType: 'visit_request',
            subjectId: id,
            after: { day: wish.day, people: wish.people },
          },
        ]);
      });
    } catch (error) {
      throw brokenConstraint(error) === 'visit_requests_open' ? new Problem('state_conflict') : error;
    }
    return { id, token: visitToken(id, this.environment.sessionSecret) };
  }
}
