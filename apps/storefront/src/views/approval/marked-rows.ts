import type { ListingCase } from '../../backend/listing-desk.js';
import { rowPath, type Row } from './change-rows.js';
import { pieces, wordChanges, type Piece } from './marked-text.js';

type Findings = ListingCase['screened'];

/** What the screening found in a row; in a whole variant also what stands in its name or unit. */
export function findingsAt(path: string, { screened, after }: ListingCase): Findings {
  return screened.filter((found) => {
    const place = rowPath(found.path, after);
    return place === path || place.startsWith(`${path}.`);
  });
}

/** Both sides of a row with what stands out in them. Of new goods everything is new, and nothing marked so. */
export function markedRow(
  { path, before, after }: Row,
  listing: ListingCase,
  compared: boolean,
): { old: Piece[]; now: Piece[] } {
  const changes = compared ? wordChanges(before, after) : { before: [], after: [] };
  // Places are of the text as the shop typed it, which is what a row of that very path shows.
  const flagged = findingsAt(path, listing).flatMap((found) =>
    rowPath(found.path, listing.after) === path ? found.places : [],
  );
  return { old: pieces(before, changes.before), now: pieces(after, changes.after, flagged) };
}
