import { randomBytes } from 'node:crypto';
import pg from 'pg';
import {
  DATABASE_GRANTS,
  databaseStatement,
  roleStatements,
} from '../../api/src/platform/database/migrate/role-statements.ts';
import type { PostgresServer } from './postgres-server.ts';

export interface FloorPasswords {
  owner: string;
  app: string;
}

export interface FloorUrls {
  /** As floor_app: DATABASE_URL. */
  app: string;
  /** As floor_owner: MIGRATION_DATABASE_URL. */
  owner: string;
}

/** Passwords nobody types: long, and made of characters a URL and SQL leave alone. */
export function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

/** Makes the roles as production has them, and the database when it is not there; safe to repeat. */
export async function prepareDatabase(
  server: PostgresServer,
  database: string,
  passwords: FloorPasswords,
): Promise<FloorUrls> {
  const client = new pg.Client({ connectionString: server.superuserUrl() });
  await client.connect();
  try {
    for (const statement of roleStatements({ floor_owner: passwords.owner, floor_app: passwords.app })) {
      await client.query(statement);
    }
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (found.rowCount === 0) await client.query(databaseStatement(database));
  } finally {
    await client.end();
  }
  const inside = new pg.Client({ connectionString: server.superuserUrl(database) });
  await inside.connect();
  try {
    for (const statement of DATABASE_GRANTS) await inside.query(statement);
  } finally {
    await inside.end();
  }
  return {
    app: server.url('floor_app', passwords.app, database),
    owner: server.url('floor_owner', passwords.owner, database),
  };
}
