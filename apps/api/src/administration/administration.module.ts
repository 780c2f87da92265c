import { Module, type DynamicModule } from '@nestjs/common';
import { systemClock } from '#kernel/time';
import { AuditModule } from '../platform/audit/audit.module.js';
import { ClockModule } from '../platform/clock/clock.module.js';
import { ConfigModule, type Environment } from '../platform/config/config.module.js';
import { DatabaseModule } from '../platform/database/database.module.js';
import { JobsModule } from '../platform/jobs/jobs.module.js';
import { SealingModule } from '../platform/sealing/sealing.module.js';
import { RotateKeys } from './rotate-keys.js';

/** What the operator's commands work with. Not part of the served application. */
@Module({ imports: [DatabaseModule, SealingModule, AuditModule], providers: [RotateKeys] })
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
