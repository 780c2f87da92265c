import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BadEnvironment, readEnvironment } from '../../apps/api/src/platform/config/environment.js';
import {
  assertProductionDatabase,
  assertProductionEnvironment,
} from '../../apps/api/src/platform/config/production.js';

const root = join(import.meta.dirname, '..', '..');
const example = readFileSync(join(root, '.env.example'), 'utf8');

/** The names contract and code know; the reserved ones are read from later parts on. */
const CONTRACT_NAMES =
  'PORT HOST API_PORT DATABASE_URL MIGRATION_DATABASE_URL DATABASE_REPLICA_URLS DATA_DIR PUBLIC_URL PROVINCE ' +
  'SESSION_SECRET DATA_KEY DATA_KEY_PREVIOUS TRUST_PROXY STRIPE_SECRET_KEY STRIPE_WEBHOOK_SECRET STRIPE_API_BASE ' +
  'VNPAY_PAY_URL VNPAY_API_URL SMS_URL SMS_TOKEN SMS_SENDER ZALO_ACCESS_TOKEN ZALO_CODE_TEMPLATE SMTP_URL S3_* VAPID_PUBLIC_KEY VAPID_PRIVATE_KEY VAPID_SUBJECT VAPID_PUSH_SERVICES VNEID_URL VNEID_CLIENT_ID VNEID_CLIENT_SECRET VNEID_TIMEOUT_SECONDS APPLICATION_ANSWER_DAYS APPLICATION_ADDITION_DAYS WEBAUTHN_ORIGIN METRICS_TOKEN OTEL_* LOG_LEVEL NODE_ENV ' +
  'RATE_LIMIT_FACTOR CLOCK_OFFSET_SECONDS';

const GOOD = {
  DATABASE_URL: 'postgresql://floor_app:9f8e7d@db:5432/floor',
  SESSION_SECRET: '0123456789abcdef0123456789abcdef',
  DATA_KEY: 'fedcba9876543210fedcba9876543210',
};

