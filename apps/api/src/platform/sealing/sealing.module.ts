import { Global, Module } from '@nestjs/common';
import { DataKeys } from './data-keys.js';
import { Keyring } from './keyring.js';

@Global()
@Module({ providers: [Keyring, DataKeys], exports: [Keyring, DataKeys] })
export class SealingModule {}
