import { setTimeout as pause } from 'node:timers/promises';

/** What the promise is: nobody is shown anything older. */
const A_SECOND_MS = 1_000;
/** How long a test waits for what has to come; far beyond what it takes. */
const PATIENCE_MS = 20_000;

/** What a storefront answered. */
export interface Page {
  status: number;
  /** What it says of its cache (RFC 9211). */
  how: string | null;
  html: string;
  headers: Headers;
}

/** Asks for a page as anybody, and follows nothing. */
export async function open(
  origin: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<Page> {
  const answer = await fetch(origin + path, { headers, redirect: 'manual' });
  const { status } = answer;
  return {
    status,
    how: answer.headers.get('cache-status'),
    html: await answer.text(),
    headers: answer.headers,
  };
}

/** Asks until the page comes from what is kept. */
export async function kept(origin: string, path: string): Promise<Page> {
  return until(
    () => open(origin, path),
    ({ how }) => how === 'floor; hit',
  );
}

/** Asks until the answer is so; an Error when it does not become so in time. */
async function until<T>(ask: () => Promise<T>, isSo: (found: T) => boolean): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await ask();
    if (isSo(found)) return found;
    if (Date.now() > deadline) throw new Error('It did not become so in time.');
    await pause(10);
  }
}

/** Fails when the page shows anything but what it should a second after the change was committed. */
export async function shownWithinASecond(
  origin: string,
  path: string,
  isSo: (page: Page) => boolean,
): Promise<void> {
  const changed = Date.now();
  for (;;) {
    const asked = Date.now();
    const page = await open(origin, path);
    if (isSo(page)) return;
    if (asked - changed > A_SECOND_MS) throw new Error(`${path} shows what was ${asked - changed} ms ago.`);
    await pause(10);
  }
}
