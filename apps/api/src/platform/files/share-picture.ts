import { createHash } from 'node:crypto';

/** Pages that have a picture of their own where their address is passed on; an article in English has its own. */
export const sharedKinds = ['product', 'seller', 'point', 'article', 'article-en'] as const;
export type SharedKind = (typeof sharedKinds)[number];

/** What a picture shows, all of which stands on its page too; nothing that ends by itself, such as a price. */
export interface SharedFacts {
  title: string;
  by: string | null;
  place: string | null;
  /** The OCOP rank; null where there is none. */
  stars: number | null;
  /** Stored pictures by their hashes, three at most. */
  pictures: string[];
}

/** Rises when pictures are drawn in another way: they are then others, under other addresses. */
const DESIGN = 1;
const FOLDER = '/api/v1/images/share';

/** The facts as JSON in SQL, from the expressions of each. */
export const sharedFactsSql = ({
  title,
  by = 'NULL::text',
  place = 'NULL::text',
  stars = 'NULL::int',
  pictures,
}: Record<'title' | 'pictures', string> & { by?: string; place?: string; stars?: string }): string =>
  `json_build_object('title', ${title}, 'by', ${by}, 'place', ${place}, 'stars', ${stars}, 'pictures', ${pictures})`;

/** A fingerprint of what the picture shows, from the facts as JSON in SQL. */
export const sharePrintSql = (facts: string): string =>
  `left(encode(sha256(convert_to('${DESIGN} ' || (${facts})::text, 'UTF8')), 'hex'), 16)`;

/** The picture's address in SQL; another as soon as it would show something else. */
export const sharePictureSql = (kind: SharedKind, slug: string, facts: string): string =>
  `'${FOLDER}/${kind}/' || ${slug} || '/' || ${sharePrintSql(facts)} || '.jpg'`;

/** The same of pages that no table knows. */
export function sharePictureOf(page: string, facts: SharedFacts): { url: string; print: string } {
  const print = createHash('sha256')
    .update(`${DESIGN} ${JSON.stringify(facts)}`)
    .digest('hex')
    .slice(0, 16);
  return { url: `${FOLDER}/${page}/${print}.jpg`, print };
}

/** What the picture of the floor itself shows. */
export const floorFacts = ({
  floorName,
  fullName,
}: {
  floorName: string;
  fullName: string;
}): SharedFacts => ({
  title: floorName,
  by: null,
  place: fullName,
  stars: null,
  pictures: [],
});
