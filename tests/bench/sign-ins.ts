import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** How many people wait at the sign-in at every moment, as after an announcement on the radio. */
export const SIGNING_IN = 50;

/** What sign-ins came to while something else was measured. */
export interface SignIns {
  signedIn: number;
  toldToWait: number;
  /** Milliseconds of the slowest answer. */
  slowest: number;
}

/** The API that is asked, with its throttles as in production, and what it takes to speak for people's addresses. */
interface Guarded {
  address: string;
  storefrontSecret: string;
  /** DATA_DIR, where the demo's accounts stand. */
  dataDir: string;
}

/**
 * Keeps fifty sign-ins by password going while `work` runs, each from an address and a browser of its own, spread over the
 * demo's accounts. Whoever is told to come back does so when told; any other answer makes the figure worthless.
 */
export async function whileSigningIn<T>(
  { address, storefrontSecret, dataDir }: Guarded,
  work: () => Promise<T>,
): Promise<{ result: T; signIns: SignIns }> {
  const accounts = JSON.parse(readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8')) as {
    phone: string;
    password: string;
  }[];
  const signIns: SignIns = { signedIn: 0, toldToWait: 0, slowest: 0 };
  const done = new AbortController();
  const person = async (_: unknown, index: number): Promise<void> => {
    const account = accounts[index % accounts.length];
    let cookie = '';
    while (!done.signal.aborted) {
      const begun = performance.now();
      const response = await fetch(`${address}/api/v1/sessions`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-floor-client': `198.18.0.${index + 1}`,
          'x-floor-secret': storefrontSecret,
          cookie,
        },
        body: JSON.stringify({ phone: account?.phone, password: account?.password }),
      });
      await response.arrayBuffer();
      const set = response.headers.getSetCookie().map((line) => line.split(';')[0]);
      if (set.length > 0) cookie = set.join('; ');
      signIns.slowest = Math.max(signIns.slowest, performance.now() - begun);
      if (response.status === 201) signIns.signedIn += 1;
      else if (response.status === 429) signIns.toldToWait += 1;
      else throw new Error(`A sign-in was answered with ${response.status}`);
      const seconds = Number(response.headers.get('retry-after') ?? 0);
      if (seconds > 0) await pause(seconds * 1_000, null, { signal: done.signal }).catch(() => undefined);
    }
  };
  const people = Promise.all(Array.from({ length: SIGNING_IN }, person));
  try {
    return { result: await Promise.race([work(), people.then(() => neverEnds())]), signIns };
  } finally {
    done.abort();
    await people;
  }
}

function neverEnds(): never {
  throw new Error('Nobody is signing in any more');
}
