import { Injectable } from '@nestjs/common';
import { Keyring } from '../sealing/keyring.js';
import type { BatchRow } from './audit-sealing.sql.js';

const PURPOSE = 'audit batches';

/** Seals batches under a key that the database never sees: whoever can write every row still cannot make a seal. */
@Injectable()
export class AuditSeal {
  constructor(private readonly keyring: Keyring) {}

  of(batch: Pick<BatchRow, 'no' | 'digest'>): string {
    return this.keyring.sign(PURPOSE, `${batch.no}|${batch.digest}`);
  }

  /** `unknown`: under a key that has gone from the environment; a later seal speaks for it. */
  check(batch: Pick<BatchRow, 'no' | 'digest' | 'seal'>): 'right' | 'wrong' | 'unknown' {
    return this.keyring.checkSignature(PURPOSE, `${batch.no}|${batch.digest}`, batch.seal);
  }

  isPresent({ seal }: Pick<BatchRow, 'seal'>): boolean {
    return this.keyring.isPresent(seal);
  }
}
