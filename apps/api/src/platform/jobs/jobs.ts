import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { PgBoss, type Job, type QueueOptions } from 'pg-boss';
import type { EntityManager } from 'typeorm';
import { ENVIRONMENT, type Environment } from '../config/config.module.js';

/** A UUID of version 8 (RFC 9562) that is always the same for the same text. */
function uuidOf(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Injection token: which kind of process this is. */
export const JOBS_ROLE = Symbol('jobs role');

/** A kind of work that is done later, with its retries; `cron` makes it recur (Vietnamese time). */
export interface JobQueue<Data extends object> {
  readonly name: string;
  readonly options: QueueOptions;
  readonly cron?: string;
  /** Only carries the type of the data. */
  readonly data?: Data;
}

/** Jobs are rows of the same database, written in the transaction that caused them. */
@Injectable()
export class Jobs implements OnModuleInit, OnApplicationShutdown {
  private readonly boss: PgBoss;
  private readonly logger = new Logger('jobs');

  constructor(@Inject(ENVIRONMENT) environment: Environment, @Inject(JOBS_ROLE) role: 'api' | 'worker') {
    this.boss = new PgBoss({
      connectionString: environment.databaseUrl,
      application_name: 'floor-jobs',
      max: 4,
      migrate: false,
      createSchema: false,
      supervise: role === 'worker',
      schedule: role === 'worker',
    });
    this.boss.on('error', (error) => this.logger.error(error));
  }

  async onModuleInit(): Promise<void> {
    await this.boss.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.boss.stop({ graceful: true, timeout: 5_000 });
  }

  /**
   * Writes the job in the caller's transaction: it exists exactly when what caused it does.
   *
   * @param startAfter an instant, or so many seconds from now
   * @param once what the job is about: the same again is not written twice while the first is kept (a week after it ended)
   */
  async enqueue<Data extends object>(
    tx: EntityManager,
    queue: JobQueue<Data>,
    data: Data,
    startAfter?: Date | number,
    once?: string,
  ): Promise<void> {
    await this.boss.send(queue.name, data, {
      ...(startAfter === undefined ? {} : { startAfter }),
      ...(once === undefined ? {} : { id: uuidOf(once) }),
      db: { executeSql: async (text, values) => ({ rows: await tx.query<unknown[]>(text, values) }) },
    });
  }

  /**
   * Hands jobs of a queue to the handler, one at a time; a handler must be safe to repeat.
   *
   * Each job is marked done before the next is taken, so that a kill repeats one at most, and the next is looked for
   * at once: left to itself pg-boss rests a second after every job, and 300 waiting messages would take five minutes.
   */
  async work<Data extends object>(
    queue: JobQueue<Data>,
    handle: (data: Data) => Promise<void>,
  ): Promise<void> {
    if (queue.cron !== undefined)
      await this.boss.schedule(queue.name, queue.cron, null, { tz: 'Asia/Ho_Chi_Minh' });
    const worker = await this.boss.work<Data>(
      queue.name,
      { pollingIntervalSeconds: 1 },
      async (jobs: Job<Data>[]) => {
        // Before the work, so that one that fails does not hold up those behind it. An empty look ends the run.
        this.boss.notifyWorker(worker);
        for (const job of jobs) await handle(job.data);
      },
    );
  }
}
