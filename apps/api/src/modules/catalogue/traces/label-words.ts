import { formatDay } from '#kernel/time';
import type { LabelAnswer } from './traces.dto.js';

/** The lines of a label below the product's name and its producer. */
export function batchLines({ batch }: LabelAnswer): string[] {
  if (batch === null) return [];
  return [
    `Lô ${batch.code}`,
    `NSX ${formatDay(batch.madeOn)}`,
    ...(batch.expiresOn === null ? [] : [`HSD ${formatDay(batch.expiresOn)}`]),
  ];
}

/** Above the code in letters. */
export const LABEL_CAPTION = 'Truy xuất nguồn gốc';
/** On everything a demonstration prints, so that nobody sticks it on goods. */
export const LABEL_SAMPLE = 'MẪU';

/** A label's file name: what a person finds again among downloads. */
export const labelFileName = ({ code }: LabelAnswer, ending: 'pdf' | 'png'): string =>
  `tem-truy-xuat-${code.toLowerCase()}.${ending}`;
