import type { APIRoute } from 'astro';
import { allGoods } from '../../backend/found.js';
import { googleFeed } from '../../found/feeds.js';
import { xmlAnswer } from '../../found/xml.js';

export const GET: APIRoute = async ({ locals: { api, floor, t, door } }) => {
  const all = await allGoods(api);
  return xmlAnswer(googleFeed(all, floor?.name ?? t.site.fallbackName, door.publicOrigin));
};
