import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataKeys } from '../../../platform/sealing/data-keys.js';

/** Opens the names of accounts, blocked ones included: history names people whatever became of them. */
@Injectable()
export class AccountNames {
  constructor(private readonly dataKeys: DataKeys) {}

  /** By account; whoever was erased is missing. Three statements, however many people. */
  async find(tx: EntityManager, accountIds: readonly (string | null)[]): Promise<Map<string, string>> {
    const ids = [...new Set(accountIds.filter((id) => id !== null))];
    if (ids.length === 0) return new Map();
    const rows = await tx.query<{ id: string; name: string }[]>(
      `SELECT id, name_sealed AS name FROM accounts WHERE id = ANY ($1::uuid[]) AND name_sealed IS NOT NULL`,
      [ids],
    );
    const keys = await this.dataKeys.findAll(
      tx,
      rows.map(({ id }) => id),
    );
    return new Map(
      rows.flatMap(({ id, name }) => {
        const key = keys.get(id);
        return key === undefined ? [] : [[id, key.open(name, 'accounts.name')] as const];
      }),
    );
  }
}
