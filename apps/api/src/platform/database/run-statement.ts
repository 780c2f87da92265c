import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';
import type { Statement } from './reader.js';

/** Runs a named prepared statement on the transaction's own connection; TypeORM's `query` would parse it anew each time. */
export async function runStatement<Row extends object>(
  tx: EntityManager,
  statement: Statement,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  if (tx.queryRunner === undefined) throw new Error('A statement of a transaction needs the transaction');
  // A connection that broke took the transaction with it; nothing may go on as if it were still open.
  if (tx.queryRunner.isReleased) throw new Error('The connection of this transaction was already released');
  const client = (await tx.queryRunner.connect()) as PoolClient;
  const result = await client.query<Row>({ name: statement.name, text: statement.text, values: [...values] });
  return result.rows;
}
