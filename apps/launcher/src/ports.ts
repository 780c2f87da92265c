import { randomInt } from 'node:crypto';
import { createServer, type ListenOptions } from 'node:net';

/** Below what systems give to connections and to listeners that name no port (RFC 6335; Linux begins at 32768). */
const FIRST = 20_000;
const LAST = 32_767;

let next = randomInt(FIRST, LAST + 1);

/**
 * A port nobody uses, and that no other floor of this machine is given while this process lives: between choosing it and
 * listening there, a child has to start, and a busy machine takes its time. Elsewhere than on Linux only chance keeps two
 * floors apart.
 */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  const port = await freePortFrom(next, host);
  next = port + 1;
  return port;
}

/** The same, looked for from this one on. */
export async function freePortFrom(start: number, host = '127.0.0.1'): Promise<number> {
  for (let port = start; port <= LAST; port += 1) {
    if ((await claim(port)) && (await isFree(port, host))) return port;
  }
  if (start === FIRST) throw new Error(`No port from ${FIRST} to ${LAST} is free.`);
  return freePortFrom(FIRST, host);
}

/** Whether this process could listen there now. */
export async function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = listen({ port, host }, resolve);
    server.once('listening', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

/** Held by a name without a file, which goes with the process however it ends (unix(7), abstract sockets). */
async function claim(port: number): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  return new Promise((resolve) => {
    const holder = listen({ path: `\0ocop-floor-port-${port}` }, resolve);
    holder.once('listening', () => {
      holder.unref();
      resolve(true);
    });
  });
}

/** @param failed gets false when it cannot listen */
function listen(where: ListenOptions, failed: (free: false) => void): ReturnType<typeof createServer> {
  return createServer()
    .once('error', () => {
      failed(false);
    })
    .listen(where);
}
