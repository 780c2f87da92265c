import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Jobs, JOBS_ROLE } from './jobs.js';

/** An API process only writes jobs; the worker takes them, keeps the queues tidy and the recurring ones going. */
export type JobsRole = 'api' | 'worker';

@Global()
@Module({})
export class JobsModule {
  static with(role: JobsRole): DynamicModule {
    return { module: JobsModule, providers: [{ provide: JOBS_ROLE, useValue: role }, Jobs], exports: [Jobs] };
  }
}
