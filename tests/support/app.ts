import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request from 'supertest';
import { createApi } from '../../apps/api/src/app.setup.js';
import { readEnvironment, type Environment } from '../../apps/api/src/platform/config/environment.js';
import type { Clock } from '../../libs/kernel/src/time.js';
import { clockAtSeeding } from './clock.js';
import type { TestDatabase } from './database.js';
import { TEST_SECRETS } from './secrets.js';

/** The API of production, listening on a port of its own, as floor_app. */
export interface TestApp {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly nest: NestFastifyApplication;
  /** supertest over real HTTP: `app.http.get('/api/v1/products')`. */
  readonly http: ReturnType<typeof request>;
  /** The instance of a provider. */
  get<T>(token: abstract new (...args: never[]) => T): T;
  close(): Promise<void>;
}

export interface TestAppOptions {
  database: TestDatabase;
  /** Stands at the day of seeding unless given. */
  clock?: Clock;
  /** Variables as the process would be given them, on top of those a test run needs. */
  env?: Record<string, string>;
}

/** The environment of a test process: throttles lifted, mail into files, nothing outside its own directory. */
export function testEnvironment({
  database,
  env = {},
}: Pick<TestAppOptions, 'database' | 'env'>): Environment {
  return readEnvironment({
    DATABASE_URL: database.appUrl,
    DATA_DIR: database.dataDir,
    ...TEST_SECRETS,
    RATE_LIMIT_FACTOR: '0',
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    FLOOR_DEMO: '1',
    // No carrier's own address: a test that asks one has a double.
    GHN_URL: 'http://127.0.0.1:1',
    GHTK_URL: 'http://127.0.0.1:1',
    VIETTEL_POST_URL: 'http://127.0.0.1:1',
    ...env,
  });
}

/** Boots the API exactly as main.ts does, with the test's environment and clock. */
export async function testApp({
  database,
  clock = clockAtSeeding(),
  env = {},
}: TestAppOptions): Promise<TestApp> {
  const nest = await createApi(testEnvironment({ database, env }), clock);
  await nest.listen(0, '127.0.0.1');
  const url = (await nest.getUrl()).replace('[::1]', '127.0.0.1');
  return {
    url,
    nest,
    http: request(url),
    get: (token) => nest.get(token, { strict: false }),
    close: () => nest.close(),
  };
}
