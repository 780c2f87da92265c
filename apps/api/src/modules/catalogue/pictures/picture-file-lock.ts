import type { EntityManager } from 'typeorm';

/**
 * Until the transaction ends nobody else keeps or sweeps the file of this picture: a shop that sends it just as the sweep
 * takes it away would be left with a row and no file.
 */
export async function lockPictureFile(tx: EntityManager, sha: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('picture ' || $1, 0))`, [sha]);
}
