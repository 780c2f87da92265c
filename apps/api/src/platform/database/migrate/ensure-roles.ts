import type { Client } from 'pg';
import { DATABASE_GRANTS, MISSING_ROLES, roleStatements } from './role-statements.js';

/** The roles are not there and this login may not make them; the statements are for whoever may. */
export class MissingRoles extends Error {
  override readonly name = 'MissingRoles';

  constructor(missing: readonly string[]) {
    const statements = roleStatements({ floor_owner: null, floor_app: null }).map(
      (statement) => `${statement};`,
    );
    super(
      `Database roles are missing or not joined (${missing.join(', ')}) and this login may not create them. ` +
        `Run these statements as an administrator of the server, set passwords, then migrate again:\n\n${statements.join('\n')}\n`,
    );
  }
}

/** Makes the roles that are missing, where this login may. Roles belong to the server: two databases on it share them. */
export async function ensureRoles(client: Client): Promise<void> {
  const missing = async (): Promise<string[]> =>
    (await client.query<{ name: string }>(MISSING_ROLES)).rows.map((row) => row.name);
  if ((await missing()).length === 0) return;
  try {
    for (const statement of roleStatements({ floor_owner: null, floor_app: null }))
      await client.query(statement);
  } catch (error) {
    // 42501: not allowed. Anything else may be another migration of the same server that was faster.
    const left = await missing();
    if (left.length > 0 && (error as { code?: string }).code === '42501') throw new MissingRoles(left);
    if (left.length > 0) throw error;
  }
}

/** What only an administrator of the server can still do for this database; empty when it is done. */
export async function grantsLeftToAdministrator(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ open: boolean }>(
    `SELECT has_function_privilege('floor_seller', 'pg_catalog.set_config(text, text, boolean)', 'EXECUTE') AS open`,
  );
  return rows[0]?.open === true ? DATABASE_GRANTS : [];
}
