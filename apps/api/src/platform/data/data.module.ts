import { Global, Module } from '@nestjs/common';
import { FloorProfile } from './floor-profile.js';

@Global()
@Module({ providers: [FloorProfile], exports: [FloorProfile] })
export class DataModule {}
