// No imports: the launcher reads this file with Node's type stripping, the migration compiled.

/** The login roles: one owns the schema and migrates it, the other serves requests and owns nothing. */
export const LOGIN_ROLES = ['floor_owner', 'floor_app'] as const;

/** Whom a transaction can work for; nobody logs in as one of these, floor_app steps into them. */
export const AUDIENCE_ROLES = [
  'floor_account',
  'floor_buyer',
  'floor_officer',
  'floor_seller',
  'floor_worker',
] as const;

export const ALL_ROLES = [...LOGIN_ROLES, ...AUDIENCE_ROLES];

/**
 * What a superuser runs once per server, in this order; running it again changes nothing.
 * Grants on tables are not here: they belong to the migrations that make the tables.
 *
 * @param passwords null leaves a password as it is (or unset, for a role that is made now)
 */
export function roleStatements(passwords: Record<(typeof LOGIN_ROLES)[number], string | null>): string[] {
  const make = ALL_ROLES.flatMap((role) => [
    `DO $$ BEGIN IF to_regrole('${role}') IS NULL THEN CREATE ROLE ${role} NOLOGIN; END IF; END $$`,
    `ALTER ROLE ${role} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION`,
  ]);
  const logIn = LOGIN_ROLES.map((role) => {
    const password = passwords[role];
    return `ALTER ROLE ${role} LOGIN${password === null ? '' : ` PASSWORD '${password.replaceAll("'", "''")}'`}`;
  });
  // INHERIT FALSE: a statement that forgot SET LOCAL ROLE must fail, not work with everybody's rights at once.
  const join = AUDIENCE_ROLES.map((role) => `GRANT ${role} TO floor_app WITH INHERIT FALSE, SET TRUE`);
  return [...make, ...logIn, ...join];
}

/**
 * What a superuser runs once per database. A statement may hold an expression nobody meant it to hold, and this function is
 * the one expression that changes whom it works for: no audience may call it. The job queue does so as floor_app.
 */
export const DATABASE_GRANTS = [
  'REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC',
  'GRANT EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) TO floor_owner, floor_app',
] as const;

/** One row per role that is missing and per audience floor_app cannot step into; empty when all is as it must be. */
export const MISSING_ROLES = `
  SELECT name FROM unnest(ARRAY[${ALL_ROLES.map((role) => `'${role}'`).join(', ')}]) AS name
  WHERE to_regrole(name) IS NULL
  UNION ALL
  SELECT audience FROM unnest(ARRAY[${AUDIENCE_ROLES.map((role) => `'${role}'`).join(', ')}]) AS audience
  WHERE NOT EXISTS (SELECT 1 FROM pg_auth_members m
    WHERE m.roleid = to_regrole(audience) AND m.member = to_regrole('floor_app') AND m.set_option AND NOT m.inherit_option)`;

/** The database itself, which cannot be made inside a transaction or a DO block. */
export function databaseStatement(name: string): string {
  return `CREATE DATABASE ${name} OWNER floor_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'`;
}
