import { watch } from 'node:fs';
import { join } from 'node:path';
import { Copy, runAndLeave } from './copy.ts';
import { step } from './report.ts';
import { stopSignal } from './stop-signal.ts';
import { ROOT, toolFile } from './tools.ts';

/** npm run dev: the same copy from the sources. The compiler and Astro watch them; API and worker start anew. */

/** A compilation writes many files; one restart is enough for all of them. */
const SETTLED_MS = 300;

const stop = stopSignal();

await runAndLeave(stop, async (atTheEnd) => {
  const copy = await Copy.open(stop, 'inherit', atTheEnd);
  const { port, hostname } = new URL(copy.address);
  const compiler = [
    toolFile('typescript', 'tsc'),
    '-p',
    'tsconfig.build.json',
    '--watch',
    '--preserveWatchOutput',
  ];
  const pages = [
    toolFile('astro', 'astro'),
    'dev',
    '--root',
    'apps/storefront',
    '--port',
    port,
    '--host',
    hostname,
  ];
  step('starting compiler, API, worker and pages; a saved file is live');
  copy.services.start({ name: 'worker', words: ['dist/apps/api/src/worker.js'], env: copy.apiEnv });
  copy.services.start({ name: 'api', words: ['dist/apps/api/src/main.js'], env: copy.apiEnv });
  copy.services.start({ name: 'compiler', words: compiler, env: process.env });
  const env = { ...copy.storefrontEnv, ASTRO_TELEMETRY_DISABLED: '1' };
  copy.services.start({ name: 'storefront', words: pages, env });

  let settled: NodeJS.Timeout | undefined;
  const watcher = watch(join(ROOT, 'dist'), { recursive: true }, (_event, file) => {
    if (!/^(apps[\\/]api|libs)[\\/].*\.js$/.test(file ?? '')) return;
    clearTimeout(settled);
    settled = setTimeout(() => {
      step('the API has changed and starts anew');
      copy.services.restart('worker');
      copy.services.restart('api');
    }, SETTLED_MS);
  });
  atTheEnd.push(() => {
    clearTimeout(settled);
    watcher.close();
  });
  await copy.becomeReady(stop);
  if (!stop.aborted && !copy.broken.aborted) copy.announce();
  await copy.untilStopped(stop);
});
