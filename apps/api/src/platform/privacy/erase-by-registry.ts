import type { EntityManager } from 'typeorm';
import type { TableOfPeople } from './classification.js';
import { personalColumns } from './personal-columns.js';

/**
 * Does to the rows of an account what the registry says erasing does to them: deletes them, or empties their personal
 * columns. What needs a step of its own, or is kept by law, is not touched here. Safe to repeat.
 */
export async function eraseByRegistry(tx: EntityManager, accountId: string): Promise<void> {
  for (const [table, entry] of Object.entries(personalColumns)) {
    const statement = erasingStatement(table, entry);
    if (statement !== null) await tx.query(statement, [accountId]);
  }
}

function erasingStatement(table: string, { of, erasure, personal, sensitive }: TableOfPeople): string | null {
  if (of === undefined) return null;
  if (erasure === 'rows') return `DELETE FROM ${table} WHERE ${of}`;
  if (erasure !== 'columns') return null;
  const emptied = Object.entries({ ...personal, ...sensitive })
    .filter(([, { how }]) => how !== 'link')
    .map(([column]) => `${column} = NULL`);
  return `UPDATE ${table} SET ${emptied.join(', ')} WHERE ${of}`;
}
