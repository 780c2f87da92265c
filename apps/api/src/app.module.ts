import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './platform/access/access.js';
import { ClockModule } from './platform/clock/clock.module.js';
import { ConfigModule } from './platform/config/config.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { ProblemFilter } from './platform/http/problem.filter.js';
import { JobsModule } from './platform/jobs/jobs.module.js';

/** The floor: the technical ground, then the rooms. */
@Module({
  imports: [ConfigModule, ClockModule, DatabaseModule, JobsModule],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class AppModule {}
