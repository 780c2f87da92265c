import { Module, type DynamicModule } from '@nestjs/common';
import { systemClock } from '#kernel/time';
import { IdentityModule } from '../modules/identity/index.js';
import { AccessModule } from '../platform/access/access.module.js';
import { AuditModule } from '../platform/audit/audit.module.js';
import { ClockModule } from '../platform/clock/clock.module.js';
import { ConfigModule, type Environment } from '../platform/config/config.module.js';
import { DataModule } from '../platform/data/data.module.js';
import { DatabaseModule } from '../platform/database/database.module.js';
import { FilesModule } from '../platform/files/index.js';
import { JobsModule } from '../platform/jobs/jobs.module.js';
import { SealingModule } from '../platform/sealing/sealing.module.js';
import { RotateKeys } from './rotate-keys.js';

/** What the operator's commands work with. Not part of the served application. */
@Module({
  imports: [
    DatabaseModule,
    DataModule,
    FilesModule,
    SealingModule,
    AccessModule,
    AuditModule,
    IdentityModule,
  ],
  providers: [RotateKeys],
})
export class AdministrationModule {
  static with(environment: Environment): DynamicModule {
    return {
      module: AdministrationModule,
      imports: [
        ConfigModule.with(environment),
        ClockModule.with(systemClock(environment.clockOffsetSeconds)),
        JobsModule.with('api'),
      ],
    };
  }
}
