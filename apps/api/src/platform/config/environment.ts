import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, join, resolve } from 'node:path';

// This file has no imports of its own house on purpose: the launcher reads it with Node's type stripping,
// before anything is built, and the API reads it compiled. It is the only reader of process.env in the API,
// the worker and the command line.

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
export type NodeEnv = 'development' | 'production' | 'test';

/** Everything a process of the floor is told from outside, checked and typed. */
export interface Environment {
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
  /** Where mail goes; null: files in DATA_DIR/outbox. */
  smtpUrl: string | null;
  /** Messages to telephones; null: none. */
  sms: SmsGateway | null;
  /** Codes to Zalo; null: none. */
  zalo: ZaloAccount | null;
  /** The order in which channels are tried; one that is left out is not used. */
  messageChannels: readonly MessageChannelName[];
  /** How long one channel may take before the next one is tried. */
  messageTimeoutSeconds: number;
  /** The floor's own account at Stripe, through which shops' connected accounts take cards; null: not offered. */
  stripe: StripePlatform | null;
  /** Where VNPAY takes payments into shops' own accounts there; null: not offered. */
  vnpay: VnpayService | null;
  /** How long a payment gateway may take before what it did is asked for later. */
  gatewayTimeoutSeconds: number;
  /** The electronic identification service that says whether people are who they say; null: not offered. */
  vneid: VneidService | null;
  /** Working days in which officers answer an application for a shop. */
  applicationAnswerDays: number;
  /** Working days an applicant has for adding what officers asked for. */
  applicationAdditionDays: number;
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

/** A gateway that takes SMS over HTTP. */
export interface SmsGateway {
  url: string;
  token: string;
  /** The brand name people see as sender. */
  sender: string;
}

/** An official account with an approved template for codes. */
export interface ZaloAccount {
  url: string;
  accessToken: string;
  codeTemplate: string;
}

/** Stripe Connect: the platform's keys, and what the floor asks of each payment by card. */
export interface StripePlatform {
  secretKey: string;
  /** Of the endpoint that listens to connected accounts. */
  webhookSecret: string;
  /** Without a path. */
  apiBase: string;
  /** The floor's fee in hundredths of a percent of the order. */
  applicationFeeBasisPoints: number;
}

/** VNPAY's two addresses: the page people pay on, and the one machines ask. */
export interface VnpayService {
  payUrl: string;
  apiUrl: string;
}

/** Access to the electronic identification service, by contract. */
export interface VneidService {
  url: string;
  clientId: string;
  clientSecret: string;
  /** How long it may take before it counts as not available. */
  timeoutSeconds: number;
}

/** A boot is refused; the message names the variables and what is wrong, never what they held. */
export class BadEnvironment extends Error {
  override readonly name = 'BadEnvironment';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The environment is not right:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/** The variables a process cannot do without unless it says otherwise. */
const NEEDED_BY_DEFAULT = ['DATABASE_URL', 'SESSION_SECRET', 'DATA_KEY'] as const;

const LOG_LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const MESSAGE_CHANNELS = ['email', 'zalo', 'sms'] as const;
export type MessageChannelName = (typeof MESSAGE_CHANNELS)[number];
/** Where Zalo's notification service takes template messages. */
const ZALO_URL = 'https://business.openapi.zalo.me/message/template';
const STRIPE_API = 'https://api.stripe.com';
const NODE_ENVS: readonly NodeEnv[] = ['development', 'production', 'test'];

/** 256 bits written in hex are 64 characters, in base64 44; 32 is the least that can be called a key. */
const SHORTEST_SECRET = 32;

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
  const reader = new Reader(env);
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
    smtpUrl: reader.url('SMTP_URL', ['smtp:', 'smtps:']),
    sms: reader.together('SMS_URL, SMS_TOKEN and SMS_SENDER', {
      url: reader.url('SMS_URL', ['https:', 'http:']),
      token: reader.text('SMS_TOKEN'),
      sender: reader.text('SMS_SENDER'),
    }),
    zalo: zaloAccount(
      reader.url('ZALO_URL', ['https:', 'http:']),
      reader.together('ZALO_ACCESS_TOKEN and ZALO_CODE_TEMPLATE', {
        accessToken: reader.text('ZALO_ACCESS_TOKEN'),
        codeTemplate: reader.text('ZALO_CODE_TEMPLATE'),
      }),
    ),
    messageChannels: reader.list('MESSAGE_CHANNELS', MESSAGE_CHANNELS),
    // A person on a slow line is waiting for a code that is good for five minutes.
    messageTimeoutSeconds: reader.number('MESSAGE_TIMEOUT_SECONDS', 10, { min: 0.1, max: 120 }),
    stripe: stripePlatform(
      reader.together('STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET', {
        secretKey: reader.text('STRIPE_SECRET_KEY'),
        webhookSecret: reader.text('STRIPE_WEBHOOK_SECRET'),
      }),
      reader.origin('STRIPE_API_BASE'),
      reader.number('STRIPE_APPLICATION_FEE_BASIS_POINTS', 0, { min: 0, max: 3000, whole: true }),
    ),
    vnpay: reader.together('VNPAY_PAY_URL and VNPAY_API_URL', {
      payUrl: reader.url('VNPAY_PAY_URL', ['https:', 'http:']),
      apiUrl: reader.url('VNPAY_API_URL', ['https:', 'http:']),
    }),
    // A buyer is waiting for the page to pay on.
    gatewayTimeoutSeconds: reader.number('GATEWAY_TIMEOUT_SECONDS', 10, { min: 0.1, max: 80 }),
    vneid: vneidService(
      reader.together('VNEID_URL, VNEID_CLIENT_ID and VNEID_CLIENT_SECRET', {
        url: reader.url('VNEID_URL', ['https:', 'http:']),
        clientId: reader.text('VNEID_CLIENT_ID'),
        clientSecret: reader.text('VNEID_CLIENT_SECRET'),
      }),
      // An officer is waiting with the papers on the table.
      reader.number('VNEID_TIMEOUT_SECONDS', 10, { min: 0.1, max: 120 }),
    ),
    applicationAnswerDays: reader.number('APPLICATION_ANSWER_DAYS', 5, { min: 1, max: 60, whole: true }),
    applicationAdditionDays: reader.number('APPLICATION_ADDITION_DAYS', 20, {
      min: 1,
      max: 120,
      whole: true,
    }),
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

function zaloAccount(url: string | null, account: Omit<ZaloAccount, 'url'> | null): ZaloAccount | null {
  return account === null ? null : { url: url ?? ZALO_URL, ...account };
}

const stripePlatform = (
  keys: Pick<StripePlatform, 'secretKey' | 'webhookSecret'> | null,
  apiBase: string | null,
  applicationFeeBasisPoints: number,
): StripePlatform | null =>
  keys === null ? null : { ...keys, apiBase: apiBase ?? STRIPE_API, applicationFeeBasisPoints };

const vneidService = (
  service: Omit<VneidService, 'timeoutSeconds'> | null,
  timeoutSeconds: number,
): VneidService | null => (service === null ? null : { ...service, timeoutSeconds });

interface NumberRange {
  min: number;
  max: number;
  whole?: boolean;
}

/** Takes variables one by one and collects what is wrong, so that a person sees all of it in one go. */
class Reader {
  readonly problems: string[] = [];
  private readonly env: Readonly<Record<string, string | undefined>>;

