import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import type { RouteAccess, StopKind } from './route.dto.js';
import { writeRoute, writeStops } from './route.sql.js';

/** A route as a province's folder has it. */
export interface RouteProfile {
  slug: string;
  name: string;
  summary: string;
  access: RouteAccess;
  stops: { kind: Exclude<StopKind, 'seller'>; of: string; words: string | null }[];
  illustrative: string[];
}

/** Brings in the routes a province begins with. A route that is there belongs to its officers and is left alone. */
@Injectable()
export class ImportRoutes {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(routes: readonly RouteProfile[]): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const there = await tx.query<{ slug: string }[]>(`SELECT slug FROM tourism_routes`);
      const known = new Set(there.map(({ slug }) => slug));
      for (const { slug, name, summary, access, stops, illustrative } of routes) {
        if (known.has(slug)) continue;
        const id = uuidv7(now.getTime());
        await runStatement(tx, writeRoute, [id, slug, name, summary, access, true, illustrative, now]);
        await runStatement(tx, writeStops, [id, now, JSON.stringify(stops)]);
      }
    });
  }
}
