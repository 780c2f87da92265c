import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { vietnamDay, type Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Reader } from '../../../platform/database/reader.js';
import { countScans } from './trace-page.sql.js';

/** How long counts wait to be written together: a label read a thousand times in it costs one row. */
const GATHER_MS = 2_000;
/** Codes a day that may wait at once; a flood of others is not counted, and takes no memory. */
const MOST_WAITING = 20_000;

interface Waiting {
  traceId: string;
  day: string;
  number: number;
}

/**
 * How often labels were looked up: numbers by code and day, and nothing of whoever looked. Counted in memory and added
 * up in the database every two seconds by one statement, so that no reader ever waits for a row that others count on too.
 * A process that is killed loses what it gathered since; one that ends in order writes it first.
 */
@Injectable()
export class ScanCounter implements OnModuleDestroy {
  private readonly logger = new Logger(ScanCounter.name);
  private waiting = new Map<string, Waiting>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly reader: Reader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One more of today. */
  count(traceId: string): void {
    this.add({ traceId, day: vietnamDay(this.clock.now()), number: 1 });
    this.timer ??= setTimeout(() => void this.write(), GATHER_MS).unref();
  }

  /** Writes what has been gathered; waits for what is on its way. */
  async write(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.writeNow());
    return this.writing;
  }

  async onModuleDestroy(): Promise<void> {
    await this.write();
  }

  private async writeNow(): Promise<void> {
    const gathered = [...this.waiting.values()];
    if (gathered.length === 0) return;
    this.waiting = new Map();
    try {
      await this.reader.rows(countScans, [
        gathered.map(({ traceId }) => traceId),
        gathered.map(({ day }) => day),
        gathered.map(({ number }) => number),
      ]);
    } catch (error) {
      // The database is away: they are written with the next ones.
      for (const each of gathered) this.add(each);
      this.logger.warn(`Counts of ${gathered.length} codes wait: ${String(error)}`);
    }
  }

  private add({ traceId, day, number }: Waiting): void {
    const key = `${day} ${traceId}`;
    const found = this.waiting.get(key);
    if (found !== undefined) found.number += number;
    else if (this.waiting.size < MOST_WAITING) this.waiting.set(key, { traceId, day, number });
  }
}
