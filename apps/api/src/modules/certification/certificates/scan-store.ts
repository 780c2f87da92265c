import { Inject, Injectable } from '@nestjs/common';
import { join } from 'node:path';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { SealedFiles } from '../../../platform/files/sealed-files.js';

/** Scans of certificates, sealed with the certificate's key: `certificates/<certificate>/<scan>`. */
@Injectable()
export class ScanStore extends SealedFiles {
  constructor(@Inject(ENVIRONMENT) { dataDir }: Environment) {
    super(join(dataDir, 'certificates'), 'certificate_scans.file');
  }
}
