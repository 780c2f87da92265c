import type { APIRoute } from 'astro';
import { doorOf } from '../../../actions/sign-in-door.js';
import { getOwnData } from '../../../backend/account.js';

/** Everything the floor holds about somebody, as a file for them to keep. */
export const GET: APIRoute = async (context) => {
  try {
    const data = await getOwnData(context.locals.api);
    return new Response(JSON.stringify(data, null, 2), {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': 'attachment; filename="du-lieu-cua-toi.json"',
      },
    });
  } catch (error) {
    const door = doorOf(context, error);
    if (door) return door;
    throw error;
  }
};
