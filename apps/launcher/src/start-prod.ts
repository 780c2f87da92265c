import { deriveStorefrontSecret } from '../../api/src/platform/config/environment.js';
import {
  assertProductionEnvironment,
  type ProductionRole,
} from '../../api/src/platform/config/production.js';
import { whenNpmIsGone } from './stop-signal.js';

/**
 * npm run start:prod -- api|worker|storefront: one process of a production. It runs compiled and in this very
 * process, so that a container's signals arrive where they are meant. It never migrates, seeds or embeds; that
 * the database is no demo is checked by API and worker when they connect.
 */
const ENTRIES: Record<ProductionRole, string> = {
  api: '../../api/src/main.js',
  worker: '../../api/src/worker.js',
  storefront: '../../storefront/server/main.js',
};

const role = process.argv[2] ?? '';
try {
  if (!isRole(role)) throw new Error('Say which process: npm run start:prod -- api|worker|storefront');
  assertProductionEnvironment(role);
  process.env['NODE_ENV'] = 'production';
  if (role === 'storefront') prepareStorefront();
  whenNpmIsGone(() => process.kill(process.pid, 'SIGTERM'));
  await import(ENTRIES[role]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/** The storefront is told where the API is, or finds it beside itself; the secret follows from the common one. */
function prepareStorefront(): void {
  const { API_ORIGIN, API_PORT, STOREFRONT_SECRET, SESSION_SECRET } = process.env;
  if (!API_ORIGIN) {
    if (!API_PORT)
      throw new Error(
        'API_ORIGIN is missing: the address of the API, or API_PORT for one beside this process',
      );
    process.env['API_ORIGIN'] = `http://127.0.0.1:${API_PORT}`;
  }
  if (!STOREFRONT_SECRET)
    process.env['STOREFRONT_SECRET'] = deriveStorefrontSecret((SESSION_SECRET ?? '').trim());
  // What it need not know, no fault in a page can give away.
  for (const name of [
    'DATABASE_URL',
    'MIGRATION_DATABASE_URL',
    'SESSION_SECRET',
    'DATA_KEY',
    'DATA_KEY_PREVIOUS',
  ]) {
    delete process.env[name];
  }
}

function isRole(word: string): word is ProductionRole {
  return Object.hasOwn(ENTRIES, word);
}
