import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { asFileProblem, ImageStore, type ReadImage } from '../../../platform/files/index.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { lockPictureFile } from '../../catalogue/index.js';
import { KeeperTransactions, type EnteredPoint } from './keeper-transactions.js';
import { MOST_PHOTOS, type PhotoWordsDto, type PointPhotosAnswer } from './photo.dto.js';
import { closeGap, photosOfPoint } from './photos.sql.js';

interface ShownPhoto {
  id: string;
  position: number;
  sha: string;
  alt: string;
  altEn: string | null;
}

/** Photographs that whoever keeps a point shows of it. They stand on its page at once; an officer may take one down. */
@Injectable()
export class KeepPhotos {
  constructor(
    private readonly keepers: KeeperTransactions,
    private readonly images: ImageStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found */
  list(principal: Principal, slug: string): Promise<PointPhotosAnswer> {
    return this.keepers.run(principal, slug, (tx, { pointId }) => photosOfPoint(tx, pointId));
  }

  /**
   * Takes a photograph in as every picture is taken in, behind those that are there. The same one again is the same row, so
   * that sending it anew after a lost answer is harmless.
   *
   * @throws Problem not_found, unsupported_type, too_large, state_conflict (as many as there may be), validation_failed
   *   (`file`: an officer took it down)
   */
  async add(
    principal: Principal,
    slug: string,
    sent: Uint8Array,
    words: PhotoWordsDto,
  ): Promise<{ id: string }> {
    // Nobody's picture is read before it is known that they keep the point.
    await this.keepers.run(principal, slug, async () => undefined);
    const image = await this.images.read(sent).catch((error: unknown) => {
      throw asFileProblem(error);
    });
    return this.keepers.run(principal, slug, (tx, point) => this.keep(tx, point, image, words));
  }

  /** Says anew what one shows. @throws Problem not_found */
  describe(principal: Principal, slug: string, id: string, { alt, altEn }: PhotoWordsDto): Promise<void> {
    const now = this.clock.now();
    return this.keepers.run(principal, slug, async (tx, { pointId }) => {
      const before = await this.find(tx, pointId, id);
      await tx.query(`UPDATE point_photos SET alt = $2, alt_en = $3, updated_at = $4 WHERE id = $1`, [
        id,
        alt,
        altEn,
        now,
      ]);
      await record(tx, 'point_photo.described', pointId, now, {
        before: { photoId: id, alt: before.alt, altEn: before.altEn },
        after: { photoId: id, alt, altEn },
      });
    });
  }

  /** Puts all into this order; the first is the cover. @throws Problem not_found, state_conflict (others are shown by now) */
  arrange(principal: Principal, slug: string, ids: readonly string[]): Promise<void> {
    const now = this.clock.now();
    return this.keepers.run(principal, slug, async (tx, { pointId }) => {
      const shown = await shownPhotos(tx, pointId);
      if (shown.length !== ids.length || !shown.every(({ id }) => ids.includes(id)))
        throw new Problem('state_conflict');
      await tx.query(
        `UPDATE point_photos f SET position = w.position, updated_at = $3
         FROM unnest($2::uuid[]) WITH ORDINALITY AS w(id, position) WHERE f.id = w.id AND f.tourism_point_id = $1`,
        [pointId, ids, now],
      );
      await record(tx, 'point_photo.arranged', pointId, now, {
        before: { photoIds: shown.map(({ id }) => id) },
        after: { photoIds: ids },
      });
    });
  }

  /** @throws Problem not_found, also for one that an officer took down */
  remove(principal: Principal, slug: string, id: string): Promise<void> {
    const now = this.clock.now();
    return this.keepers.run(principal, slug, async (tx, { pointId }) => {
      const [gone] = await changedRows<Omit<ShownPhoto, 'id' | 'altEn'>>(
        tx,
        `DELETE FROM point_photos WHERE id = $1 AND tourism_point_id = $2 AND taken_down_at IS NULL
         RETURNING position, sha, alt`,
        [id, pointId],
      );
      if (gone === undefined) throw new Problem('not_found');
      await closeGap(tx, pointId, gone.position, now);
      await record(tx, 'point_photo.removed', pointId, now, {
        before: { photoId: id, sha: gone.sha, alt: gone.alt },
      });
    });
  }

  private async keep(
    tx: EntityManager,
    { pointId, accountId }: EnteredPoint,
    image: ReadImage,
    { alt, altEn }: PhotoWordsDto,
  ): Promise<{ id: string }> {
    const now = this.clock.now();
    const { sha, width, height } = image;
    const [known] = await tx.query<{ id: string; down: boolean }[]>(
      `SELECT id, taken_down_at IS NOT NULL AS down FROM point_photos WHERE tourism_point_id = $1 AND sha = $2`,
      [pointId, sha],
    );
    if (known?.down === true)
      throw fieldProblem(
        'file',
        'taken_down',
        'Cán bộ đã gỡ ảnh này, mời chọn ảnh khác',
        'An officer took this picture down; choose another',
      );
    if (known !== undefined) return { id: known.id };
    const id = uuidv7(now.getTime());
    const added = await tx.query<unknown[]>(
      `INSERT INTO point_photos (id, tourism_point_id, position, sha, width, height, alt, alt_en, added_by, created_at,
         updated_at)
       SELECT $1, $2, count(*) + 1, $3, $4, $5, $6, $7, $8, $9, $9 FROM point_photos
       WHERE tourism_point_id = $2 AND taken_down_at IS NULL HAVING count(*) < ${MOST_PHOTOS} RETURNING id`,
      [id, pointId, sha, width, height, alt, altEn, accountId, now],
    );
    if (added.length === 0) throw new Problem('state_conflict');
    await lockPictureFile(tx, sha);
    await this.images.keep(image);
    await record(tx, 'point_photo.added', pointId, now, { after: { photoId: id, sha, alt, altEn } });
    return { id };
  }

  private async find(tx: EntityManager, pointId: string, id: string): Promise<ShownPhoto> {
    const found = (await shownPhotos(tx, pointId)).find((photo) => photo.id === id);
    if (found === undefined) throw new Problem('not_found');
    return found;
  }
}

/** The cover first. */
function shownPhotos(tx: EntityManager, pointId: string): Promise<ShownPhoto[]> {
  return tx.query(
    `SELECT id, position, sha, alt, alt_en AS "altEn" FROM point_photos
     WHERE tourism_point_id = $1 AND taken_down_at IS NULL ORDER BY position`,
    [pointId],
  );
}

function record(
  tx: EntityManager,
  action: string,
  pointId: string,
  at: Date,
  change: { before?: object; after?: object },
): Promise<void> {
  return recordAudit(tx, [
    { at, actorKind: 'account', action, subjectType: 'tourism_point', subjectId: pointId, ...change },
  ]);
}
