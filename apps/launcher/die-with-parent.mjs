// Loaded before a process the launcher starts (node --import). Its standard input is a pipe the launcher holds:
// when that closes, however the launcher ended, the process stops as on SIGTERM. Plain JavaScript, because
// loading the type stripper would cost every process some ten megabytes.

const GRACE_MS = 8_000;

process.stdin.on('error', stop);
process.stdin.on('end', stop);
process.stdin.on('close', stop);
process.stdin.resume();
// The pipe alone must not keep a process alive that has nothing left to do.
process.stdin.unref?.();

let stopping = false;

function stop() {
  if (stopping) return;
  stopping = true;
  // Windows would end the process at once instead of telling it, so its listeners are called by hand.
  if (process.listenerCount('SIGTERM') > 0) process.emit('SIGTERM', 'SIGTERM');
  else process.exit(0);
  setTimeout(() => process.exit(1), GRACE_MS).unref();
}
