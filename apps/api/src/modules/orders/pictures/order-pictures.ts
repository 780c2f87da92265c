import { Inject, Injectable } from '@nestjs/common';
import { join } from 'node:path';
import { uuidv7 } from '#kernel/ids';
import { DAY_MS, type Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { asFileProblem } from '../../../platform/files/index.js';
import { readPicture } from '../../../platform/files/read-upload.js';
import { SealedFiles } from '../../../platform/files/sealed-files.js';
import { Problem } from '../../../platform/http/problem.js';
import { DataKeys, type DataKey } from '../../../platform/sealing/data-keys.js';

/** What a picture belongs to: a dispute of an order, or a return; null while it waits for its return. */
export type PicturedSubject = { orderId: string; groupId: string } & (
  { subject: 'dispute'; subjectId: string } | { subject: 'return'; subjectId: string | null }
);

export interface OrderPicture {
  id: string;
  subjectId: string;
  by: 'buyer' | 'seller';
}

/** What either side may add to one dispute. */
export const MOST_PICTURES = 5;
/** A picture that no return took is left this long. */
const UNUSED_DAYS = 1;

/**
 * Private pictures of an order's disputes and returns, shown to its buyer, its shop and the officer who decides: made ours
 * like every picture (small, without place and time), sealed with the purchase's key, `order-pictures/<purchase>/<picture>`.
 * They go with it when the law no longer keeps the purchase's people.
 */
@Injectable()
export class OrderPictures {
  private readonly files: SealedFiles;
  /** Where pictures of returns lay before; nothing is written there any more. */
  private readonly earlier: SealedFiles;

  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) { dataDir }: Environment,
  ) {
    this.files = new SealedFiles(join(dataDir, 'order-pictures'), 'order_pictures.file');
    this.earlier = new SealedFiles(join(dataDir, 'returns'), 'order_return_photos.file');
  }

  /** The slow half, which no transaction should wait for. @throws Problem unsupported_type, too_large */
  async read(sent: Uint8Array): Promise<Buffer> {
    try {
      return (await readPicture(sent)).bytes;
    } catch (error) {
      throw asFileProblem(error);
    }
  }

  /**
   * Keeps a picture that was read. The caller holds the order's lock, so that two at once are counted one after the
   * other. A transaction that fails later leaves a file no row names; the sweep takes it.
   *
   * @param most how many of that subject that side may have
   * @throws Problem state_conflict (that side has added enough)
   */
  async add(
    tx: EntityManager,
    { orderId, groupId, subject, subjectId }: PicturedSubject,
    {
      by,
      bytes,
      now,
      most = MOST_PICTURES,
    }: { by: 'buyer' | 'seller'; bytes: Buffer; now: Date; most?: number },
  ): Promise<string> {
    const [{ count } = { count: 0 }] = await tx.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM order_pictures
       WHERE order_id = $1 AND subject = $2 AND subject_id IS NOT DISTINCT FROM $3::uuid AND added_by = $4`,
      [orderId, subject, subjectId, by],
    );
    if (count >= most) throw new Problem('state_conflict');
    const id = uuidv7(now.getTime());
    // The file first: a row without its file would be a picture that cannot be shown.
    await this.files.write(await this.dataKeys.of(tx, groupId), id, bytes);
    await tx.query(
      `INSERT INTO order_pictures (id, order_id, order_group_id, subject, subject_id, added_by, bytes, added_at, created_at,
         updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $8)`,
      [id, orderId, groupId, subject, subjectId, by, bytes.length, now],
    );
    return id;
  }

  /** In the order in which they were added. */
  list(tx: EntityManager, subjectIds: readonly string[]): Promise<OrderPicture[]> {
    return tx.query(
      `SELECT id, subject_id AS "subjectId", added_by AS by FROM order_pictures WHERE subject_id = ANY ($1::uuid[])
       ORDER BY id`,
      [subjectIds],
    );
  }

  /** A JPEG in clear, of one of these. @throws Problem not_found, also for a picture of something else */
  async open(tx: EntityManager, subjectIds: readonly string[], id: string): Promise<Buffer> {
    const [picture] = await tx.query<{ groupId: string }[]>(
      `SELECT order_group_id AS "groupId" FROM order_pictures WHERE id = $1 AND subject_id = ANY ($2::uuid[])`,
      [id, subjectIds],
    );
    return this.openFile(tx, picture?.groupId, id);
  }

  /** A JPEG in clear, of a return of the order or waiting for one. @throws Problem not_found */
  async openOfReturn(tx: EntityManager, orderCode: string, id: string): Promise<Buffer> {
    const [picture] = await tx.query<{ groupId: string }[]>(
      `SELECT p.order_group_id AS "groupId" FROM order_pictures p JOIN orders o ON o.id = p.order_id
       JOIN order_groups g ON g.id = p.order_group_id
       WHERE p.id = $1 AND o.code = $2 AND p.subject = 'return' AND g.contact_erased_at IS NULL`,
      [id, orderCode],
    );
    return this.openFile(tx, picture?.groupId, id);
  }

  /**
   * Takes away pictures no return took, those of purchases whose people were forgotten, and files no row names. Safe to
   * repeat.
   */
  async sweep(): Promise<void> {
    const unused = new Date(this.clock.now().getTime() - UNUSED_DAYS * DAY_MS);
    const gone = await this.transactions.run('worker', (tx) =>
      changedRows<{ id: string; groupId: string }>(
        tx,
        `DELETE FROM order_pictures p USING order_groups g WHERE g.id = p.order_group_id
           AND (p.subject_id IS NULL AND p.added_at < $1 OR g.contact_erased_at IS NOT NULL)
         RETURNING p.id, g.id AS "groupId"`,
        [unused],
      ),
    );
    for (const { id, groupId } of gone) {
      await this.files.remove(groupId, id);
      await this.earlier.remove(groupId, id);
    }
    const named = (ids: string[]): Promise<{ id: string }[]> =>
      this.transactions.run('worker', (tx) =>
        tx.query(`SELECT id FROM order_pictures WHERE id = ANY ($1::uuid[])`, [ids]),
      );
    await this.files.sweep(named);
    await this.earlier.sweep(named);
  }

  private async openFile(tx: EntityManager, groupId: string | undefined, id: string): Promise<Buffer> {
    const key = groupId === undefined ? null : await this.dataKeys.find(tx, groupId);
    if (key === null) throw new Problem('not_found');
    return (
      (await this.bytesIn(this.files, key, id)) ?? (await this.bytesIn(this.earlier, key, id)) ?? missing()
    );
  }

  private bytesIn(files: SealedFiles, key: DataKey, id: string): Promise<Buffer | null> {
    return files.read(key, id).catch((error: unknown) => {
      if ((error as { code?: string }).code === 'ENOENT') return null;
      throw error;
    });
  }
}

function missing(): never {
  throw new Problem('not_found');
}
