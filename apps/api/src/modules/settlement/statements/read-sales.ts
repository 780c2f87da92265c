import type { EntityManager } from 'typeorm';
import { vietnamDay } from '#kernel/time';
import { fieldProblem } from '../../../platform/http/validation.js';
import { TAKES_BACK } from '../ledger/post-order.js';
import { SALES_OF_SHOP, SHOP_OF_STATEMENT } from './sales.sql.js';
import {
  instantsOf,
  MOST_MONTHS,
  monthsBetween,
  sumOf,
  type Month,
  type Sales,
  type StatementContent,
} from './statement-content.js';

export interface Period {
  fromMonth: Month;
  toMonth: Month;
}

/** @throws Problem validation_failed: months in the wrong order, too many of them, or to come */
export function demandPeriod({ fromMonth, toMonth }: Period, now: Date): void {
  if (toMonth > vietnamDay(now).slice(0, 7))
    throw fieldProblem('toMonth', 'in_the_future', 'Tháng này chưa tới', 'This month is still to come');
  if (fromMonth > toMonth)
    throw fieldProblem(
      'fromMonth',
      'after_the_end',
      'Tháng đầu phải trước tháng cuối',
      'The first month is after the last one',
    );
  if (monthsBetween(fromMonth, toMonth) > MOST_MONTHS)
    throw fieldProblem(
      'fromMonth',
      'too_long',
      `Mỗi bảng kê nhiều nhất ${MOST_MONTHS} tháng`,
      `A statement covers at most ${MOST_MONTHS} months`,
    );
}

/** What the bound shop sold in these months, summed up. */
export async function readSales(
  tx: EntityManager,
  { fromMonth, toMonth }: Period,
): Promise<Sales & Pick<StatementContent, 'sum'>> {
  const [row] = await tx.query<{ sales: Sales }[]>(SALES_OF_SHOP, [
    ...instantsOf(fromMonth, toMonth),
    [...TAKES_BACK],
  ]);
  if (row === undefined) throw new Error('Sums always have a row');
  return { ...row.sales, sum: sumOf(row.sales) };
}

/** The same as a statement states it. */
export async function readContent(tx: EntityManager, period: Period): Promise<StatementContent> {
  const [shop] =
    await tx.query<Pick<StatementContent, 'slug' | 'shopName' | 'legalName' | 'taxCode' | 'address'>[]>(
      SHOP_OF_STATEMENT,
    );
  if (shop === undefined) throw new Error('A statement is of the bound shop');
  const { rows, months, sum } = await readSales(tx, period);
  return { form: 2, ...shop, fromMonth: period.fromMonth, toMonth: period.toMonth, rows, months, sum };
}
