import type { APIContext } from 'astro';
import { ApiProblem } from '../backend/api.js';
import { paths } from '../paths.js';
import { signInFirst } from './sign-in-door.js';

/**
 * What an officer's page reads. Whoever is not signed in signs in first, an officer without a second factor sets one up,
 * and whoever's duties do not reach so far is told so.
 */
export async function forOfficers<Answer>(
  context: Pick<APIContext, 'url' | 'redirect'>,
  read: () => Promise<Answer>,
): Promise<Answer | Response> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return signInFirst(context);
    if (error instanceof ApiProblem && error.code === 'second_factor_required')
      return context.redirect(paths.security, 303);
    if (error instanceof ApiProblem && error.code === 'not_allowed')
      return context.redirect(paths.deskRefused, 303);
    throw error;
  }
}
