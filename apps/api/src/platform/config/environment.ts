import { createHmac } from 'node:crypto';
import { resolve } from 'node:path';
import { readApplicationSettings, type ApplicationSettings } from './application-settings.ts';
import { BadEnvironment, EnvironmentReader } from './environment-reader.ts';
import { readCarrierSettings, type CarrierSettings } from './carrier-services.ts';
import { readMessageSettings, type MessageSettings } from './message-services.ts';
import { readPaymentSettings, type PaymentSettings } from './payment-services.ts';
import { readPushSettings, type PushSettings } from './push-settings.ts';

// The launcher reads this file with Node's type stripping, before anything is built, and the API reads it compiled: so
// it imports files beside it only, and by the name they have before they are built. It is the only reader of process.env
// in the API, the worker and the command line.

export { BadEnvironment };

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
export type NodeEnv = 'development' | 'production' | 'test';

/** Everything a process of the floor is told from outside, checked and typed. */
export interface Environment
  extends MessageSettings, PushSettings, PaymentSettings, CarrierSettings, ApplicationSettings {
  /** Public port of the storefront; 0 = any free one. */
  port: number;
  /** Address this process listens on. */
  host: string;
  /** Port of the API behind the storefront; 0 = any free one. */
  apiPort: number;
  /** Port of the embedded PostgreSQL; 0 = any free one. */
  databasePort: number;
  /** PostgreSQL as `floor_app`; empty only where it was not asked for (see `needs`). */
  databaseUrl: string;
  /** PostgreSQL as `floor_owner`, for migrations only. */
  migrationDatabaseUrl: string | null;
  /** Read replicas, as `floor_app`. */
  databaseReplicaUrls: string[];
  /** Connections one process may hold. */
  poolSize: number;
  /** Absolute directory for files this copy keeps. */
  dataDir: string;
  /** Origin that people type, without a slash at the end. */
  publicUrl: string;
  /** Folder of the province profile under data/. */
  province: string;
  /** Key of cookies and tokens; empty only where it was not asked for. */
  sessionSecret: string;
  /** Key of personal fields at rest; derive what is needed from it, never use it raw. */
  dataKey: string;
  /** The key before the last rotation: still reads, never writes. */
  dataKeyPrevious: string | null;
  /** What the storefront proves itself with when it tells the API a buyer's address. */
  storefrontSecret: string;
  /** false: nobody in front; a number: so many proxies; a string: addresses or networks, comma separated. */
  trustProxy: false | number | string;
  /** Origin that passkeys are bound to, where it is not PUBLIC_URL. */
  webauthnOrigin: string | null;
  /** Opens /api/metrics from elsewhere than loopback. */
  metricsToken: string | null;
  logLevel: LogLevel;
  nodeEnv: NodeEnv;
  /** Multiplies every throttle; 0 lifts them all (load tests). */
  rateLimitFactor: number;
  /** Seconds the one clock is ahead (negative: behind). Demo and tests only. */
  clockOffsetSeconds: number;
  /** True only for a copy the launcher runs on its own embedded database. */
  demo: boolean;
}

/** The variables a process cannot do without unless it says otherwise. */
const NEEDED_BY_DEFAULT = ['DATABASE_URL', 'SESSION_SECRET', 'DATA_KEY'] as const;

const LOG_LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const NODE_ENVS: readonly NodeEnv[] = ['development', 'production', 'test'];

/**
 * Reads and checks the environment. An empty variable counts as absent, so that a compose file may pass
 * `SMTP_URL=` on.
 *
 * @param env the variables, by default those of this process
 * @param needs names that must be present; `migrate` for instance needs only MIGRATION_DATABASE_URL
 * @throws BadEnvironment naming every bad and every missing variable at once
 */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>> = process.env,
  needs: readonly string[] = NEEDED_BY_DEFAULT,
): Environment {
  const reader = new EnvironmentReader(env);
  for (const name of needs) {
    if (reader.text(name) === null) reader.problems.push(`${name} is missing`);
  }

  const host = reader.host('HOST', '127.0.0.1');
  const port = reader.number('PORT', 4321, { min: 0, max: 65_535, whole: true });
  const sessionSecret = reader.secret('SESSION_SECRET') ?? '';
  const environment: Environment = {
    port,
    host,
    apiPort: reader.number('API_PORT', 0, { min: 0, max: 65_535, whole: true }),
    databasePort: reader.number('DATABASE_PORT', 0, { min: 0, max: 65_535, whole: true }),
    databaseUrl: reader.databaseUrl('DATABASE_URL') ?? '',
    migrationDatabaseUrl: reader.databaseUrl('MIGRATION_DATABASE_URL'),
    databaseReplicaUrls: reader.databaseUrls('DATABASE_REPLICA_URLS'),
    // 20 × (API + worker) stays well under PostgreSQL's default of 100 connections, with room for a second API.
    poolSize: reader.number('DATABASE_POOL_SIZE', 20, { min: 1, max: 500, whole: true }),
    dataDir: resolve(reader.text('DATA_DIR') ?? '.data'),
    publicUrl: reader.origin('PUBLIC_URL') ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    province: reader.province('PROVINCE', 'ca-mau'),
    sessionSecret,
    dataKey: reader.secret('DATA_KEY') ?? '',
    dataKeyPrevious: reader.secret('DATA_KEY_PREVIOUS'),
    storefrontSecret: reader.secret('STOREFRONT_SECRET') ?? deriveStorefrontSecret(sessionSecret),
    trustProxy: reader.trustProxy('TRUST_PROXY'),
    ...readMessageSettings(reader),
    ...readPushSettings(reader),
    ...readPaymentSettings(reader),
    ...readCarrierSettings(reader),
    ...readApplicationSettings(reader),
    webauthnOrigin: reader.origin('WEBAUTHN_ORIGIN'),
    metricsToken: reader.text('METRICS_TOKEN'),
    logLevel: reader.choice('LOG_LEVEL', LOG_LEVELS, 'info'),
    nodeEnv: reader.choice('NODE_ENV', NODE_ENVS, 'development'),
    rateLimitFactor: reader.number('RATE_LIMIT_FACTOR', 1, { min: 0, max: 1_000_000 }),
    clockOffsetSeconds: reader.number('CLOCK_OFFSET_SECONDS', 0, { min: -1e10, max: 1e10, whole: true }),
    demo: reader.text('FLOOR_DEMO') === '1',
  };
  if (reader.problems.length > 0) throw new BadEnvironment(reader.problems);
  return environment;
}

/**
 * The secret storefront and API share when nobody gave them one: both know SESSION_SECRET, so both arrive at
 * the same value without a further variable to forget.
 */
export function deriveStorefrontSecret(sessionSecret: string): string {
  return createHmac('sha256', sessionSecret).update('storefront speaks to api, version 1').digest('hex');
}
