import { Global, Module } from '@nestjs/common';
import { systemClock, type Clock } from '#kernel/time';
import { ENVIRONMENT, type Environment } from '../config/config.module.js';

/** Injection token of the one clock; tests put a fake one in its place. */
export const CLOCK = Symbol('clock');

@Global()
@Module({
  providers: [
    {
      provide: CLOCK,
      inject: [ENVIRONMENT],
      useFactory: (environment: Environment): Clock => systemClock(environment.clockOffsetSeconds),
    },
  ],
  exports: [CLOCK],
})
export class ClockModule {}
