/** An entity's fields under their column names (`totalVnd` → `total_vnd`), for `jsonb_populate_record`. */
export function asRow(entity: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(entity).map(([key, value]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
}
