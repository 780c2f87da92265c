import { pressParts, type PressFigures, type PressPart } from '../backend/press.js';

/** A sheet takes what begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * The figures as a sheet: one line a figure, under its part. With the mark that tells a spreadsheet it is UTF-8, and with
 * commas, as RFC 4180 has it.
 */
export function pressCsv(
  figures: PressFigures,
  names: Readonly<Record<PressPart, string>>,
  [part, value, count]: readonly [string, string, string],
): string {
  const lines = pressParts.flatMap((each) =>
    figures[each].map((facet) => [names[each], facet.label, String(facet.count)]),
  );
  return `\uFEFF${[[part, value, count], ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(text: string): string {
  const plain = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
