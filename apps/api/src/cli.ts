import 'reflect-metadata';
import { jobQueues } from './job-queues.js';
import { migrations } from './migrations/index.js';
import { readEnvironment } from './platform/config/environment.js';
import { migrate } from './platform/database/migrate/migrate.js';

const USAGE = `usage:
  cli migrate                      bring the database to this build's schema (MIGRATION_DATABASE_URL, as the owner)
  cli demo seed                    fill an empty database with the illustrative catalogue
  cli demo load --products N       add N invented products for load tests`;

async function run(words: readonly string[]): Promise<void> {
  const [command] = words;
  if (command === 'migrate') {
    const { migrationDatabaseUrl } = readEnvironment(process.env, ['MIGRATION_DATABASE_URL']);
    await migrate(migrationDatabaseUrl ?? '', migrations, jobQueues);
    console.log('the database is at the schema of this build');
    return;
  }
  throw new Error(USAGE);
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
