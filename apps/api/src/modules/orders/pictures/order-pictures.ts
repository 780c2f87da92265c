import { Inject, Injectable } from '@nestjs/common';
import { join } from 'node:path';
import { uuidv7 } from '#kernel/ids';
import type { EntityManager } from 'typeorm';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { asFileProblem } from '../../../platform/files/index.js';
import { readPicture } from '../../../platform/files/read-upload.js';
import { SealedFiles } from '../../../platform/files/sealed-files.js';
import { Problem } from '../../../platform/http/problem.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';

/** What a picture belongs to: a dispute of an order. */
export interface PicturedSubject {
  orderId: string;
  /** The purchase whose key seals it. */
  groupId: string;
  subject: 'dispute';
  subjectId: string;
}

export interface OrderPicture {
  id: string;
  subjectId: string;
  by: 'buyer' | 'seller';
}

/** What either side may add to one dispute. */
export const MOST_PICTURES = 5;
/**
 * Private pictures of an order, shown to its buyer, its shop and the officer who decides: made ours like every picture
 * (small, without place and time), sealed with the purchase's key, `order-pictures/<purchase>/<picture>`.
 */
@Injectable()
export class OrderPictures {
  private readonly files: SealedFiles;

  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    @Inject(ENVIRONMENT) { dataDir }: Environment,
  ) {
    this.files = new SealedFiles(join(dataDir, 'order-pictures'), 'order_pictures.file');
  }

  /** The slow half, which no transaction should wait for. @throws Problem unsupported_type, too_large */
  async read(sent: Buffer): Promise<Buffer> {
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
   * @throws Problem state_conflict (that side has added enough)
   */
  async add(
    tx: EntityManager,
    { orderId, groupId, subject, subjectId }: PicturedSubject,
    { by, bytes, now }: { by: 'buyer' | 'seller'; bytes: Buffer; now: Date },
  ): Promise<string> {
    const [{ count } = { count: 0 }] = await tx.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM order_pictures WHERE subject_id = $1 AND added_by = $2`,
      [subjectId, by],
    );
    if (count >= MOST_PICTURES) throw new Problem('state_conflict');
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

  /** A JPEG in clear. @throws Problem not_found, also for a picture of something else */
  async open(tx: EntityManager, subjectId: string, id: string): Promise<Buffer> {
    const [picture] = await tx.query<{ groupId: string }[]>(
      `SELECT order_group_id AS "groupId" FROM order_pictures WHERE id = $1 AND subject_id = $2`,
      [id, subjectId],
    );
    const key = picture === undefined ? null : await this.dataKeys.find(tx, picture.groupId);
    if (key === null) throw new Problem('not_found');
    return this.files.read(key, id);
  }

  /** Takes files away that no row names. Safe to repeat. */
  async sweep(): Promise<void> {
    await this.files.sweep((ids) =>
      this.transactions.run('worker', (tx) =>
        tx.query(`SELECT id FROM order_pictures WHERE id = ANY ($1::uuid[])`, [ids]),
      ),
    );
  }
}
