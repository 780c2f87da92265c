import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import type { Chunk } from '../../../platform/http/chunk.js';
import { Problem } from '../../../platform/http/problem.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { SellerTransactions } from '../seller-transactions.js';
import { FinishUpload, refusalOf } from './finish-upload.js';
import { SellerUpload } from './seller-upload.entity.js';
import { UploadKinds } from './upload-kinds.js';
import { UploadParts } from './upload-parts.js';
import { UploadsService } from './uploads.service.js';

/** Takes the next piece of a file; the last one makes the file what it was announced as. */
@Injectable()
export class WriteChunk {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    private readonly uploads: UploadsService,
    private readonly kinds: UploadKinds,
    private readonly parts: UploadParts,
    private readonly dataKeys: DataKeys,
    private readonly finishUpload: FinishUpload,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What is acknowledged is on the disk. The last piece may be sent again: the answer is the same.
   *
   * @throws Problem not_found, unsupported_type (no chunk), wrong_offset with the right one as `offset`, too_large (more
   *   than was announced), and whatever the whole file is refused with
   */
  async run(principal: Principal, slug: string, id: string, chunk: Chunk | null): Promise<SellerUpload> {
    const { kind } = await this.uploads.find(principal, slug, id);
    const { permission } = this.kinds.of(kind);
    const upload = await this.sellerTransactions.run(principal, slug, permission, (tx, { sellerId }) =>
      this.take(tx, sellerId, id, chunk),
    );
    if (upload.status === 'refused') throw refusalOf(upload);
    if (upload.status === 'open' && upload.received === upload.bytes)
      return this.finishUpload.run(principal, slug, upload);
    return upload;
  }

  private async take(
    tx: EntityManager,
    sellerId: string,
    id: string,
    chunk: Chunk | null,
  ): Promise<SellerUpload> {
    // Of two pieces at once, from whatever process, the second waits for the first and finds the place taken.
    const upload = await tx.findOne(SellerUpload, {
      where: { id, sellerId },
      lock: { mode: 'pessimistic_write' },
    });
    if (upload === null) throw new Problem('not_found');
    if (chunk === null) throw new Problem('unsupported_type');
    const { offset, bytes } = chunk;
    const end = offset + bytes.length;
    if (end > upload.bytes) throw new Problem('too_large');
    const isWhole = upload.received === upload.bytes;
    if (upload.status !== 'open' || (isWhole && end === upload.bytes)) return upload;
    if (offset !== upload.received) throw new Problem('wrong_offset', { extra: { offset: upload.received } });
    if (bytes.length === 0) return upload;
    // The disk before the row: a process that dies between them leaves a piece that the next one replaces.
    await this.parts.write(await this.dataKeys.of(tx, sellerId), id, offset, bytes);
    const now = this.clock.now();
    await tx.update(SellerUpload, { id, sellerId }, { received: end, updatedAt: now });
    return { ...upload, received: end, updatedAt: now };
  }
}
