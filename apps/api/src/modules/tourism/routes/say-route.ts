import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { contentDigest } from '#kernel/quote-digest';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import type { Officer } from '../../identity/index.js';
import type { RouteForDeskDto, RoutesForDeskAnswer, SaidStopDto, SayRouteDto } from './route.dto.js';
import { forgetStops, routesForDesk, writeRoute, writeStops, type DeskRow } from './route.sql.js';

/** Routes as officers write them; all of a route is said at once, under the version it was read with. */
@Injectable()
export class SayRoute {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(): Promise<RoutesForDeskAnswer> {
    const rows = await this.transactions.run('officer', (tx) =>
      runStatement<DeskRow>(tx, routesForDesk, [null]),
    );
    return { items: rows.map(answerOf), nextCursor: null };
  }

  /** @throws Problem not_found */
  one(slug: string): Promise<RouteForDeskDto> {
    return this.transactions.run('officer', async (tx) => {
      const row = await find(tx, slug);
      if (row === null) throw new Problem('not_found');
      return answerOf(row);
    });
  }

  /**
   * A route crosses communes, so it is for officers of the whole province.
   *
   * @throws Problem validation_failed, not_allowed (an officer of some communes), stale_version (somebody wrote since, or
   * the slug is taken)
   */
  async run({ communes }: Officer, slug: string, wish: SayRouteDto): Promise<RouteForDeskDto> {
    if (communes !== null) throw new Problem('not_allowed');
    const now = this.clock.now();
    return this.transactions.run('officer', async (tx) => {
      // Whoever writes a route waits for whoever was first, also where it is not there yet.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('tourism_routes', 0))`);
      const before = await find(tx, slug);
      if ((before === null ? null : answerOf(before).version) !== wish.version)
        throw new Problem('stale_version');
      const id = before?.id ?? uuidv7(now.getTime());
      const { name, summary, access, published, stops } = wish;
      // What an officer wrote is no illustration any more.
      await runStatement(tx, writeRoute, [id, slug, name, summary, access, published, [], now]);
      await runStatement(tx, forgetStops, [id]);
      await demandAll(stops, await runStatement(tx, writeStops, [id, now, JSON.stringify(stops)]));
      const after = await find(tx, slug);
      if (after === null) throw new Error(`The route ${slug} was written and is not there`);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'officer',
          action: 'tourism_route.said',
          subjectType: 'tourism_route',
          subjectId: id,
          before: before === null ? {} : told(before),
          after: told(after),
        },
      ]);
      return answerOf(after);
    });
  }
}

async function find(tx: EntityManager, slug: string): Promise<DeskRow | null> {
  return (await runStatement<DeskRow>(tx, routesForDesk, [slug]))[0] ?? null;
}

/** Every stop that was said was found. */
async function demandAll(stops: readonly SaidStopDto[], written: readonly object[]): Promise<void> {
  const found = new Set((written as { position: number }[]).map(({ position }) => position));
  const missing = stops.findIndex((_, index) => !found.has(index + 1));
  if (missing >= 0) throw fieldProblem(`stops.${missing}.of`, 'unknown', 'Không có nơi này', 'No such place');
}

const told = ({ id: _id, slug: _slug, ...route }: DeskRow): object => route;

function answerOf({ id: _id, ...route }: DeskRow): RouteForDeskDto {
  return { ...route, version: contentDigest(JSON.stringify(route)) };
}
