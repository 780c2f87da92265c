/** Where something is drawn, in units of the drawing. */
interface Spot {
  x: number;
  y: number;
}

/** Marks that would hide each other, with the middle of the one that stands for them and the box they fill. */
export interface Joined<Mark> extends Spot {
  marks: Mark[];
  /** Of a square around all of them. */
  side: number;
}

/**
 * Joins marks that would touch, and what then touches the mark of several, until each can be told and touched alone.
 *
 * @param radius of a mark
 * @param half half the width of a mark that stands for several
 */
export function joinMarks<Mark extends Spot>(
  marks: readonly Mark[],
  { radius, half }: { radius: number; half: number },
): Joined<Mark>[] {
  const wide = ({ marks: own }: Joined<Mark>): number => (own.length > 1 ? half : radius);
  const touch = (a: Joined<Mark>, b: Joined<Mark>): boolean =>
    Math.abs(a.x - b.x) < wide(a) + wide(b) && Math.abs(a.y - b.y) < 2 * radius;
  const all = marks.map((mark) => around([mark]));
  for (let at = 0; at < all.length;) {
    const one = all[at];
    const other = all.findIndex((joined, index) => index > at && one !== undefined && touch(one, joined));
    const found = all[other];
    if (one === undefined || found === undefined) at += 1;
    else {
      all.splice(other, 1);
      all[at] = around([...one.marks, ...found.marks]);
      // What did not touch one before may touch it now that it is wider.
      at = 0;
    }
  }
  return all;
}

function around<Mark extends Spot>(marks: Mark[]): Joined<Mark> {
  const [xs, ys] = [marks.map(({ x }) => x), marks.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const side = Math.max(right - left, bottom - top);
  return { marks, x: (left + right) / 2, y: (top + bottom) / 2, side };
}
