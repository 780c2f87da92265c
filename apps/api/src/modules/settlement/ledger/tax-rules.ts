import type { TaxedKind, TaxRate } from '#kernel/withholding';
import { readDataFile } from '../../../platform/data/data-files.js';

interface TaxRules {
  producerKinds: string[];
  parts: { goods: TaxedKind; delivery: TaxedKind };
  rates: Record<TaxedKind, TaxRate & { industry: string }>;
}

/** Decree 117/2025/NĐ-CP as data: who is taxed at the source, what each part of a sale counts as, and the rates. */
export const taxRules = readDataFile<TaxRules>('programme/withholding.json');

/** Whether tax on sales of such a producer is the floor's business: households and individuals only. */
export const isTaxedAtSource = (producerKind: string): boolean =>
  taxRules.producerKinds.includes(producerKind);
