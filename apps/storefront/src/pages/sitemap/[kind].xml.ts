import type { APIRoute } from 'astro';
import { ApiProblem } from '../../backend/api.js';
import { getFoundAddresses, type FoundKind } from '../../backend/found.js';
import { entryOf, singleEntries, sitemap } from '../../found/sitemap.js';
import { xmlAnswer } from '../../found/xml.js';

const KINDS: readonly FoundKind[] = ['products', 'sellers', 'tourism-points', 'tourism-routes', 'articles'];

/** One part: the pages that are there once, or a thousand of a kind from the one named in the address on. */
export const GET: APIRoute = async ({ locals, params, url }) => {
  const origin = locals.door.publicOrigin;
  if (params['kind'] === 'pages') return xmlAnswer(sitemap(singleEntries, origin));
  const kind = KINDS.find((known) => known === params['kind']);
  if (!kind) return new Response(null, { status: 404 });
  try {
    const found = await getFoundAddresses(locals.api, kind, url.searchParams.get('from') ?? undefined);
    return xmlAnswer(
      sitemap(
        found.map((address) => entryOf(kind, address)),
        origin,
      ),
    );
  } catch (error) {
    if (error instanceof ApiProblem && error.status < 500) return new Response(null, { status: 404 });
    throw error;
  }
};
