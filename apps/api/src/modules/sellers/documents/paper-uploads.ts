import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UploadKinds } from '../uploads/upload-kinds.js';
import { demandPaperKind, DocumentsService } from './documents.service.js';

/** Papers that come in pieces. */
@Injectable()
export class PaperUploads implements OnModuleInit {
  constructor(
    private readonly kinds: UploadKinds,
    private readonly documents: DocumentsService,
  ) {}

  onModuleInit(): void {
    this.kinds.add('paper', {
      permission: 'shop',
      checkPaper: (paper) => demandPaperKind(paper ?? '', 'paper'),
      // The upload's id becomes the paper's: made of it twice, it is one paper.
      finish: async (principal, slug, bytes, { id, paper }) =>
        (await this.documents.add(principal, slug, paper ?? '', bytes, id)).id,
    });
  }
}
