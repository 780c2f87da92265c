/** `2026-11` as it is written here: `11/2026`. */
export const monthWords = (month: string): string => `${month.slice(5)}/${month.slice(0, 4)}`;
