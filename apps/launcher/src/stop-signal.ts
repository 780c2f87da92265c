import { readFileSync } from 'node:fs';

/** How soon a vanished npm is noticed. */
const LOOK_EVERY_MS = 200;

/**
 * Aborts when this copy is to stop: Ctrl-C, SIGTERM, a closed terminal, or the end of the npm that runs the
 * script. The last one is needed because npm starts scripts through a shell: a signal to npm ends npm and the
 * shell, and tells the program itself nothing.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort();
  };
  // Kept for good: npm passes Ctrl-C on although the terminal already sent it, and the second must not kill.
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  if (process.env['npm_lifecycle_event'] !== undefined && process.platform !== 'win32') {
    const parent = process.ppid;
    const npm = parentOf(parent);
    const timer = setInterval(() => {
      if (process.ppid === parent && (npm === null || parentOf(parent) === npm)) return;
      clearInterval(timer);
      stop();
    }, LOOK_EVERY_MS);
    timer.unref();
  }
  return controller.signal;
}

/**
 * The parent of a process: the shell's, so that npm's end is seen although the shell lives on. Only Linux tells
 * it without starting a program five times a second; the shells of other systems step aside for what they run.
 */
function parentOf(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  try {
    // The second field is the command in brackets and may hold spaces; the fourth is the parent.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}
