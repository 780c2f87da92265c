// npm run start:prod. Plain JavaScript, so that a missing build gets a sentence and not a stack.
import { existsSync } from 'node:fs';

const compiled = new URL('../../dist/apps/launcher/src/start-prod.js', import.meta.url);
if (!existsSync(compiled)) {
  console.error('Nothing is built yet: run `npm run build` first.');
  process.exit(1);
}
await import(compiled.href);
