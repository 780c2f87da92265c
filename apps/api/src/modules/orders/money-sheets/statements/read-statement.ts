import type { Vnd } from '#kernel/money';
import { foldVietnamese } from '#kernel/text';
import { addDays, vietnamDay, type Day } from '#kernel/time';
import type { Columns } from '../layouts.js';
import { readAmount } from '../read-amount.js';
import type { SheetLine } from '../read-money-sheet.js';
import { readMoment } from '../read-moment.js';

/** Money that came in, as one line of a statement tells it. */
export interface Transfer {
  no: number;
  day: Day;
  paidAt: Date;
  amountVnd: Vnd;
  /** The bank's own number of the transfer; empty where the statement has none. */
  reference: string;
  remark: string;
}

export type StatementLine =
  | { kind: 'money'; transfer: Transfer }
  | { kind: 'outgoing'; no: number; day: Day; remark: string }
  | { kind: 'unreadable'; no: number; why: 'day' | 'future' | 'amount' | 'formula'; remark: string };

/** What a column of debits and credits writes beside money that came in. */
const INCOMING = /^(\+|c|cr|co|credit|ghi co|thu|vao|tien vao|nhan tien)\b|^\+$/;

/** Letterhead, heading, sums and notes are no lines: they have neither day nor amount, or stand above the heading. */
export function readStatement(
  lines: readonly SheetLine[],
  { columns, headingNo }: { columns: Columns; headingNo: number | null },
  now: Date,
): StatementLine[] {
  const tomorrow = addDays(vietnamDay(now), 1);
  return lines
    .filter(({ no }) => headingNo === null || no > headingNo)
    .flatMap((line) => {
      const cell = (name: string): string => line.cells[columns[name] ?? -1] ?? '';
      const [date, amount, remark] = [cell('date'), cell('amount'), cell('remark')];
      const unreadable = (why: 'day' | 'future' | 'amount' | 'formula'): StatementLine[] => [
        { kind: 'unreadable', no: line.no, why, remark },
      ];
      const moment = readMoment(date);
      const amountVnd = amount === '' ? 0 : readAmount(amount);
      if (moment === null && !amountVnd) return date === '=' ? unreadable('formula') : [];
      if (date === '=' || amount === '=') return unreadable('formula');
      if (moment === null) return unreadable('day');
      if (amountVnd === null) return /\d/.test(amount) ? unreadable('amount') : [];
      if (moment.day > tomorrow) return unreadable('future');
      const direction = foldVietnamese(cell('direction'));
      if (amountVnd <= 0 || (columns['direction'] !== undefined && !INCOMING.test(direction)))
        return [{ kind: 'outgoing', no: line.no, day: moment.day, remark }];
      const reference = cell('reference').slice(0, 80);
      const transfer = { no: line.no, day: moment.day, paidAt: moment.at, amountVnd, reference, remark };
      return [{ kind: 'money', transfer }];
    });
}

/**
 * The same transfer has the same id in every statement it stands in: day, amount, and the bank's number or else a digest
 * of the remark. Two that agree in all of it are two transfers, told apart by how many came before in the same file; the
 * time of day is left out, because one form of a bank's statement has it and another has not.
 */
export function identify(
  transfers: readonly Transfer[],
  digest: (remark: string) => string,
): ReadonlyMap<Transfer, string> {
  const seen = new Map<string, number>();
  return new Map(
    transfers.map((transfer) => {
      const { day, amountVnd, reference, remark } = transfer;
      const alike = `${day}|${amountVnd}|${reference === '' ? digest(remark) : reference}`;
      const count = (seen.get(alike) ?? 0) + 1;
      seen.set(alike, count);
      return [transfer, `${alike}|${count}`];
    }),
  );
}

/** Whether a column only counts its rows: a bank's number of a transfer would then be another in every statement. */
export function isCounting(lines: readonly SheetLine[], column: number): boolean {
  const values = lines.flatMap(({ cells }) =>
    /^\d{1,5}$/.test(cells[column] ?? '') ? [Number(cells[column])] : [],
  );
  return (
    values.length >= 2 &&
    values.every((value, index) => index === 0 || value === (values[index - 1] ?? 0) + 1)
  );
}
