import { BadEnvironment, readEnvironment } from './environment.js';

/** Just enough of a `pg` client or pool to ask one question. */
interface Queryable {
  query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

export type ProductionRole = 'api' | 'worker' | 'storefront';

/** What stands in .env.example, in docs and in everybody's first try: as good as no secret at all. */
const KNOWN_VALUES = /change[-_ ]?me|^demo|^(secret|password)+$/i;

const NEEDS: Record<ProductionRole, readonly string[]> = {
  api: ['DATABASE_URL', 'SESSION_SECRET', 'DATA_KEY'],
  worker: ['DATABASE_URL', 'SESSION_SECRET', 'DATA_KEY'],
  // It proves itself to the API with STOREFRONT_SECRET, or with what both derive from SESSION_SECRET.
  storefront: ['SESSION_SECRET'],
};

/**
 * Refuses what only a demo may have: missing or well-known secrets, lifted throttles, a moved clock.
 *
 * @throws BadEnvironment naming the variables, never their contents
 */
export function assertProductionEnvironment(
  role: ProductionRole,
  env: Readonly<Record<string, string | undefined>> = process.env,
): void {
  const problems: string[] = [];
  try {
    const environment = readEnvironment(env, NEEDS[role]);
    if (environment.rateLimitFactor === 0) {
      problems.push('RATE_LIMIT_FACTOR is 0: production does not run without its throttles');
    }
  } catch (error) {
    if (!(error instanceof BadEnvironment)) throw error;
    problems.push(...error.problems);
  }
  for (const name of [
    'SESSION_SECRET',
    'DATA_KEY',
    'DATA_KEY_PREVIOUS',
    'STOREFRONT_SECRET',
    'METRICS_TOKEN',
  ]) {
    const value = env[name]?.trim() ?? '';
    if (value !== '' && KNOWN_VALUES.test(value)) {
      problems.push(`${name} is a known demo value: make one with \`openssl rand -hex 32\``);
    }
  }
  for (const name of ['DATABASE_URL', 'MIGRATION_DATABASE_URL']) {
    if (KNOWN_VALUES.test(passwordOf(env[name]))) problems.push(`${name} carries a known demo password`);
  }
  if ((env['CLOCK_OFFSET_SECONDS']?.trim() ?? '') !== '') {
    problems.push('CLOCK_OFFSET_SECONDS is set: only a demo or a test may move the clock');
  }
  if (env['FLOOR_DEMO']?.trim() === '1') problems.push('FLOOR_DEMO is set: this is no demo');
  if (problems.length > 0) throw new BadEnvironment([...new Set(problems)]);
}

/**
 * Refuses a database that the demo seeder marked as its own (`floor_settings`, key `demo`): its prices,
 * stocks and certificates are invented, and nobody must be able to order from it in earnest. Likewise one whose guards
 * take the time from whoever asks (`movable_clocks`).
 *
 * @throws BadEnvironment when a mark is there; a database without the tables has nothing to refuse
 */
export async function assertProductionDatabase(database: Queryable): Promise<void> {
  const present = await database.query(`SELECT to_regclass('floor_settings') IS NOT NULL AS present,
    to_regclass('movable_clocks') IS NOT NULL AS clocks`);
  if (present.rows[0]?.['present'] !== true) return;
  const marked = await database.query(`SELECT 1 FROM floor_settings WHERE key = 'demo'`);
  if (marked.rows.length > 0) {
    throw new BadEnvironment([
      'DATABASE_URL points at a demo database: production does not run on invented goods',
    ]);
  }
  if (present.rows[0]?.['clocks'] !== true) return;
  const movable = await database.query(`SELECT 1 FROM movable_clocks`);
  if (movable.rows.length > 0) {
    throw new BadEnvironment([
      'DATABASE_URL points at a database that believes any time it is told: it was made for a demo or a test',
    ]);
  }
}

function passwordOf(url: string | undefined): string {
  return url !== undefined && URL.canParse(url) ? new URL(url).password : '';
}
