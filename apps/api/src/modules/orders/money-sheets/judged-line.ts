/** A line of a file of money with what it is, or what it did once it was confirmed; amounts in đồng. */
export interface JudgedLine {
  no: number;
  outcome: string;
  why: string | null;
  day: string | null;
  amountVnd: number | null;
  feeVnd: number | null;
  expectedVnd: number | null;
  text: string | null;
  reference: string | null;
  orderCode: string | null;
  suggestions: string[];
}

export const judgedLine = (line: Pick<JudgedLine, 'no' | 'outcome'> & Partial<JudgedLine>): JudgedLine => ({
  why: null,
  day: null,
  amountVnd: null,
  feeVnd: null,
  expectedVnd: null,
  text: null,
  reference: null,
  orderCode: null,
  suggestions: [],
  ...line,
});

export function countOutcomes(lines: readonly JudgedLine[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of lines) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
