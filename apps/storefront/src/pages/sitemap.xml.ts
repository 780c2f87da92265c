import type { APIRoute } from 'astro';
import { getFoundParts, type FoundKind } from '../backend/found.js';
import { sitemapIndex } from '../found/sitemap.js';
import { xmlAnswer } from '../found/xml.js';
import { paths } from '../paths.js';

export const GET: APIRoute = async ({ locals }) => {
  const parts = await getFoundParts(locals.api);
  const kinds = Object.keys(parts) as FoundKind[];
  return xmlAnswer(
    sitemapIndex(
      [
        { address: paths.sitemapPart('pages') },
        ...kinds.flatMap((kind) =>
          parts[kind].map(({ from, changedAt }) => ({ address: paths.sitemapPart(kind, from), changedAt })),
        ),
      ],
      locals.door.publicOrigin,
    ),
  );
};
