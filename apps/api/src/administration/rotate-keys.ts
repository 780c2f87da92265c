import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { NotSealedHere } from '#kernel/sealing';
import { Transactions } from '../platform/database/transactions.js';
import { DataKey } from '../platform/sealing/data-keys.js';
import { Keyring } from '../platform/sealing/keyring.js';
import { copiedDigests, keyedDigests, type KeyedDigest } from './keyed-digests.js';

/** Small enough that nobody who signs in meanwhile waits for more than a moment. */
const SUBJECTS_A_STEP = 200;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

export interface Rotation {
  /** Data keys that were sealed anew under the present key. */
  rotated: number;
  /** Data keys that neither DATA_KEY nor DATA_KEY_PREVIOUS opens. */
  lost: string[];
}

/**
 * Brings everything kept under DATA_KEY_PREVIOUS under DATA_KEY: the sealed data keys, and the digests people are found
 * by. A step does some subjects with all that is theirs, in one transaction; whatever is stopped is taken up again by the
 * next run, because a subject whose key bears the present mark is done.
 */
@Injectable()
export class RotateKeys {
  constructor(
    private readonly transactions: Transactions,
    private readonly keyring: Keyring,
  ) {}

  /** @param onStep told how many subjects are done so far; an error it throws stops the rotation between two steps */
  async run(onStep: (done: number) => void = () => undefined): Promise<Rotation> {
    const rotation: Rotation = { rotated: 0, lost: [] };
    for (let after = BEFORE_ALL; ;) {
      const step = await this.transactions.run('worker', (tx) => this.step(tx, after));
      if (step === null) return rotation;
      rotation.rotated += step.rotated;
      rotation.lost.push(...step.lost);
      after = step.last;
      onStep(rotation.rotated);
    }
  }

  private async step(
    tx: EntityManager,
    after: string,
  ): Promise<{ last: string; rotated: number; lost: string[] } | null> {
    // The lock lets an erasure wait, or finds the key gone: nothing is brought back that somebody destroyed.
    const rows = await tx.query<{ id: string; sealed: string }[]>(
      `SELECT subject_id AS id, sealed FROM data_keys
       WHERE subject_id > $1 AND NOT starts_with(sealed, $2) ORDER BY subject_id LIMIT $3 FOR UPDATE`,
      [after, this.keyring.presentMark, SUBJECTS_A_STEP],
    );
    const last = rows.at(-1);
    if (last === undefined) return null;
    const opened = rows.map(({ id, sealed }) => ({ id, key: this.open(id, sealed) }));
    const known = new Map(opened.flatMap(({ id, key }) => (key === null ? [] : [[id, key] as const])));
    for (const digest of keyedDigests) await this.hashAnew(tx, digest, known);
    for (const { follow } of copiedDigests) await tx.query(follow, [[...known.keys()]]);
    const sealed = [...known].map(([id, key]) => ({ id, sealed: this.keyring.sealDataKey(id, key) }));
    await tx.query(
      `UPDATE data_keys k SET sealed = n.sealed, updated_at = now()
       FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, sealed text) WHERE k.subject_id = n.id`,
      [JSON.stringify(sealed)],
    );
    const lost = opened.flatMap(({ id, key }) => (key === null ? [id] : []));
    return { last: last.id, rotated: known.size, lost };
  }

  private open(id: string, sealed: string): Buffer | null {
    try {
      return this.keyring.openDataKey(id, sealed);
    } catch (error) {
      if (error instanceof NotSealedHere) return null;
      throw error;
    }
  }

  /** Names of tables and columns are our own (keyed-digests.ts). */
  private async hashAnew(
    tx: EntityManager,
    { table, subject, digest, sealed, place, purpose, part = (opened) => opened }: KeyedDigest,
    keys: ReadonlyMap<string, Buffer>,
  ): Promise<void> {
    const rows = await tx.query<{ id: string; subject: string; sealed: string }[]>(
      `SELECT id, ${subject} AS subject, ${sealed} AS sealed FROM ${table}
       WHERE ${subject} = ANY ($1::uuid[]) AND ${digest} IS NOT NULL AND ${sealed} IS NOT NULL ORDER BY id FOR UPDATE`,
      [[...keys.keys()]],
    );
    const anew = rows.flatMap((row) => {
      const key = keys.get(row.subject);
      if (key === undefined) return [];
      const value = part(new DataKey(row.subject, key).open(row.sealed, place));
      return [{ id: row.id, digest: this.keyring.hash(purpose, value) }];
    });
    await tx.query(
      `UPDATE ${table} t SET ${digest} = n.digest, updated_at = now()
       FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, digest text) WHERE t.id = n.id`,
      [JSON.stringify(anew)],
    );
  }
}
