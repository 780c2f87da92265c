import { Copy, runAndLeave } from './copy.ts';
import { step } from './report.ts';
import { stopSignal } from './stop-signal.ts';

/** npm start: the whole floor on one public address. */
const stop = stopSignal();

await runAndLeave(stop, async (atTheEnd) => {
  const copy = await Copy.open(stop, 'file', atTheEnd);
  step('starting API, worker and pages');
  // Stopped the other way round: the storefront takes requests for the API, the API makes work for the worker.
  copy.services.start({ name: 'worker', words: ['dist/apps/api/src/worker.js'], env: copy.apiEnv });
  copy.services.start({ name: 'api', words: ['dist/apps/api/src/main.js'], env: copy.apiEnv });
  copy.services.start({
    name: 'storefront',
    words: ['dist/apps/storefront/server/main.js'],
    env: copy.storefrontEnv,
  });
  await copy.becomeReady(stop);
  if (!stop.aborted && !copy.broken.aborted) copy.announce();
  await copy.untilStopped(stop);
});
