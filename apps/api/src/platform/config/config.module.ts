import { Global, Module } from '@nestjs/common';
import { readEnvironment, type Environment } from './environment.js';

/** Injection token of the checked environment. */
export const ENVIRONMENT = Symbol('environment');
export type { Environment };

@Global()
@Module({
  providers: [{ provide: ENVIRONMENT, useFactory: (): Environment => readEnvironment() }],
  exports: [ENVIRONMENT],
})
export class ConfigModule {}
