import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { loadDemoProducts, seedDemo } from './demo/run-demo.js';
import { jobQueues } from './job-queues.js';
import { migrations } from './migrations/index.js';
import { readEnvironment } from './platform/config/environment.js';
import { importProvince } from './province/run-import.js';
import { migrate } from './platform/database/migrate/migrate.js';

const USAGE = `usage:
  cli migrate                      bring the database to this build's schema (MIGRATION_DATABASE_URL, as the owner)
                                   and, with DATABASE_URL, the facts of PROVINCE into it
  cli demo seed                    fill an empty database with the illustrative catalogue
  cli demo load --products N       add N invented products for load tests`;

async function run(words: readonly string[]): Promise<void> {
  const [command] = words;
  if (command === 'migrate') {
    const { migrationDatabaseUrl } = readEnvironment(process.env, ['MIGRATION_DATABASE_URL']);
    await migrate(migrationDatabaseUrl ?? '', migrations, jobQueues);
    console.log('the database is at the schema of this build');
    // With the application's own login at hand the ground is laid too: a floor without communes can deliver nowhere.
    if (process.env['DATABASE_URL']) {
      const environment = readEnvironment(process.env, ['DATABASE_URL']);
      await importProvince(environment);
      console.log(`the facts of ${environment.province} are in the database`);
    }
    return;
  }
  if (command === 'demo' && words[1] === 'seed' && words.length === 2) {
    const filled = await seedDemo(readEnvironment(process.env, ['DATABASE_URL']));
    console.log(filled ? 'the demo catalogue is in the database' : 'the demo catalogue was there already');
    return;
  }
  if (command === 'demo' && words[1] === 'load') {
    const { values } = parseArgs({ args: words.slice(2), options: { products: { type: 'string' } } });
    const count = Number(values.products);
    if (!Number.isInteger(count) || count < 1 || count > 100_000) throw new Error(USAGE);
    await loadDemoProducts(readEnvironment(process.env, ['DATABASE_URL']), count);
    console.log(`${count} invented products are in the database`);
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
