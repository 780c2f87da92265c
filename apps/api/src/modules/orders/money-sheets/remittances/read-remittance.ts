import type { Vnd } from '#kernel/money';
import { addDays, vietnamDay, type Day } from '#kernel/time';
import type { Columns } from '../layouts.js';
import { readAmount } from '../read-amount.js';
import type { SheetLine } from '../read-money-sheet.js';
import { readMoment } from '../read-moment.js';

/** A parcel of which a carrier says what it collected, kept and handed on. */
export interface Remittance {
  no: number;
  /** As the carrier writes it. */
  trackingCode: string;
  collectedVnd: Vnd;
  feeVnd: Vnd;
  paidOn: Day;
}

type Unreadable = 'day' | 'future' | 'amount' | 'formula';
export type RemittanceLine =
  | { kind: 'parcel'; remittance: Remittance }
  | { kind: 'prepaid'; no: number; trackingCode: string }
  | { kind: 'unreadable'; no: number; why: Unreadable; trackingCode: string };

/** How tracking codes are compared: capitals and digits only. */
export const bareCode = (code: string): string => code.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** Letterhead, heading, sums and notes are no lines: they have no tracking code, or stand above the heading. */
export function readRemittance(
  lines: readonly SheetLine[],
  { columns, headingNo }: { columns: Columns; headingNo: number | null },
  now: Date,
): RemittanceLine[] {
  const today = vietnamDay(now);
  return lines
    .filter(({ no }) => headingNo === null || no > headingNo)
    .flatMap(({ no, cells }): RemittanceLine[] => {
      const cell = (name: string): string => cells[columns[name] ?? -1] ?? '';
      const [trackingCode, amount, fee, paidOn] = [
        cell('tracking'),
        cell('amount'),
        cell('fee'),
        cell('paidOn'),
      ];
      // A code has digits, and words of a sum or signature have not.
      if (bareCode(trackingCode).length < 4 || !/\d/.test(trackingCode)) return [];
      const unreadable = (why: Unreadable): RemittanceLine[] => [
        { kind: 'unreadable', no, why, trackingCode },
      ];
      if ([amount, fee, paidOn].includes('=')) return unreadable('formula');
      const collectedVnd = amount === '' ? 0 : readAmount(amount);
      const feeVnd = fee === '' ? 0 : readAmount(fee);
      if (collectedVnd === null || collectedVnd < 0 || feeVnd === null) return unreadable('amount');
      if (collectedVnd === 0) return [{ kind: 'prepaid', no, trackingCode }];
      const day = paidOn === '' ? today : readMoment(paidOn)?.day;
      if (day === undefined) return unreadable('day');
      if (day > addDays(today, 1)) return unreadable('future');
      // Some write what they keep as a negative number.
      return [
        {
          kind: 'parcel',
          remittance: { no, trackingCode, collectedVnd, feeVnd: Math.abs(feeVnd), paidOn: day },
        },
      ];
    });
}
