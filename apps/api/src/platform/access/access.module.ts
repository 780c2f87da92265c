import { Global, Module } from '@nestjs/common';
import { HitCounters } from './hit-counters.js';

@Global()
@Module({ providers: [HitCounters], exports: [HitCounters] })
export class AccessModule {}
