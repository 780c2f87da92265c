import { Module, type DynamicModule } from '@nestjs/common';
import type { Clock } from '#kernel/time';

/** Injection token of the one clock. */
export const CLOCK = Symbol('clock');

@Module({})
export class ClockModule {
  static with(clock: Clock): DynamicModule {
    return {
      module: ClockModule,
      global: true,
      providers: [{ provide: CLOCK, useValue: clock }],
      exports: [CLOCK],
    };
  }
}
