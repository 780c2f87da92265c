import { Global, Module } from '@nestjs/common';
import { join } from 'node:path';
import { ENVIRONMENT, type Environment } from '../config/config.module.js';
import { ImageStore } from './image-store.js';

/** The one place pictures live: `images/` in DATA_DIR, for uploads and demo pictures alike. */
@Global()
@Module({
  providers: [
    {
      provide: ImageStore,
      inject: [ENVIRONMENT],
      useFactory: (environment: Environment): ImageStore =>
        new ImageStore(join(environment.dataDir, 'images')),
    },
  ],
  exports: [ImageStore],
})
export class FilesModule {}
