import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataKey } from '../../platform/sealing/data-keys.js';
import { Keyring } from '../../platform/sealing/keyring.js';

/** Names of the people a shop deals with: its members, staff with a mandate, and whoever did something to it. */
@Injectable()
export class PeopleOfSeller {
  constructor(private readonly keyring: Keyring) {}

  /** In a transaction bound to the shop. Erased people, and people the shop has nothing to do with, are missing. */
  async names(tx: EntityManager, accountIds: readonly (string | null)[]): Promise<Map<string, string>> {
    const wanted = [...new Set(accountIds.filter((id) => id !== null))];
    if (wanted.length === 0) return new Map();
    const rows = await tx.query<{ id: string; name: string; key: string }[]>(
      `SELECT account_id AS id, name_sealed AS name, key_sealed AS key FROM people_of_bound_seller($1::uuid[])`,
      [wanted],
    );
    return new Map(
      rows.map(({ id, name, key }) => [
        id,
        new DataKey(id, this.keyring.openDataKey(id, key)).open(name, 'accounts.name'),
      ]),
    );
  }
}
