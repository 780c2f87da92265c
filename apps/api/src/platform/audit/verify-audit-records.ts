import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MINUTE_MS } from '#kernel/time';
import { Transactions } from '../database/transactions.js';
import { AuditAnchor, type Anchor } from './audit-anchor.js';
import type { AuditFinding, AuditVerdict } from './audit-findings.js';
import { AuditSeal } from './audit-seal.js';
import {
  CHANGED_RECORDS,
  DATABASE_TIME,
  firstIdAt,
  LOOK_BACK_MS,
  NO_PREVIOUS,
  READ_BATCHES,
  UNSEALED_RECORDS,
  type BatchRow,
} from './audit-sealing.sql.js';

/** The worker seals every minute; what waits longer than this waits for a worker that is not there. */
export const SEALED_WITHIN_MS = 15 * MINUTE_MS;
const BATCHES_A_STEP = 100;
const TOLD_AT_MOST = 100;

type ReadBatch = BatchRow & { records: number; intact: boolean };

/** Recomputes the history and says what in it was changed, taken out, put in or moved. Reads only. */
@Injectable()
export class VerifyAuditRecords {
  constructor(
    private readonly transactions: Transactions,
    private readonly seal: AuditSeal,
    private readonly anchor: AuditAnchor,
  ) {}

  /** @param kept a head of the chain that somebody noted down, which must still stand in it */
  async run(kept: Anchor | null = null): Promise<AuditVerdict> {
    const anchors = [kept, await this.anchor.read()].filter((anchor) => anchor !== null);
    const findings: AuditFinding[] = [];
    const total = { batches: 0, records: 0 };
    let last: ReadBatch | null = null;
    for (;;) {
      const step = await this.transactions.run('worker', (tx) => this.step(tx, last, anchors));
      findings.push(...step.findings);
      if (step.batches.length === 0) break;
      total.batches += step.batches.length;
      total.records += step.batches.reduce((sum, { records }) => sum + records, 0);
      last = step.batches.at(-1) ?? last;
    }
    findings.push(...cutOff(last, anchors));
    if (last !== null && this.seal.check(last) === 'unknown')
      findings.push({ kind: 'key_unknown', batch: last.no });
    findings.push(...(await this.transactions.run('worker', (tx) => unsealed(tx, last))));
    const head = last === null ? null : { no: last.no, digest: last.digest };
    return { whole: findings.length === 0, findings, ...total, head };
  }

  private async step(
    tx: EntityManager,
    before: ReadBatch | null,
    anchors: readonly Anchor[],
  ): Promise<{ batches: ReadBatch[]; findings: AuditFinding[] }> {
    await takeYourTime(tx);
    const batches = await tx.query<ReadBatch[]>(READ_BATCHES, [before?.no ?? 0, BATCHES_A_STEP]);
    const [first, last] = [batches[0], batches.at(-1)];
    if (first === undefined || last === undefined) return { batches, findings: [] };
    const ofBatches = batches.flatMap((batch, index) =>
      this.wrongWith(batch, batches[index - 1] ?? before, anchors),
    );
    const changed = await tx.query<{ no: number; id: string; missing: boolean }[]>(CHANGED_RECORDS, [
      first.no,
      last.no,
      TOLD_AT_MOST,
    ]);
    const ofRecords = changed.map(({ no, id, missing }): AuditFinding => ({
      kind: missing ? 'record_missing' : 'record_changed',
      batch: no,
      record: id,
    }));
    return { batches, findings: [...ofBatches, ...ofRecords] };
  }

  private wrongWith(batch: ReadBatch, before: ReadBatch | null, anchors: readonly Anchor[]): AuditFinding[] {
    const follows = (before?.no ?? 0) + 1;
    const gap = Array.from(
      { length: Math.min(batch.no - follows, TOLD_AT_MOST) },
      (_, index) => follows + index,
    );
    const found: (AuditFinding['kind'] | false)[] = [
      !batch.intact && 'batch_changed',
      gap.length === 0 && batch.previous !== (before?.digest ?? NO_PREVIOUS) && 'batch_misplaced',
      this.seal.check(batch) === 'wrong' && 'batch_forged',
      anchors.some(({ no, digest }) => no === batch.no && digest !== batch.digest) && 'batch_changed',
    ];
    return [
      ...gap.map((no): AuditFinding => ({ kind: 'batch_missing', batch: no })),
      ...new Set(found.filter((kind) => kind !== false)),
    ].map((finding) => (typeof finding === 'string' ? { kind: finding, batch: batch.no } : finding));
  }
}

/** Batches after the last that is left, of which an anchor still knows. */
function cutOff(last: ReadBatch | null, anchors: readonly Anchor[]): AuditFinding[] {
  const known = Math.max(0, ...anchors.map(({ no }) => no));
  const left = last?.no ?? 0;
  return Array.from({ length: Math.min(Math.max(0, known - left), TOLD_AT_MOST) }, (_, index) => ({
    kind: 'batch_missing',
    batch: left + 1 + index,
  }));
}

async function unsealed(tx: EntityManager, last: ReadBatch | null): Promise<AuditFinding[]> {
  await takeYourTime(tx);
  const [clock] = await tx.query<{ now: Date }[]>(DATABASE_TIME);
  if (clock === undefined) throw new Error('The database did not say what time it is');
  const late = firstIdAt(new Date(clock.now.getTime() - SEALED_WITHIN_MS));
  const seen =
    last === null ? firstIdAt(new Date(0)) : firstIdAt(new Date(last.sealedAt.getTime() - LOOK_BACK_MS));
  const rows = await tx.query<{ id: string }[]>(UNSEALED_RECORDS, [late, TOLD_AT_MOST]);
  return rows.map(({ id }) => ({ kind: id < seen ? 'record_added_later' : 'record_unsealed', record: id }));
}

/** Verifying years of history takes longer than a request may. */
async function takeYourTime(tx: EntityManager): Promise<void> {
  await tx.query(`SET LOCAL statement_timeout = 0`);
  await tx.query(`SET LOCAL transaction_timeout = 0`);
}
