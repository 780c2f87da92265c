/** A whole number as people write it: 1.500, 1 500 or 1500; null where it is none. */
export function wholeOf(typed: string): number | null {
  const digits = typed.replace(/[\s.,]/g, '');
  const grouped = /^\d+$|^\d{1,3}([\s.,]\d{3})+$/.test(typed.trim());
  return grouped && digits.length <= 12 ? Number(digits) : null;
}

/** An amount in đồng as people write it: 185.000, 185000 đ, 185k; null where it is none. */
export function dongOf(typed: string): number | null {
  const [, number = '', thousands] =
    /^([\d\s.,]+?)\s*(k|nghìn|ngàn)?\s*(?:₫|đ|đồng|vnd)?$/i.exec(typed.trim()) ?? [];
  const whole = wholeOf(number);
  return whole === null ? null : thousands === undefined ? whole : whole * 1_000;
}

/** A weight as scales show it, in grams: 850, 850 g, 1.200, 0,85 kg, 1.2 ký; null where it is none. */
export function gramsOf(typed: string): number | null {
  const [, number = '', unit = ''] = /^([\d\s.,]+?)\s*(gam|gram|g|kg|ký|kí)?$/i.exec(typed.trim()) ?? [];
  if (!/^k/i.test(unit)) return wholeOf(number);
  return /^\d{1,4}([.,]\d{1,3})?$/.test(number) ? Math.round(Number(number.replace(',', '.')) * 1_000) : null;
}

/** A number with one digit behind the comma at most: 29,5; null where it is none. */
export function decimalOf(typed: string): number | null {
  return /^\d{1,3}([.,]\d)?$/.test(typed.trim()) ? Number(typed.trim().replace(',', '.')) : null;
}
