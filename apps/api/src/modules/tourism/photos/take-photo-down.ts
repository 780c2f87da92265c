import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import type { Officer } from '../../identity/index.js';
import { findPointForOfficer } from '../points/find-point.js';
import { photoNoticeQueue } from '../tourism-queues.js';
import type { PointPhotosAnswer } from './photo.dto.js';
import { closeGap, photosOfPoint } from './photos.sql.js';

/** Photographs of points before the officers of their communes. */
@Injectable()
export class TakePhotoDown {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found */
  list(officer: Officer, slug: string): Promise<PointPhotosAnswer> {
    return this.transactions.run('officer', async (tx) =>
      photosOfPoint(tx, (await findPointForOfficer(tx, officer, slug)).id),
    );
  }

  /** Takes it off the page, with the reason that its keepers are told. @throws Problem not_found, also when it is down already */
  async run(officer: Officer, slug: string, photoId: string, reason: string): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      // Whoever keeps the point waits at the same row.
      const point = await findPointForOfficer(tx, officer, slug);
      const [photo] = await tx.query<{ position: number; sha: string; alt: string }[]>(
        `SELECT position, sha, alt FROM point_photos
         WHERE id = $1 AND tourism_point_id = $2 AND taken_down_at IS NULL`,
        [photoId, point.id],
      );
      if (photo === undefined) throw new Problem('not_found');
      await tx.query(
        `UPDATE point_photos SET position = NULL, taken_down_at = $2, taken_down_by = $3, taken_down_reason = $4,
           updated_at = $2 WHERE id = $1`,
        [photoId, now, officer.accountId, reason],
      );
      await closeGap(tx, point.id, photo.position, now);
      await this.jobs.enqueue(tx, photoNoticeQueue, { photoId });
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'officer',
          action: 'point_photo.taken_down',
          subjectType: 'tourism_point',
          subjectId: point.id,
          before: { photoId, sha: photo.sha, alt: photo.alt },
          after: { photoId, reason },
        },
      ]);
    });
  }
}
