import type { Client } from 'pg';

/** The audiences a transaction may work for; `floor_app` may become each, and inherits nothing from them. */
export const AUDIENCE_ROLES = ['floor_buyer', 'floor_officer', 'floor_worker'] as const;

/** The roles could not be made by this login; the statements are for whoever may. */
export class MissingRoles extends Error {
  override readonly name = 'MissingRoles';

  constructor(readonly statements: readonly string[]) {
    super(
      'Some database roles are missing and this login may not create them. ' +
        `Run these statements as an administrator, then migrate again:\n\n${statements.join('\n')}\n`,
    );
  }
}

/** Makes the roles that are missing. Roles belong to the whole server, so two databases on it share them. */
export async function ensureRoles(client: Client): Promise<void> {
  const statements = await missingRoleStatements(client);
  if (statements.length === 0) return;
  try {
    for (const statement of statements) await client.query(statement);
  } catch (error) {
    if ((error as { code?: string }).code === '42501') throw new MissingRoles(await missingRoleStatements(client));
    // Another migration on the same server made the role in between.
    if (!['42710', '23505'].includes(String((error as { code?: string }).code))) throw error;
    await ensureRoles(client);
  }
}

async function missingRoleStatements(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ rolname: string }>(`SELECT rolname FROM pg_roles WHERE rolname LIKE 'floor\\_%'`);
  const present = new Set(rows.map((row) => row.rolname));
  const members = await client.query<{ role: string }>(
    `SELECT r.rolname AS role FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid
     JOIN pg_roles a ON a.oid = m.member WHERE a.rolname = 'floor_app' AND m.set_option AND NOT m.inherit_option`,
  );
  const granted = new Set(members.rows.map((row) => row.role));
  return [
    ...(present.has('floor_app') ? [] : [`CREATE ROLE floor_app LOGIN NOSUPERUSER NOBYPASSRLS NOINHERIT;`]),
    ...AUDIENCE_ROLES.filter((role) => !present.has(role)).map((role) => `CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOBYPASSRLS;`),
    ...AUDIENCE_ROLES.filter((role) => !granted.has(role)).map(
      (role) => `GRANT ${role} TO floor_app WITH INHERIT FALSE, SET TRUE;`,
    ),
  ];
}
