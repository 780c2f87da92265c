import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/access.js';
import { readCursor, writeCursor } from '../../../platform/http/cursor.js';
import { PeopleOfSeller } from '../people-of-seller.js';
import { SellerTransactions } from '../seller-transactions.js';
import type { ActivityAnswer, ActivityQueryDto } from './activity.dto.js';
import { ACTIVITY } from './activity.sql.js';
import { safeDetails } from './safe-details.js';

const PAGE_SIZE = 24;
const CURSOR = 'activity';
const NEWEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** What was done in a shop and to it, and by whom. */
@Injectable()
export class ActivityService {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly people: PeopleOfSeller,
  ) {}

  /** Newest first. */
  async list(
    principal: Principal,
    slug: string,
    { limit = PAGE_SIZE, cursor }: ActivityQueryDto,
  ): Promise<ActivityAnswer> {
    const before = cursor === undefined ? NEWEST : readCursor(CURSOR, { key: 'uuid', id: 'uuid' }, cursor).id;
    return this.sellers.run(principal, slug, 'shop', async (tx, { sellerId }) => {
      const rows = await tx.query<RecordRow[]>(ACTIVITY, [sellerId, before, limit + 1]);
      const page = rows.slice(0, limit);
      const names = await this.people.names(
        tx,
        page.map(({ actorId }) => actorId),
      );
      const last = rows.length > limit ? page.at(-1)?.id : undefined;
      return {
        items: page.map(({ actorId, ...record }) => {
          const name = actorId === null ? undefined : names.get(actorId);
          return {
            ...record,
            at: record.at.toISOString(),
            actor: name === undefined ? null : { name },
            before: safeDetails(record.before),
            after: safeDetails(record.after),
            confirmedAt: record.confirmedAt?.toISOString() ?? null,
          };
        }),
        nextCursor: last === undefined ? null : writeCursor(CURSOR, last, last),
      };
    });
  }
}

interface RecordRow {
  id: string;
  at: Date;
  actorKind: string;
  actorId: string | null;
  action: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  onBehalf: boolean;
  confirmedAt: Date | null;
}
