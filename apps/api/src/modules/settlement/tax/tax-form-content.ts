import type { TaxedKind } from '#kernel/withholding';

/** A month `2026-10` for the return 01/CNKD-TMĐT with its list 01-1/BK-CNKD-TMĐT, or a year for certificates. */
export type TaxPeriod = string;

/** One seller's revenue of one kind in one month; amounts are net of what was taken back in that month. */
export interface TaxRow {
  month: string;
  slug: string;
  shopName: string;
  sellerName: string;
  taxCode: string | null;
  kind: TaxedKind;
  soldVnd: number;
  /** Of sales of whichever month, taken back in this one. */
  takenBackVnd: number;
  revenueVnd: number;
  vatVnd: number;
  pitVnd: number;
  /** Of the tax, what the shop owes because it was paid itself; the rest was kept back. */
  owedBySellerVnd: number;
}

export interface TaxSums {
  revenueVnd: number;
  vatVnd: number;
  pitVnd: number;
}

/** What was declared, for good. */
export interface TaxFormContent {
  form: 1;
  period: TaxPeriod;
  rows: TaxRow[];
  sum: TaxSums;
}

export const isYear = (period: TaxPeriod): boolean => period.length === 4;

export function sumsOf(rows: readonly TaxSums[]): TaxSums {
  const add = (name: keyof TaxSums): number => rows.reduce((sum, row) => sum + row[name], 0);
  return { revenueVnd: add('revenueVnd'), vatVnd: add('vatVnd'), pitVnd: add('pitVnd') };
}
