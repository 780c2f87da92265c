import { Client } from 'pg';
import { PgBoss, type QueueOptions } from 'pg-boss';
import { DataSource, type MigrationInterface } from 'typeorm';
import { ensureRoles, grantsLeftToAdministrator } from './ensure-roles.js';
import { AUDIENCE_ROLES } from './role-statements.js';

/** Serialises two migrations of one database; the number is this project's own. */
const MIGRATION_LOCK = 7_031_996;

/**
 * Brings the database to this build's schema as its owner: roles, tables, job queues. Safe to repeat and to race.
 *
 * @param movableClock why its guards take the time from the application: in a demo or test, which move theirs
 * @returns statements that are left to an administrator of the server; the floor runs without them, with a wall less
 */
export async function migrate(
  ownerUrl: string,
  migrations: (new () => MigrationInterface)[],
  queues: readonly { name: string; options: QueueOptions }[],
  movableClock: 'demo' | 'test' | null = null,
): Promise<readonly string[]> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'floor-migrate' });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: number; text: string }>(
      `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS text`,
    );
    if ((rows[0]?.version ?? 0) < 180_000) {
      throw new Error(`PostgreSQL 18 or newer is needed; this server is PostgreSQL ${rows[0]?.text}`);
    }
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await ensureRoles(client);
    await migrateTables(ownerUrl, migrations);
    await migrateQueues(ownerUrl, queues);
    await client.query(GRANTS_ON_QUEUES);
    if (movableClock !== null)
      await client.query(`INSERT INTO movable_clocks (reason) VALUES ($1) ON CONFLICT DO NOTHING`, [
        movableClock,
      ]);
    return await grantsLeftToAdministrator(client);
  } finally {
    await client.end();
  }
}

async function migrateTables(url: string, migrations: (new () => MigrationInterface)[]): Promise<void> {
  const dataSource = new DataSource({ type: 'postgres', url, migrations, migrationsTransactionMode: 'each' });
  await dataSource.initialize();
  try {
    await dataSource.runMigrations();
  } finally {
    await dataSource.destroy();
  }
}

async function migrateQueues(
  url: string,
  queues: readonly { name: string; options: QueueOptions }[],
): Promise<void> {
  const boss = new PgBoss({
    connectionString: url,
    migrate: true,
    supervise: false,
    schedule: false,
    max: 2,
  });
  await boss.start();
  try {
    for (const queue of queues) {
      if ((await boss.getQueue(queue.name)) === null) await boss.createQueue(queue.name, queue.options);
      else await boss.updateQueue(queue.name, queue.options);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}

const AUDIENCES = AUDIENCE_ROLES.join(', ');

/** Whoever places an order may add a job; only the application's own login takes, finishes and tidies them. */
const GRANTS_ON_QUEUES = `
  GRANT USAGE ON SCHEMA pgboss TO floor_app, ${AUDIENCES};
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO floor_app;
  GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA pgboss TO ${AUDIENCES};
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA pgboss TO floor_app, ${AUDIENCES};
  GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO floor_app, ${AUDIENCES}`;
