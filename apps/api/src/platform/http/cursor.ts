import { createHash } from 'node:crypto';
import { Problem } from './problem.js';

/**
 * A place in a list: the last row's sort key and its id, as base64url JSON. It names its list and order, so that a
 * cursor of another list is refused, and carries a checksum against cutting and mistyping. It is no secret and needs no
 * key: whoever writes one by hand gets a place in a public list.
 */
interface Place {
  key: string;
  id: string;
}

/** What the two parts of a place look like; anything else would reach PostgreSQL as a value it cannot read. */
export type KeyKind = 'instant' | 'integer' | 'text' | 'uuid';

const SHAPES: Record<KeyKind, (text: string) => boolean> = {
  instant: (text) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(text) &&
    new Date(text.slice(0, 23) + 'Z').toJSON()?.slice(0, 19) === text.slice(0, 19),
  integer: (text) => /^-?\d{1,18}$/.test(text),
  text: (text) => text.length <= 200 && !text.includes('\0') && text.isWellFormed(),
  uuid: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text),
};

/** Checks and opens a cursor; `invalid_cursor` when it is cut, altered, or of another list or order. */
export function readCursor(of: string, kinds: { key: KeyKind; id: KeyKind }, cursor: string): Place {
  const place = parse(cursor);
  if (
    place?.of !== of ||
    place.check !== checksum(of, place.key, place.id) ||
    !SHAPES[kinds.key](place.key) ||
    !SHAPES[kinds.id](place.id)
  ) {
    throw new Problem('invalid_cursor');
  }
  return { key: place.key, id: place.id };
}

function parse(cursor: string): (Place & { of: string; check: string }) | null {
  if (!/^[A-Za-z0-9_-]{1,800}$/.test(cursor)) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (typeof value !== 'object' || value === null) return null;
    const { of, key, id, check } = value as Record<string, unknown>;
    if (
      typeof of !== 'string' ||
      typeof key !== 'string' ||
      typeof id !== 'string' ||
      typeof check !== 'string'
    )
      return null;
    // Base64 decoding forgives stray bits at the end; a cursor is only what we would write ourselves.
    return writeCursor(of, key, id) === cursor ? { of, key, id, check } : null;
  } catch {
    return null;
  }
}

const checksum = (of: string, key: string, id: string): string =>
  createHash('md5').update(`${of}|${key}|${id}`).digest('hex').slice(0, 8);

/** What `cursorSql` gives for the same row. */
export function writeCursor(of: string, key: string, id: string): string {
  return Buffer.from(JSON.stringify({ of, key, id, check: checksum(of, key, id) })).toString('base64url');
}

/**
 * The cursor after a row, written by PostgreSQL beside the page it ends. `of` is a literal of ours; `key` and `id` are
 * expressions of type text.
 */
export const cursorSql = (of: string, key: string, id: string): string => `
  translate(encode(convert_to(concat('{"of":"${of}","key":', to_json(${key}), ',"id":', to_json(${id}), ',"check":"',
    left(md5(concat('${of}|', ${key}, '|', ${id})), 8), '"}'), 'UTF8'), 'base64'), E'+/=\\n', '-_')`;

/** An instant as a cursor's key: UTC with microseconds, as exact as PostgreSQL keeps it. */
export const instantKeySql = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
