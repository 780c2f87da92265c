import { Inject, Injectable } from '@nestjs/common';
import type { Duty } from '#kernel/permissions';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Reader, type Statement } from '../../../platform/database/reader.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Session } from './session.entity.js';
import { hashSessionToken } from './session-token.js';

/** A session on its owner's device lasts this long after it was last used. */
export const SESSION_KEPT_DAYS = 180;
/** "Last seen" is told to the hour: writing it with every request would make each read a write. */
const SEEN_EVERY_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * 60 * 60 * 1_000;

const SESSION_OF: Statement = {
  name: 'session_of',
  text: `SELECT session_id AS "sessionId", account_id AS "accountId", kind, scopes, second_factor AS "secondFactor",
    fresh_at AS "freshAt", last_seen_at AS "lastSeenAt", duties FROM session_of($1::varchar, $2::timestamptz)`,
};

/** Finds out who a token belongs to, now: an ended session, a blocked account or a lost post count from this request on. */
@Injectable()
export class Principals {
  constructor(
    private readonly reader: Reader,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Null for a token that opens nothing. */
  async of(token: string, kind: Principal['kind']): Promise<Principal | null> {
    const tokenHash = hashSessionToken(token);
    if (tokenHash === null) return null;
    const now = this.clock.now();
    const row = await this.reader.row<SessionRow>(SESSION_OF, [tokenHash, now]);
    // A bearer token in a cookie, or a session's in a header, is somebody trying things out.
    if (row === null || row.kind !== kind) return null;
    if (now.getTime() - row.lastSeenAt.getTime() > SEEN_EVERY_MS) await this.touch(row, now);
    const { lastSeenAt: _, ...principal } = row;
    return { ...principal, tokenHash };
  }

  private async touch({ sessionId, kind }: SessionRow, now: Date): Promise<void> {
    const expiresAt = new Date(now.getTime() + SESSION_KEPT_DAYS * DAY_MS);
    await this.transactions.run('account', (tx) =>
      tx.update(
        Session,
        { id: sessionId },
        { lastSeenAt: now, updatedAt: now, ...(kind === 'session' ? { expiresAt } : {}) },
      ),
    );
  }
}

interface SessionRow {
  sessionId: string;
  accountId: string;
  kind: Principal['kind'];
  scopes: string[] | null;
  secondFactor: boolean;
  freshAt: Date | null;
  lastSeenAt: Date;
  duties: Duty[];
}