describe('.env.example', () => {
  const listed = new Set([...example.matchAll(/^#?([A-Z0-9_]+(?:_\*)?)=/gm)].map((found) => found[1] ?? ''));

  it('lists every name of the contract', () => {
    expect(CONTRACT_NAMES.split(' ').filter((name) => !listed.has(name))).toEqual([]);
  });

  it('lists every name the code reads', () => {
    const config = 'apps/api/src/platform/config';
    const settings = readdirSync(join(root, config)).map((name) => `${config}/${name}`);
    const read = [...settings, 'apps/storefront/server/config.ts'].flatMap((path) =>
      [...readFileSync(join(root, path), 'utf8').matchAll(/(?:reader\.\w+|text)\('([A-Z_]+)'/g)].map(
        (found) => found[1] ?? '',
      ),
    );
    expect(read.length).toBeGreaterThan(20);
    // FLOOR_DEMO is between the launcher and what it starts; nobody else sets it.
    expect(read.filter((name) => !listed.has(name) && name !== 'FLOOR_DEMO')).toEqual([]);
  });

  it('as it stands is refused by production, variable by variable', () => {
    const env = Object.fromEntries(
      [...example.matchAll(/^#?([A-Z_]+)=(.*)$/gm)].map((found) => [found[1] ?? '', found[2] ?? '']),
    );
    expect(problemsOf(() => assertProductionEnvironment('api', env)).join('\n')).toMatch(
      /SESSION_SECRET[\s\S]*DATA_KEY/,
    );
  });
});

describe('process.env', () => {
  it('is read in one place per program', () => {
    const readers = sourcesUnder('apps')
      .concat(sourcesUnder('libs'))
      .filter((path) =>
        /process\.env/.test(readFileSync(join(root, path), 'utf8').replaceAll(/^\s*(\/\/|\*).*$/gm, '')),
      )
      // The launcher hands the environment on to what it starts.
      .filter((path) => !path.startsWith('apps/launcher/'));
    expect(readers.toSorted()).toEqual([
      'apps/api/src/cli.ts',
      'apps/api/src/platform/config/environment.ts',
      'apps/api/src/platform/config/production.ts',
      'apps/storefront/astro.config.ts',
      'apps/storefront/server/config.ts',
      'apps/storefront/src/middleware.ts',
    ]);
  });
});

describe('readEnvironment', () => {
  it('fills in what the contract promises', () => {
    expect(readEnvironment(GOOD)).toMatchObject({
      port: 4321,
      host: '127.0.0.1',
      apiPort: 0,
      publicUrl: 'http://127.0.0.1:4321',
      province: 'ca-mau',
      trustProxy: false,
      rateLimitFactor: 1,
      clockOffsetSeconds: 0,
      demo: false,
      vneid: null,
      applicationAnswerDays: 5,
      applicationAdditionDays: 20,
    });
  });

  it('offers VNeID only with everything that belongs to it', () => {
    const whole = {
      VNEID_URL: 'https://vneid.example.vn',
      VNEID_CLIENT_ID: 'san',
      VNEID_CLIENT_SECRET: 'bi-mat',
    };
    expect(readEnvironment({ ...GOOD, ...whole }).vneid).toEqual({
      url: 'https://vneid.example.vn',
      clientId: 'san',
      clientSecret: 'bi-mat',
      timeoutSeconds: 10,
    });
    expect(problemsOf(() => readEnvironment({ ...GOOD, ...whole, VNEID_CLIENT_SECRET: '' }))).toEqual([
      'VNEID_URL, VNEID_CLIENT_ID and VNEID_CLIENT_SECRET belong together: give all of them',
    ]);
  });

  it('offers notices by push only with a pair of keys and somebody to turn to', () => {
    const pair = {
      VAPID_PUBLIC_KEY:
        'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8',
      VAPID_PRIVATE_KEY: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
      VAPID_SUBJECT: 'mailto:van-hanh@san.example.vn',
    };
    expect(readEnvironment(GOOD).push).toBeNull();
    expect(readEnvironment({ ...GOOD, ...pair }).push).toEqual({
      publicKey: pair.VAPID_PUBLIC_KEY,
      privateKey: pair.VAPID_PRIVATE_KEY,
      subject: pair.VAPID_SUBJECT,
      services: [],
    });
    const refused = (change: Record<string, string>): readonly string[] =>
      problemsOf(() => readEnvironment({ ...GOOD, ...pair, ...change }));
    expect(refused({ VAPID_SUBJECT: '' })).toEqual([
      'VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY and VAPID_SUBJECT belong together: give all of them',
    ]);
    const other = Buffer.alloc(32, 1).toString('base64url');
    for (const key of [other, 'hunter2'])
      expect(refused({ VAPID_PRIVATE_KEY: key })).toEqual([
        'VAPID_PUBLIC_KEY and VAPID_PRIVATE_KEY must be one pair of P-256, in base64url',
      ]);
    expect(refused({ VAPID_PUSH_SERVICES: 'https://push.example.vn/x' })).toEqual([
      'VAPID_PUSH_SERVICES must be origins separated by commas',
    ]);
  });

  it('names every bad and every missing variable at once, and never what it held', () => {
    const env = {
      ...GOOD,
      DATABASE_URL: '',
      HOST: 'hunter2',
      PORT: 'hunter2',
      SESSION_SECRET: 'hunter2',
      LOG_LEVEL: 'hunter2',
      PUBLIC_URL: 'https://hunter2.vn/shop',
      PROVINCE: '../hunter2',
      TRUST_PROXY: 'hunter2',
      SMTP_URL: 'http://hunter2',
      RATE_LIMIT_FACTOR: '-1',
    };
    const problems = problemsOf(() => readEnvironment(env));
    expect(problems.map((problem) => problem.split(' ')[0]).toSorted()).toEqual([
      'DATABASE_URL',
      'HOST',
      'LOG_LEVEL',
      'PORT',
      'PROVINCE',
      'PUBLIC_URL',
      'RATE_LIMIT_FACTOR',
      'SESSION_SECRET',
      'SMTP_URL',
      'TRUST_PROXY',
    ]);
    expect(problems.join()).not.toContain('hunter2');
  });

  it('takes only a province that has a folder', () => {
    expect(readEnvironment({ ...GOOD, PROVINCE: 'ca-mau' }).province).toBe('ca-mau');
    expect(problemsOf(() => readEnvironment({ ...GOOD, PROVINCE: 'nowhere' }))).toEqual([
      'PROVINCE must be the name of a folder under data/ with a province.json',
    ]);
  });

  it('takes an empty variable for an absent one', () => {
    expect(readEnvironment({ ...GOOD, SMTP_URL: '', PORT: ' ' })).toMatchObject({
      smtpUrl: null,
      port: 4321,
    });
  });

  it('gives API and storefront the same secret when nobody gave them one, and takes a given one', () => {
    const derived = readEnvironment(GOOD).storefrontSecret;
    expect(derived).toMatch(/^[0-9a-f]{64}$/);
    expect(
      readEnvironment({ SESSION_SECRET: GOOD.SESSION_SECRET }, ['SESSION_SECRET']).storefrontSecret,
    ).toBe(derived);
    expect(readEnvironment({ ...GOOD, STOREFRONT_SECRET: 'q'.repeat(32) }).storefrontSecret).toBe(
      'q'.repeat(32),
    );
  });

  it.each([
    ['true', 1],
    ['2', 2],
    ['0', false],
    ['10.0.0.0/8, 127.0.0.1', '10.0.0.0/8,127.0.0.1'],
  ])('reads TRUST_PROXY=%s', (value, expected) => {
    expect(readEnvironment({ ...GOOD, TRUST_PROXY: value }).trustProxy).toEqual(expected);
  });
});

describe('assertProductionEnvironment', () => {
  it('accepts what is complete', () => {
    expect(problemsOf(() => assertProductionEnvironment('api', GOOD))).toEqual([]);
    expect(
      problemsOf(() => assertProductionEnvironment('storefront', { SESSION_SECRET: GOOD.SESSION_SECRET })),
    ).toEqual([]);
  });

  it.each([
    ['a missing session secret', { SESSION_SECRET: '' }, 'SESSION_SECRET is missing'],
    ['a missing data key', { DATA_KEY: undefined }, 'DATA_KEY is missing'],
    ['a missing database', { DATABASE_URL: undefined }, 'DATABASE_URL is missing'],
    [
      'a known secret',
      { SESSION_SECRET: 'change-me-change-me-change-me-change-me' },
      'SESSION_SECRET is a known demo value',
    ],
    [
      'a known password',
      { DATABASE_URL: 'postgresql://floor_app:change-me@db/floor' },
      'DATABASE_URL carries a known demo password',
    ],
    ['lifted throttles', { RATE_LIMIT_FACTOR: '0' }, 'RATE_LIMIT_FACTOR is 0'],
    ['a moved clock', { CLOCK_OFFSET_SECONDS: '60' }, 'CLOCK_OFFSET_SECONDS is set'],
    ['a clock that is moved by nothing', { CLOCK_OFFSET_SECONDS: '0' }, 'CLOCK_OFFSET_SECONDS is set'],
    ['the mark of a demo process', { FLOOR_DEMO: '1' }, 'FLOOR_DEMO is set'],
  ])('refuses %s', (_what, change, sentence) => {
    const problems = problemsOf(() => assertProductionEnvironment('api', { ...GOOD, ...change }));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(sentence);
  });
});

describe('assertProductionDatabase', () => {
  const database = (answers: Record<string, unknown>[][]) => ({
    query: () => Promise.resolve({ rows: answers.shift() ?? [] }),
  });

  it('refuses a database the demo seeder marked', async () => {
    await expect(
      assertProductionDatabase(database([[{ present: true }], [{ key: 'demo' }]])),
    ).rejects.toThrow('demo database');
  });

  it('refuses a database that believes any time it is told', async () => {
    const answers = [[{ present: true, clocks: true }], [], [{ reason: 'test' }]];
    await expect(assertProductionDatabase(database(answers))).rejects.toThrow('any time it is told');
  });

  it('accepts one without the marks, and one that is still empty', async () => {
    const bare = [[{ present: true, clocks: true }], [], []];
    await expect(assertProductionDatabase(database(bare))).resolves.toBeUndefined();
    await expect(assertProductionDatabase(database([[{ present: false }]]))).resolves.toBeUndefined();
  });
});

function problemsOf(read: () => unknown): readonly string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof BadEnvironment) return error.problems;
    throw error;
  }
}

function sourcesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && /\.(ts|mjs|astro)$/.test(entry.name) && !entry.name.endsWith('.spec.ts'),
    )
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !/(generated|node_modules|\.astro\/)/.test(path));
}