  constructor(env: Readonly<Record<string, string | undefined>>) {
    this.env = env;
  }

  text(name: string): string | null {
    const value = this.env[name]?.trim();
    return value === undefined || value === '' ? null : value;
  }

  number(name: string, fallback: number, { min, max, whole = false }: NumberRange): number {
    const text = this.text(name);
    if (text === null) return fallback;
    const value = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
    if (Number.isNaN(value) || value < min || value > max || (whole && !Number.isInteger(value))) {
      this.problems.push(`${name} must be a ${whole ? 'whole ' : ''}number from ${min} to ${max}`);
      return fallback;
    }
    return value;
  }

  /** Names out of a list, comma separated, in their own order; all of them unless given. */
  list<T extends string>(name: string, allowed: readonly T[]): readonly T[] {
    const given = this.text(name)
      ?.split(',')
      .map((part) => part.trim());
    if (given === undefined) return allowed;
    const known = given.flatMap((part) => allowed.find((candidate) => candidate === part) ?? []);
    if (known.length !== given.length || new Set(known).size !== known.length)
      this.problems.push(`${name} must be a list out of ${allowed.join(', ')}`);
    return known;
  }

  /** Values that mean nothing one without the other: all, or null for none. */
  together<T extends Record<string, string | null>>(
    names: string,
    values: T,
  ): { [K in keyof T]: string } | null {
    const given = Object.values(values).filter((value) => value !== null).length;
    if (given === 0) return null;
    if (given < Object.keys(values).length) this.problems.push(`${names} belong together: give all of them`);
    return values as { [K in keyof T]: string };
  }

