/** How far each kind of thing was counted in the test file that runs. */
const counts = new Map<string, number>();

/** 1, 2, 3 … of one kind: what tests make is named and ordered by it, alike in every run. */
export function nextNumber(kind: string): number {
  const next = (counts.get(kind) ?? 0) + 1;
  counts.set(kind, next);
  return next;
}

/** Counts from 1 again. Files share a process: without it names would depend on which files ran before. */
export function numberAnew(): void {
  counts.clear();
}
