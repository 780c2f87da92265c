/** What is drawn at a place of the map, in units of the drawing. */
interface Drawn {
  x: number;
  y: number;
}

/** Joins what lies nearer than `together` units to the first of its kind, so that each mark can be told and touched. */
export function joinNear<Mark extends Drawn>(marks: readonly Mark[], together: number): Mark[][] {
  const joined: Mark[][] = [];
  for (const mark of marks) {
    const near = joined.find(([first]) => first && Math.hypot(first.x - mark.x, first.y - mark.y) < together);
    if (near) near.push(mark);
    else joined.push([mark]);
  }
  return joined;
}

/** The middle of several marks, and a box around them that leaves `room` on every side. */
export function boxAround(marks: readonly Drawn[], room: number): { x: number; y: number; side: number } {
  const middle = (values: number[]): number => (Math.min(...values) + Math.max(...values)) / 2;
  const span = (values: number[]): number => Math.max(...values) - Math.min(...values);
  const [xs, ys] = [marks.map(({ x }) => x), marks.map(({ y }) => y)];
  return { x: middle(xs), y: middle(ys), side: Math.max(span(xs), span(ys)) + 2 * room };
}
