import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { createAdministrator } from './administration/run-admin-create.js';
import { rotateKeys, verifyAudit } from './administration/run-administration.js';
import { loadDemoProducts, seedDemo } from './demo/run-demo.js';
import { jobQueues } from './job-queues.js';
import { migrations } from './migrations/index.js';
import { readEnvironment } from './platform/config/environment.js';
import { importProvince } from './province/run-import.js';
import { migrate } from './platform/database/migrate/migrate.js';

const USAGE = `usage:
  cli migrate                      bring the database to this build's schema (MIGRATION_DATABASE_URL, as the owner)
                                   and, with DATABASE_URL, the facts of PROVINCE into it
  cli demo seed                    fill an empty database with the illustrative catalogue, and
                                   with accounts to try it (DATA_DIR/demo-accounts.json)
  cli demo load --products N       add N invented products for load tests
  cli admin create [--phone 0912345678 --name "Full Name"] [--beside-others]
                                   make the first administrator of the province; what is not given is asked for, the
                                   password is typed unseen or made here. --beside-others: though there is one already
  cli audit verify [--head N:DIGEST]
                                   check the sealed history against tampering; says what was changed, taken out, put in
                                   or moved, and exits with 1 if anything was. Prints the head of the chain: note it
                                   down elsewhere, and --head tells whether it still stands
  cli keys rotate                  after DATA_KEY was changed and the old one put into DATA_KEY_PREVIOUS: bring
                                   everything under the new key; says when DATA_KEY_PREVIOUS can go. May be stopped`;

async function run(words: readonly string[]): Promise<void> {
  const [command] = words;
  if (command === 'migrate') {
    const { migrationDatabaseUrl, demo } = readEnvironment(process.env, ['MIGRATION_DATABASE_URL']);
    const left = await migrate(migrationDatabaseUrl ?? '', migrations, jobQueues, demo ? 'demo' : null);
    console.log('the database is at the schema of this build');
    if (left.length > 0)
      console.log(`as an administrator of the server, run in this database:\n\n${left.join(';\n')};\n`);
    // With the application's own login at hand the ground is laid too: a floor without communes can deliver nowhere.
    if (process.env['DATABASE_URL']) {
      const environment = readEnvironment(process.env, ['DATABASE_URL']);
      await importProvince(environment);
      console.log(`the facts of ${environment.province} are in the database`);
    }
    return;
  }
  if (command === 'demo' && words[1] === 'seed' && words.length === 2) {
    const filled = await seedDemo(
      readEnvironment(process.env, ['DATABASE_URL', 'SESSION_SECRET', 'DATA_KEY']),
    );
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
  if (command === 'admin' && words[1] === 'create') {
    const { values } = parseArgs({
      args: words.slice(2),
      options: {
        phone: { type: 'string' },
        name: { type: 'string' },
        'beside-others': { type: 'boolean', default: false },
      },
    });
    const { phone, name, 'beside-others': besideOthers } = values;
    const environment = readEnvironment(process.env, ['DATABASE_URL', 'DATA_KEY']);
    await createAdministrator(environment, { phone, name, besideOthers });
    return;
  }
  if (command === 'audit' && words[1] === 'verify') {
    const { values } = parseArgs({ args: words.slice(2), options: { head: { type: 'string' } } });
    const whole = await verifyAudit(readEnvironment(process.env, ['DATABASE_URL', 'DATA_KEY']), values.head);
    if (!whole) process.exitCode = 1;
    return;
  }
  if (command === 'keys' && words[1] === 'rotate' && words.length === 2) {
    if (!(await rotateKeys(readEnvironment(process.env, ['DATABASE_URL', 'DATA_KEY'])))) process.exitCode = 1;
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
