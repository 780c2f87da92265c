import type { APIContext } from 'astro';
import { ApiProblem } from '../backend/api.js';
import { getShop } from '../backend/shops.js';
import type { ShopHome } from '../backend/shops.types.js';
import { signInFirst } from './sign-in-door.js';

type Context = Pick<APIContext, 'locals' | 'url' | 'redirect' | 'params'>;

/**
 * The shop in the address as whoever asks may see it: null where it does not exist for them, and a redirect where they
 * have to sign in first.
 */
export async function enterShop(context: Context): Promise<ShopHome | Response | null> {
  try {
    return await getShop(context.locals.api, context.params['slug'] ?? '');
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.status === 401) return signInFirst(context);
    if (error.status === 404) return null;
    throw error;
  }
}

/** The sentence for a refusal, from the words of the place it happened in; `undefined` stands for "no words for it". */
export function refusalIn(
  error: unknown,
  ...tables: readonly Readonly<Record<string, string>>[]
): string | undefined {
  if (!(error instanceof ApiProblem)) throw error;
  if (error.status >= 500 && error.status !== 503) throw error;
  const code = error.status === 503 ? 'overloaded' : error.code;
  for (const table of tables) if (table[code]) return table[code];
  return undefined;
}
