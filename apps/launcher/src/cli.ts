import { fail } from './report.ts';
import { stopSignal } from './stop-signal.ts';
import { runNode } from './tools.ts';

/**
 * npm run cli -- …: the floor's commands, on the database of the environment; without one, on the demo's, which
 * is the running copy's or is started for as long as the command takes.
 */
const WORDS = ['--enable-source-maps', 'dist/apps/api/src/cli.js', ...process.argv.slice(2)];

const stop = stopSignal();
const command = (env: NodeJS.ProcessEnv): Promise<void> =>
  runNode('The command', WORDS, { env, output: 'inherit', signal: stop });
try {
  if ((process.env['DATABASE_URL'] ?? '') !== '' || (process.env['MIGRATION_DATABASE_URL'] ?? '') !== '') {
    await command(process.env);
  } else {
    // Loaded only here: a production install has neither the embedded server nor the sources to build from.
    const { withDemoDatabase } = await import('./demo-command.ts');
    await withDemoDatabase(stop, command);
  }
} catch (error) {
  if (!stop.aborted) fail(error);
}
process.exit();
