import { Inject, Injectable } from '@nestjs/common';
import { contentDigest } from '#kernel/quote-digest';
import { addDays, vietnamDay, type Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import type { Officer } from '../../identity/index.js';
import { EXCEPTION_DAYS } from '../../places/index.js';
import type { ChangePointHoursDto, PointHoursAnswer, PointsHoursAnswer } from './point-hours.dto.js';
import {
  forgetExceptions,
  forgetWeek,
  lockPoint,
  pointHours,
  writeExceptions,
  writeWeek,
  type PointHoursRow,
} from './point-hours.sql.js';

/** When tourism points are open, as an administrator says it; all of a point's hours are said at once. */
@Injectable()
export class ChangePointHours {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The points of the officer's territory. */
  async list({ communes }: Officer): Promise<PointsHoursAnswer> {
    const rows = await this.transactions.run('officer', (tx) => this.rows(tx, null, communes));
    return { items: rows.map(answerOf), nextCursor: null };
  }

  /** @throws Problem not_found, also outside the officer's territory */
  one(officer: Officer, slug: string): Promise<PointHoursAnswer> {
    return this.transactions.run('officer', async (tx) => answerOf(await this.find(tx, slug, officer)));
  }

  /** @throws Problem validation_failed, not_found, stale_version (somebody said other hours since) */
  async run(officer: Officer, slug: string, wish: ChangePointHoursDto): Promise<PointHoursAnswer> {
    demandOrder(wish);
    const now = this.clock.now();
    const today = vietnamDay(now);
    const last = addDays(today, EXCEPTION_DAYS);
    if (wish.exceptions.some(({ day }) => day < today || day > last))
      throw fieldProblem(
        'exceptions',
        'not_valid',
        'Ngày phải từ hôm nay đến một năm tới',
        'Within a year from today',
      );
    return this.transactions.run('officer', async (tx) => {
      await runStatement(tx, lockPoint, [slug]);
      const before = await this.find(tx, slug, officer);
      if (answerOf(before).version !== wish.version) throw new Problem('stale_version');
      const week = wish.week.flatMap(({ weekday, spans }) => spans.map((span) => ({ weekday, ...span })));
      const exceptions = wish.exceptions.map(({ day, span, words }) => ({ day, ...span, words }));
      await runStatement(tx, forgetWeek, [before.id]);
      await runStatement(tx, forgetExceptions, [before.id, today]);
      await runStatement(tx, writeWeek, [before.id, now, JSON.stringify(week)]);
      await runStatement(tx, writeExceptions, [before.id, now, JSON.stringify(exceptions)]);
      const after = await this.find(tx, slug, officer);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'officer',
          action: 'tourism_point.hours_changed',
          subjectType: 'tourism_point',
          subjectId: before.id,
          before: before.hours ?? {},
          after: after.hours ?? {},
        },
      ]);
      return answerOf(after);
    });
  }

  private async find(tx: EntityManager, slug: string, { communes }: Officer): Promise<PointHoursRow> {
    const [row] = await this.rows(tx, slug, communes);
    if (row === undefined) throw new Problem('not_found');
    return row;
  }

  private rows(
    tx: EntityManager,
    slug: string | null,
    communes: readonly string[] | null,
  ): Promise<PointHoursRow[]> {
    return runStatement<PointHoursRow>(tx, pointHours, [vietnamDay(this.clock.now()), slug, communes]);
  }
}

function answerOf({ slug, name, commune, hours }: PointHoursRow): PointHoursAnswer {
  const week = hours?.week ?? [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, spans: [] }));
  const exceptions = hours?.exceptions ?? [];
  const version = contentDigest(JSON.stringify({ week, exceptions }));
  return { slug, name, commune, version, week, exceptions };
}

/** Each span ends after it begins, and begins after the one before it has ended. */
function demandOrder({ week, exceptions }: ChangePointHoursDto): void {
  week.forEach(({ spans }, index) => {
    const sorted = spans.toSorted((a, b) => (a.opensAt < b.opensAt ? -1 : 1));
    const wrong = sorted.some(
      ({ opensAt, closesAt }, at) => closesAt <= opensAt || opensAt < (sorted[at - 1]?.closesAt ?? ''),
    );
    if (wrong) throw outOfOrder(`week.${index}.spans`);
  });
  exceptions.forEach(({ span }, index) => {
    if (span !== null && span.closesAt <= span.opensAt) throw outOfOrder(`exceptions.${index}.span`);
  });
  if (exceptions.length > 0 && week.every(({ spans }) => spans.length === 0))
    throw fieldProblem('week', 'required', 'Ghi giờ các ngày thường trước', 'Say the usual days first');
}

const outOfOrder = (path: string): Problem =>
  fieldProblem(
    path,
    'not_valid',
    'Giờ đóng phải sau giờ mở, các buổi không chồng nhau',
    'Times out of order',
  );