  choice<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
    const text = this.text(name);
    if (text === null) return fallback;
    const found = allowed.find((candidate) => candidate === text);
    if (found === undefined) this.problems.push(`${name} must be one of ${allowed.join(', ')}`);
    return found ?? fallback;
  }

  secret(name: string): string | null {
    const text = this.text(name);
    if (text !== null && text.length < SHORTEST_SECRET) {
      this.problems.push(`${name} must have at least ${SHORTEST_SECRET} characters`);
    }
    return text;
  }

  url(name: string, protocols: readonly string[]): string | null {
    const text = this.text(name);
    if (text === null) return null;
    if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
      this.problems.push(`${name} must be an address that begins with ${protocols.join(' or ')}//`);
      return null;
    }
    return text;
  }

  databaseUrl(name: string): string | null {
    return this.url(name, ['postgres:', 'postgresql:']);
  }

  databaseUrls(name: string): string[] {
    const text = this.text(name);
    if (text === null) return [];
    const urls = text.split(',').map((part) => part.trim());
    const bad = urls.some((url) => !URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol));
    if (bad) this.problems.push(`${name} must be postgresql:// addresses separated by commas`);
    return bad ? [] : urls;
  }

  origin(name: string): string | null {
    const text = this.url(name, ['http:', 'https:']);
    if (text === null) return null;
    const url = new URL(text);
    if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
      this.problems.push(`${name} must be an origin only, such as https://san.example.vn`);
      return null;
    }
    return url.origin;
  }

  /** An address to listen on: names are left out, because one that does not resolve is found out only too late. */
  host(name: string, fallback: string): string {
    const text = this.text(name);
    if (text === null || text === 'localhost' || isIP(text) !== 0) return text ?? fallback;
    this.problems.push(`${name} must be an IP address, or localhost`);
    return fallback;
  }

  /** A folder under data/ that holds a province; the form is checked first, so that it cannot lead anywhere else. */
  province(name: string, fallback: string): string {
    const text = this.text(name);
    if (text === null) return fallback;
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) || !hasProvince(text)) {
      this.problems.push(`${name} must be the name of a folder under data/ with a province.json`);
      return fallback;
    }
    return text;
  }

  /** `true` means one proxy: trusting any number of them would let a buyer write his own address. */
  trustProxy(name: string): false | number | string {
    const text = this.text(name);
    if (text === null || text === 'false' || text === '0') return false;
    if (text === 'true') return 1;
    if (/^\d{1,2}$/.test(text)) return Number(text);
    if (/^[0-9a-fA-F.:/, ]+$/.test(text)) return text.replaceAll(' ', '');
    this.problems.push(`${name} must be a number of proxies, or their addresses separated by commas`);
    return false;
  }
}

/** The folder data/ lies above the sources as well as above the compiled files. */
function hasProvince(slug: string): boolean {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'data', slug, 'province.json'))) return true;
  }
  return false;
}
