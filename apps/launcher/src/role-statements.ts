/** The login roles: one owns the schema and migrates it, the other serves requests and owns nothing. */
export const LOGIN_ROLES = ['floor_owner', 'floor_app'] as const;

/** Whom a transaction can work for; nobody logs in as one of these, floor_app steps into them. */
export const AUDIENCE_ROLES = ['floor_buyer', 'floor_officer', 'floor_worker'] as const;

/**
 * What a superuser runs once per server, in this order; running it again changes nothing.
 * Grants on tables are not here: they belong to the migrations that make the tables.
 *
 * @param passwords null leaves a password as it is (or unset, for a role that is made now)
 */
export function roleStatements(passwords: Record<(typeof LOGIN_ROLES)[number], string | null>): string[] {
  const statements: string[] = [];
  for (const role of [...LOGIN_ROLES, ...AUDIENCE_ROLES]) {
    statements.push(
      `DO $$ BEGIN IF to_regrole('${role}') IS NULL THEN CREATE ROLE ${role} NOLOGIN; END IF; END $$`,
      `ALTER ROLE ${role} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION`,
    );
  }
  for (const role of LOGIN_ROLES) {
    const password = passwords[role];
    statements.push(
      `ALTER ROLE ${role} LOGIN${password === null ? '' : ` PASSWORD '${password.replaceAll("'", "''")}'`}`,
    );
  }
  for (const role of AUDIENCE_ROLES) {
    // INHERIT FALSE: a statement that forgot SET LOCAL ROLE must fail, not work with everybody's rights at once.
    statements.push(`GRANT ${role} TO floor_app WITH INHERIT FALSE, SET TRUE`);
  }
  return statements;
}

/** The database itself, which cannot be made inside a transaction or a DO block. */
export function databaseStatement(name: string): string {
  return `CREATE DATABASE ${name} OWNER floor_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'`;
}
