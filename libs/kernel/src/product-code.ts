import type { Day } from '#kernel/time';

/**
 * The code of an OCOP product on its score sheet: `(T)-(X)-(STT)-20YY`, province, commune, the commune's
 * serial number and the year of evaluation, for example `96-32248-01-2026`
 * (Decision 26/2026/QĐ-TTg; commune codes of Decision 19/2025/QĐ-TTg).
 */
export interface ProductCode {
  provinceCode: string;
  communeCode: string;
  serial: number;
  year: number;
}

/** The first day on which codes must have the present form; older ones had a district part. */
export const PRODUCT_CODE_FORM_SINCE: Day = '2026-05-22';

/** Takes the present form apart; null for older forms and for texts that are no code. */
export function parseProductCode(code: string): ProductCode | null {
  const parts = /^(\d{2})-(\d{5})-(\d{2,4})-(20\d{2})$/.exec(code);
  if (!parts) return null;
  const [, provinceCode = '', communeCode = '', serial = '', year = ''] = parts;
  if (Number(serial) === 0) return null;
  return { provinceCode, communeCode, serial: Number(serial), year: Number(year) };
}

/**
 * Whether a certificate evaluated on that day may carry this code. Before 22/5/2026 any text a score sheet
 * may have carried is kept as it is; from then on the form is required, and its year cannot lie after the
 * evaluation.
 */
export function isAcceptableProductCode(code: string, evaluatedOn: Day): boolean {
  if (evaluatedOn < PRODUCT_CODE_FORM_SINCE) return code.trim() !== '' && code.length <= 40;
  const parsed = parseProductCode(code);
  return parsed !== null && parsed.year <= Number(evaluatedOn.slice(0, 4));
}
