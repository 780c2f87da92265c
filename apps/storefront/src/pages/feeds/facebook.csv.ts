import type { APIRoute } from 'astro';
import { allGoods } from '../../backend/found.js';
import { facebookFeed } from '../../found/feeds.js';

export const GET: APIRoute = async ({ locals: { api, door } }) =>
  new Response(facebookFeed(await allGoods(api), door.publicOrigin), {
    headers: { 'content-type': 'text/csv; charset=utf-8' },
  });
