import { Injectable } from '@nestjs/common';
import type { SellerPermission } from '#kernel/permissions';
import type { Principal } from '../../../platform/access/access.js';
import type { SellerUpload } from './seller-upload.entity.js';

/** What files of one kind become once they are whole. */
export interface UploadKind {
  /** What somebody needs to send one. */
  readonly permission: SellerPermission;
  /** Refuses, before a byte is sent, a paper that there is none of. @throws Problem validation_failed */
  checkPaper(paper: string | null): void;
  /**
   * Makes it of the whole file; the id of what came of it. Safe to repeat: a process may have died right after it.
   *
   * @throws Problem whatever sending the same file in one piece would be refused with
   */
  finish(principal: Principal, slug: string, bytes: Buffer, upload: SellerUpload): Promise<string>;
}

/** The kinds of files that come in pieces. Rooms that this one does not know add theirs when the process starts. */
@Injectable()
export class UploadKinds {
  private readonly kinds = new Map<SellerUpload['kind'], UploadKind>();

  add(name: SellerUpload['kind'], kind: UploadKind): void {
    this.kinds.set(name, kind);
  }

  of(name: SellerUpload['kind']): UploadKind {
    const kind = this.kinds.get(name);
    if (kind === undefined) throw new Error(`Nobody takes files of the kind ${name}`);
    return kind;
  }
}
