import { defineConfig } from '@hey-api/openapi-ts';

/** Types of every call from the committed description; the fetch around them is libs/client/src/api.ts. */
export default defineConfig({
  input: './docs/openapi.json',
  output: { path: 'libs/client/src/generated', clean: true },
  plugins: ['@hey-api/typescript'],
  logs: { level: 'warn' },
});
