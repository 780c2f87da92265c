import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { openApiOfThisBuild } from '../../apps/api/src/openapi.js';

it('docs/openapi.json says what the controllers say (otherwise: npm run openapi)', async () => {
  const committed = await readFile(new URL('../../docs/openapi.json', import.meta.url), 'utf8');
  expect(JSON.parse(committed)).toEqual(JSON.parse(await openApiOfThisBuild()));
  expect(committed).toBe(await openApiOfThisBuild());
});
