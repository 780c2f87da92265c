import type { Backend } from './backend/api.js';
import { getMovedSlug } from './backend/found.js';
import { addressIn, type Language } from './language.js';

/** Pages under a slug that changes with the name, and what stands below them. */
const MOVING = [
  { kind: 'product', page: /^(\/san-pham\/)([a-z0-9-]{1,160})((?:\/[a-z-]+)?)$/ },
  { kind: 'article', page: /^(\/cau-chuyen\/)([a-z0-9-]{1,160})()$/ },
] as const;

/**
 * The answer to whoever asks for a page at an address it once had, or null where it never had it.
 *
 * @param page as it is called in Vietnamese
 */
export async function movedPage(
  api: Backend,
  { page, language, search }: { page: string; language: Language; search: string },
): Promise<Response | null> {
  for (const moving of MOVING) {
    const [, start, slug, below] = moving.page.exec(page) ?? [];
    if (slug === undefined) continue;
    const now = await getMovedSlug(api, moving.kind, slug).catch(() => null);
    if (now === null) return null;
    // For good, but asked each time: who is given back an earlier name would otherwise be sent in a circle.
    return new Response(null, {
      status: 301,
      headers: {
        location: `${addressIn(language, `${start}${now}${below}`)}${search}`,
        'cache-control': 'no-cache',
      },
    });
  }
  return null;
}
