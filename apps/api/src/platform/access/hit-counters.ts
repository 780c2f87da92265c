import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../config/config.module.js';
import { Reader, type Statement } from '../database/reader.js';
import { Problem } from '../http/problem.js';
import { Keyring } from '../sealing/keyring.js';

/** So many hits of one subject within that time. */
export interface Limit {
  /** What is counted, such as `password by address`. */
  readonly name: string;
  readonly hits: number;
  readonly seconds: number;
}

const COUNT_HIT: Statement = {
  name: 'count_hit',
  text: `SELECT hits, window_ends_at AS "windowEndsAt" FROM count_hit($1::varchar, $2::integer, $3::timestamptz)`,
};
const GIVE_BACK: Statement = {
  name: 'give_hits_back',
  text: `SELECT give_hits_back($1::varchar[])`,
};
const FORGET_HITS: Statement = { name: 'forget_hits', text: `SELECT forget_hits($1::varchar[])` };

/**
 * Counts who tries what how often. The counters stand in the database, so they hold over all processes; each hit is one
 * statement that counts and tells at once, so that a hundred hits at the same moment are a hundred. Subjects (addresses,
 * phone numbers) are kept as keyed digests.
 */
@Injectable()
export class HitCounters {
  constructor(
    private readonly reader: Reader,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Counts one hit. Null while it is within the limit, otherwise the seconds until it may be tried again. */
  async hit(limit: Limit, subject: string): Promise<number | null> {
    const { rateLimitFactor: factor } = this.environment;
    if (factor === 0) return null;
    const now = this.clock.now();
    const values = [this.keyOf(limit, subject), limit.seconds, now];
    const row = await this.reader.row<{ hits: number; windowEndsAt: Date }>(COUNT_HIT, values);
    if (row === null || row.hits <= Math.max(1, Math.round(limit.hits * factor))) return null;
    return Math.max(1, Math.ceil((row.windowEndsAt.getTime() - now.getTime()) / 1_000));
  }

  /** Counts one hit against several limits. Null while it is within all, otherwise the seconds to wait. */
  async hitAll(limits: readonly Limit[], subject: string): Promise<number | null> {
    // One after the other: what the shorter limit refuses is not counted against the longer one.
    for (const limit of limits) {
      const retryAfterSeconds = await this.hit(limit, subject);
      if (retryAfterSeconds !== null) return retryAfterSeconds;
    }
    return null;
  }

  /** @throws Problem rate_limited, with the seconds to wait */
  async demandAll(limits: readonly Limit[], subject: string): Promise<void> {
    const retryAfterSeconds = await this.hitAll(limits, subject);
    if (retryAfterSeconds !== null) throw new Problem('rate_limited', { retryAfterSeconds });
  }

  /** @throws Problem rate_limited, with the seconds to wait */
  async demand(limit: Limit, subject: string): Promise<void> {
    await this.demandAll([limit], subject);
  }

  /** Takes one hit back from each: the request was refused for another reason and got nothing. */
  async giveBackAll(limits: readonly Limit[], subject: string): Promise<void> {
    if (this.environment.rateLimitFactor === 0) return;
    await this.reader.rows(GIVE_BACK, [limits.map((limit) => this.keyOf(limit, subject))]);
  }

  /** Starts anew: the subject has shown that it was no guessing. */
  async forgetAll(limits: readonly Limit[], subject: string): Promise<void> {
    if (this.environment.rateLimitFactor === 0) return;
    await this.reader.rows(FORGET_HITS, [limits.map((limit) => this.keyOf(limit, subject))]);
  }

  private keyOf({ name }: Limit, subject: string): string {
    return `${name}|${this.keyring.hash('throttle', subject)}`;
  }
}
