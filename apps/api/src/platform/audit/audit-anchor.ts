import { Inject, Injectable } from '@nestjs/common';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ENVIRONMENT, type Environment } from '../config/config.module.js';
import { writeAtomically } from '../files/atomic-write.js';

/** A place in the chain of batches, kept outside the database. */
export interface Anchor {
  no: number;
  digest: string;
}

/**
 * Drops the head of the chain into DATA_DIR. Whoever cuts off the newest batches, or brings back an older database,
 * leaves a chain that is whole in itself; only something outside can tell that it was longer. An operator may keep the
 * head elsewhere too (`cli audit verify` prints it and takes it back).
 */
@Injectable()
export class AuditAnchor {
  private readonly path: string;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    this.path = join(environment.dataDir, 'audit-head.json');
  }

  async drop({ no, digest }: Anchor): Promise<void> {
    await writeAtomically(this.path, Buffer.from(`${JSON.stringify({ no, digest })}\n`));
  }

  /** The head that was dropped last; null where nothing was sealed on this machine yet. */
  async read(): Promise<Anchor | null> {
    const text = await readFile(this.path, 'utf8').catch((error: unknown) => {
      if ((error as { code?: string }).code === 'ENOENT') return null;
      throw error;
    });
    return text === null ? null : (JSON.parse(text) as Anchor);
  }
}
