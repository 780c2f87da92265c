import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { openApiOfThisBuild } from './openapi.js';

/** `npm run openapi`, from the repository root: after every change of a route, its input or its answer. */
await writeFile('docs/openapi.json', await openApiOfThisBuild());
console.log('docs/openapi.json is as the controllers say');
