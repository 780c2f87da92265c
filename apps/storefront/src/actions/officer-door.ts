import type { APIContext } from 'astro';
import { ApiProblem } from '../backend/api.js';
import { signInFirst } from './sign-in-door.js';

/** What an officer's page reads; whoever is not signed in signs in first. */
export async function forOfficers<Answer>(
  context: Pick<APIContext, 'url' | 'redirect'>,
  read: () => Promise<Answer>,
): Promise<Answer | Response> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return signInFirst(context);
    throw error;
  }
}
