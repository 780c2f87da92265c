import { nextNumber } from '../support/numbering.js';
import { anybody, officers, type Line } from './lines.js';
import type { World } from './world.js';

/** Who writes what the floor tells beside its goods. */
const editors = officers('support', 'administrator');

const words = {
  kind: 'story',
  title: 'Bài mẫu',
  lead: 'Lời dẫn mẫu',
  body: 'Nội dung mẫu',
  products: [],
} as const;

/** Who may call what of articles; part of route-access.ts. */
export const articleAccess: Readonly<Record<string, Line>> = {
  'GET v1/articles': anybody,
  'GET v1/articles/:slug': anybody,
  'GET v1/admin/articles': editors,
  // Titles are taken once: whoever calls begins another.
  'POST v1/admin/articles': editors.taking(() => ({ ...words, title: `Bài mẫu ${nextNumber('title')}` })),
  'GET v1/admin/articles/:articleId': editors.about('an article'),
  'PUT v1/admin/articles/:articleId': editors.about('an article').taking(() => ({ ...words, version: 1 })),
  'POST v1/admin/articles/:articleId/publication': editors.about('an article'),
  'POST v1/admin/articles/:articleId/withdrawal': editors.about('a published article'),
};

async function makeArticle({ database }: World, published: boolean): Promise<Record<string, string>> {
  const [article] = await database.query<{ id: string }>(
    `INSERT INTO articles (slug, kind, title, lead, body, status, status_changed_at, published_at, version)
     VALUES ('bai-' || gen_random_uuid(), 'story', 'Bài', 'Lời dẫn', 'Nội dung', $1, now(), $2, 1) RETURNING id`,
    published ? ['published', '2026-11-20T00:00:00Z'] : ['draft', null],
  );
  if (article === undefined) throw new Error('Nothing was written');
  return { articleId: article.id };
}

/** What addresses of articles name; part of things.ts. */
export const articleThings = {
  'an article': { territorial: false, make: (world: World) => makeArticle(world, false) },
  'a published article': { territorial: false, make: (world: World) => makeArticle(world, true) },
} as const;
