import { Inject, Injectable } from '@nestjs/common';
import { join } from 'node:path';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { SealedFiles } from '../../../platform/files/sealed-files.js';

/** The papers of applications, sealed with their shop's key: `documents/<shop>/<paper>`. */
@Injectable()
export class DocumentStore extends SealedFiles {
  constructor(@Inject(ENVIRONMENT) { dataDir }: Environment) {
    super(join(dataDir, 'documents'), 'seller_documents.file');
  }
}
