import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { faultOf, isFileFault, refusedFile } from '../../../platform/files/index.js';
import { Problem } from '../../../platform/http/problem.js';
import { holding } from '../../../platform/http/upload-memory.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { SellerTransactions } from '../seller-transactions.js';
import { SellerUpload } from './seller-upload.entity.js';
import { UploadKinds } from './upload-kinds.js';
import { PartMissing, UploadParts } from './upload-parts.js';

/** Makes a picture or a paper of a file that has come whole. */
@Injectable()
export class FinishUpload {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    private readonly kinds: UploadKinds,
    private readonly parts: UploadParts,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Safe to repeat, and to run twice at once: what comes of a file is one thing however often it is made of it.
   *
   * @throws Problem whatever the file is refused with: for good if it is no picture or paper, otherwise (no room, say) it
   *   may be finished later
   */
  async run(principal: Principal, slug: string, upload: SellerUpload): Promise<SellerUpload> {
    try {
      const resultId = await holding(upload.bytes, () => this.make(principal, slug, upload));
      return await this.settle(principal, slug, upload, { status: 'done', resultId });
    } catch (error) {
      if (error instanceof PartMissing) throw await this.goBack(principal, slug, upload, error.received);
      const fault = faultOf(error);
      if (fault !== null) await this.settle(principal, slug, upload, { status: 'refused', fault });
      throw error;
    }
  }

  private async make(principal: Principal, slug: string, upload: SellerUpload): Promise<string> {
    const bytes = await this.read(principal, slug, upload);
    return this.kinds.of(upload.kind).finish(principal, slug, bytes, upload);
  }

  private async read(principal: Principal, slug: string, upload: SellerUpload): Promise<Buffer> {
    const { permission } = this.kinds.of(upload.kind);
    const key = await this.sellerTransactions.run(principal, slug, permission, (tx, { sellerId }) =>
      this.dataKeys.of(tx, sellerId),
    );
    const bytes = await this.parts.read(key, upload.id, upload.bytes);
    if (upload.sha256 !== null && createHash('sha256').update(bytes).digest('hex') !== upload.sha256)
      throw refusedFile('altered');
    return bytes;
  }

  /** One writer of the status; of two at once the first one stands. */
  private async settle(
    principal: Principal,
    slug: string,
    upload: SellerUpload,
    outcome: Partial<Pick<SellerUpload, 'status' | 'resultId' | 'fault'>>,
  ): Promise<SellerUpload> {
    const { permission } = this.kinds.of(upload.kind);
    const now = this.clock.now();
    const { id, sellerId } = upload;
    const change = { ...outcome, statusChangedAt: now, updatedAt: now };
    await this.sellerTransactions.run(principal, slug, permission, (tx) =>
      tx.update(SellerUpload, { id, sellerId, status: 'open' }, change),
    );
    // A process that dies here leaves pieces of an upload that is over; the sweep takes them.
    await this.parts.remove(sellerId, id);
    return { ...upload, ...change };
  }

  /** The disk has less than the row says (it was replaced, say): the sender goes on from there. */
  private async goBack(
    principal: Principal,
    slug: string,
    { id, sellerId, kind, bytes }: SellerUpload,
    received: number,
  ): Promise<Problem> {
    await this.sellerTransactions.run(principal, slug, this.kinds.of(kind).permission, (tx) =>
      tx.update(SellerUpload, { id, sellerId, status: 'open', received: bytes }, { received }),
    );
    return new Problem('wrong_offset', { extra: { offset: received } });
  }
}

/** The refusal that a file met when it was whole, said again. */
export const refusalOf = ({ fault }: SellerUpload): Problem =>
  fault !== null && isFileFault(fault) ? refusedFile(fault) : new Problem('unsupported_type');
