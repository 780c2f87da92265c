import type { BrowserContext } from 'playwright-core';
import type { Person } from './people.js';

/** Gives a browser that person's session at this address, as the sign-in page would. */
export async function signIn(
  context: BrowserContext,
  origin: string,
  { token }: Pick<Person, 'token'>,
): Promise<void> {
  await context.addCookies([
    { name: 'floor_session', value: token, url: origin, httpOnly: true, sameSite: 'Lax' },
  ]);
}
