import { buildAnew } from './build.ts';
import { fail, step } from './report.ts';
import { stopSignal } from './stop-signal.ts';

/** npm run build: a production build in dist/, from nothing. */
try {
  await buildAnew(stopSignal());
  step('built');
} catch (error) {
  fail(error);
}
process.exit();
