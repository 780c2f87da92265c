/** `2026-11-23T09:30`, as the field gives it, in Vietnamese time; null for anything else. */
export function vietnamInstant(typed: string): string | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(typed)) return null;
  const instant = new Date(`${typed}:00+07:00`);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}
