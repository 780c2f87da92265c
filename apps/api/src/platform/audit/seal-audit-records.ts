import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../database/transactions.js';
import { AuditAnchor } from './audit-anchor.js';
import { AuditSeal } from './audit-seal.js';
import {
  ADD_BATCH,
  BATCH_SIZE,
  DATABASE_TIME,
  firstIdAt,
  LAST_BATCH,
  LAST_ID,
  LOOK_BACK_MS,
  NEXT_BATCH,
  NO_PREVIOUS,
  TAKE_TURN,
  type BatchRow,
} from './audit-sealing.sql.js';

/** Records on their way into a batch; `digests` in hex, 32 bytes a record. */
interface Contents {
  ids: string[];
  digests: string;
  digest: string;
}

/**
 * Binds what was recorded since the last run into batches. Each record is sealed exactly once, also one whose transaction
 * committed late: candidates are all that stand in no batch, as far back as any transaction can reach. All batches of a
 * run become visible together, so the next run knows that everything older than this one was seen.
 */
@Injectable()
export class SealAuditRecords {
  constructor(
    private readonly transactions: Transactions,
    private readonly seal: AuditSeal,
    private readonly anchor: AuditAnchor,
  ) {}

  /** How many records were sealed; none when another sealer is at work. Safe to repeat. */
  async run(): Promise<number> {
    const { records, last } = await this.transactions.run('worker', (tx) => this.sealAll(tx));
    if (last !== null) await this.anchor.drop(last);
    return records;
  }

  /**
   * Adds a batch without records under the present key, if the last one bears another: from then on the chain is vouched
   * for without the key before. Only after the chain was verified. Safe to repeat.
   */
  async vouchAnew(): Promise<void> {
    const added = await this.transactions.run('worker', async (tx) => {
      const now = await this.begin(tx);
      const last = await lastBatch(tx);
      if (now === null || last === null || this.seal.isPresent(last)) return null;
      return this.add(tx, last, now, await nextBatch(tx, last, now, LAST_ID, now));
    });
    if (added !== null) await this.anchor.drop(added);
  }

  private async sealAll(tx: EntityManager): Promise<{ records: number; last: BatchRow | null }> {
    const now = await this.begin(tx);
    if (now === null) return { records: 0, last: null };
    let last = await lastBatch(tx);
    const since = new Date(last === null ? 0 : last.sealedAt.getTime() - LOOK_BACK_MS);
    let after = firstIdAt(since);
    let records = 0;
    for (;;) {
      const next = await nextBatch(tx, last, now, after, since);
      if (next.ids.length === 0) return { records, last: records === 0 ? null : last };
      last = await this.add(tx, last, now, next);
      records += next.ids.length;
      after = next.ids.at(-1) ?? after;
    }
  }

  /** The database's time, once it is this sealer's turn; null when another one is at work. */
  private async begin(tx: EntityManager): Promise<Date | null> {
    const [turn] = await tx.query<{ mine: boolean }[]>(TAKE_TURN);
    if (turn?.mine !== true) return null;
    const [clock] = await tx.query<{ now: Date }[]>(DATABASE_TIME);
    return clock?.now ?? null;
  }

  private async add(tx: EntityManager, last: BatchRow | null, now: Date, next: Contents): Promise<BatchRow> {
    const { no, previous } = follows(last);
    const batch = { no, previous, digest: next.digest, seal: this.seal.of({ no, ...next }), sealedAt: now };
    await tx.query(ADD_BATCH, [no, previous, next.ids, next.digests, batch.digest, batch.seal, now]);
    return batch;
  }
}

async function lastBatch(tx: EntityManager): Promise<BatchRow | null> {
  const [last] = await tx.query<BatchRow[]>(LAST_BATCH);
  return last ?? null;
}

async function nextBatch(
  tx: EntityManager,
  last: BatchRow | null,
  now: Date,
  after: string,
  since: Date,
): Promise<Contents> {
  const { no, previous } = follows(last);
  const [next] = await tx.query<Contents[]>(NEXT_BATCH, [after, since, BATCH_SIZE, no, previous, now]);
  if (next === undefined) throw new Error('The database gave no batch');
  return next;
}

const follows = (last: BatchRow | null): Pick<BatchRow, 'no' | 'previous'> => ({
  no: (last?.no ?? 0) + 1,
  previous: last?.digest ?? NO_PREVIOUS,
});
