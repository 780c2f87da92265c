/** Twenty sheets, as the API takes it. */
const MOST_LABELS = 480;
export const LABELS_A_SHEET = 24;

/** How many labels somebody asks for, in the address; null where it is no number that can be printed. */
export function readLabelCount(parameters: URLSearchParams): number | null {
  const text = parameters.get('count');
  if (text === null) return LABELS_A_SHEET;
  const count = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  return count >= 1 && count <= MOST_LABELS ? count : null;
}
