import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { refusedFile } from '../../../platform/files/index.js';
import { Problem } from '../../../platform/http/problem.js';
import { LARGEST_UPLOAD_BYTES } from '../../../platform/http/upload.js';
import { SellerTransactions } from '../seller-transactions.js';
import { SellerUpload } from './seller-upload.entity.js';
import type { UploadInput } from './upload.dto.js';
import { UploadKinds } from './upload-kinds.js';

/** The pictures of one product, and some papers beside them. */
const MOST_OPEN = 20;

/** Announces a file that will come in pieces. */
@Injectable()
export class BeginUpload {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    private readonly kinds: UploadKinds,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Whoever says the file's digest finds it again: the open upload of the same file is answered, with what has come of it.
   *
   * @throws Problem validation_failed (kind, paper), too_large, uploads_full, not_allowed
   */
  async run(
    principal: Principal,
    slug: string,
    { bytes, kind, ...input }: UploadInput,
  ): Promise<SellerUpload> {
    const [paper, sha256] = [input.paper ?? null, input.sha256 ?? null];
    const kindOfFile = this.kinds.of(kind);
    const { permission } = kindOfFile;
    return this.sellerTransactions.run(principal, slug, permission, async (tx, { sellerId, accountId }) => {
      kindOfFile.checkPaper(paper);
      if (bytes > LARGEST_UPLOAD_BYTES) throw refusedFile('too_many_bytes');
      // Of two at the limit the second waits here and sees the first.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('uploads of ' || $1, 0))`, [sellerId]);
      const open = await tx.findBy(SellerUpload, { sellerId, status: 'open' });
      const same = open.find(
        (one) =>
          sha256 !== null &&
          one.sha256 === sha256 &&
          one.bytes === bytes &&
          one.kind === kind &&
          one.paper === paper,
      );
      if (same !== undefined) return same;
      if (open.length >= MOST_OPEN) throw new Problem('uploads_full');
      const now = this.clock.now();
      const upload: SellerUpload = {
        id: uuidv7(now.getTime()),
        sellerId,
        kind,
        paper,
        bytes,
        received: 0,
        sha256,
        status: 'open',
        statusChangedAt: now,
        fault: null,
        resultId: null,
        begunBy: accountId,
        createdAt: now,
        updatedAt: now,
      };
      await tx.insert(SellerUpload, upload);
      return upload;
    });
  }
}
