import type { EntityManager } from 'typeorm';

/**
 * Remembers that an order to be paid on delivery was refused at the door, against the phone it was for; once an order, and
 * nothing for orders paid otherwise. Called by whatever records the refusal, in its transaction: of a shop for its own
 * orders only.
 */
export async function recordCodRefusal(tx: EntityManager, orderId: string, now: Date): Promise<void> {
  await tx.query(`SELECT record_cod_refusal($1::uuid, $2::timestamptz)`, [orderId, now]);
}
