import type { APIRoute } from 'astro';
import { eachGoods } from '../../backend/found.js';
import { facebookFeed } from '../../found/feeds.js';

export const GET: APIRoute = async ({ locals: { api, door } }) =>
  new Response(facebookFeed(await Array.fromAsync(eachGoods(api)), door.publicOrigin), {
    headers: { 'content-type': 'text/csv; charset=utf-8' },
  });
