import { readFileSync } from 'node:fs';

/** How soon a vanished npm is noticed. */
const LOOK_EVERY_MS = 200;

/** Aborts when this copy is to stop: Ctrl-C, SIGTERM, a closed terminal, or the end of the npm that runs the script. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort();
  };
  // Kept for good: npm passes Ctrl-C on although the terminal already sent it, and the second must not kill.
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  whenNpmIsGone(stop);
  return controller.signal;
}

/**
 * Calls back once when the npm that runs this script has ended. npm starts scripts through a shell: a signal to
 * npm may end npm and the shell, and tell the program itself nothing.
 */
export function whenNpmIsGone(callback: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const npm = isShell(parent) ? parentOf(parent) : null;
  const timer = setInterval(() => {
    if (process.ppid === parent && (npm === null || parentOf(parent) === npm)) return;
    clearInterval(timer);
    callback();
  }, LOOK_EVERY_MS);
  timer.unref();
}

/**
 * The parent of a process: the shell's, so that npm's end is seen although the shell lives on. Only Linux tells
 * it without starting a program five times a second; the shells of other systems step aside for what they run.
 */
function parentOf(pid: number): number | null {
  // The second field is the command in brackets and may hold spaces; the fourth is the parent.
  const stat = fromProc(pid, 'stat');
  return stat === null ? null : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function isShell(pid: number): boolean {
  return /^(ba|da|a|z|k)?sh$|^busybox$/.test(fromProc(pid, 'comm')?.trim() ?? '');
}

function fromProc(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return null;
  }
}
