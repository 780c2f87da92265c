import { createHash } from 'node:crypto';
import { addMonths, startOfVietnamDay, type Day } from '#kernel/time';

/** A month, `2026-11`. */
export type Month = string;

/** One product in one month as form 1 stated it: what was ordered, whatever came back of it later. */
interface OrderedRow {
  month: Month;
  product: string;
  slug: string;
  unit: string;
  quantity: number;
  /** Goods without shipping, before discounts. */
  itemsVnd: number;
  /** Of completed orders; since form 2 less what came back. */
  completedVnd: number;
}

/** One product in one month; money is goods without shipping, before discounts. */
export interface SalesRow extends OrderedRow {
  /** Pieces that were refused, never sent or returned. */
  returnedQuantity: number;
  returnedItemsVnd: number;
  netItemsVnd: number;
}

/** All orders of one month as form 1 stated them. */
interface OrderedMonth {
  month: Month;
  orders: number;
  completedOrders: number;
  itemsVnd: number;
  discountVnd: number;
  shippingFeeVnd: number;
  totalVnd: number;
}

/** All orders of one month, whenever something of them came back. */
export interface SalesMonth extends OrderedMonth {
  /** What buyers do not pay, or get back: for goods that came back, shipping with them, and by disputes. */
  returnedVnd: number;
  /** What buyers pay and leave with the shop. */
  netVnd: number;
}

export interface Sales {
  rows: SalesRow[];
  months: SalesMonth[];
}

interface About {
  slug: string;
  shopName: string;
  legalName: string;
  taxCode: string;
  address: string;
  fromMonth: Month;
  toMonth: Month;
}

/** What a statement states, for good. */
export interface StatementContent extends Sales, About {
  form: 2;
  sum: Omit<SalesMonth, 'month'> & Pick<SalesRow, 'completedVnd' | 'returnedItemsVnd' | 'netItemsVnd'>;
}

/** What a statement stated before what came back was told apart. */
export interface FirstForm extends About {
  form: 1;
  rows: OrderedRow[];
  months: OrderedMonth[];
  sum: Omit<OrderedMonth, 'month'> & Pick<OrderedRow, 'completedVnd'>;
}

/** Far more than criteria look at: a certificate's three years. */
export const MOST_MONTHS = 36;

/** The instants from which and before which orders count. */
export function instantsOf(fromMonth: Month, toMonth: Month): [from: Date, before: Date] {
  const firstDay = (month: Month): Day => `${month}-01`;
  return [startOfVietnamDay(firstDay(fromMonth)), startOfVietnamDay(addMonths(firstDay(toMonth), 1))];
}

export function monthsBetween(fromMonth: Month, toMonth: Month): number {
  const count = (month: Month): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return count(toMonth) - count(fromMonth) + 1;
}

/**
 * The sums under a statement.
 *
 * @throws Error where products and orders do not agree to the đồng: a statement that does not add up is not issued
 */
export function sumOf({ rows, months }: Sales): StatementContent['sum'] {
  for (const { month, itemsVnd, discountVnd, shippingFeeVnd, totalVnd } of months) {
    const goods = add(
      rows.filter((row) => row.month === month),
      'itemsVnd',
    );
    if (goods !== itemsVnd || itemsVnd - discountVnd + shippingFeeVnd !== totalVnd)
      throw new Error(`The sales of ${month} do not agree with its orders`);
  }
  return {
    orders: add(months, 'orders'),
    completedOrders: add(months, 'completedOrders'),
    itemsVnd: add(months, 'itemsVnd'),
    completedVnd: add(rows, 'completedVnd'),
    returnedItemsVnd: add(rows, 'returnedItemsVnd'),
    netItemsVnd: add(rows, 'netItemsVnd'),
    discountVnd: add(months, 'discountVnd'),
    shippingFeeVnd: add(months, 'shippingFeeVnd'),
    totalVnd: add(months, 'totalVnd'),
    returnedVnd: add(months, 'returnedVnd'),
    netVnd: add(months, 'netVnd'),
  };
}

const add = <Name extends string>(parts: readonly Record<Name, number>[], name: Name): number =>
  parts.reduce((sum, part) => sum + part[name], 0);

/** SHA-256 of the content's letters, which stands on the paper and in the sealed history. */
export const digestOf = (content: string): string =>
  createHash('sha256').update(content, 'utf8').digest('hex');

/** The part of a digest that people compare: `3f9a 02c1 77de 41b0`. */
export const shortDigest = (digest: string): string => digest.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ');

/** How a number is printed: 03/2026/BKBH (bảng kê bán hàng), counted by shop and year. */
export const statementNumber = ({ year, number }: { year: number; number: number }): string =>
  `${String(number).padStart(2, '0')}/${year}/BKBH`;

/** `CDFHJKMNPRTV` as it is read aloud and typed: `CDFH JKMN PRTV`. */
export const spacedCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ');

export const monthWords = (month: Month): string => `${month.slice(5)}/${month.slice(0, 4)}`;

const ORDERS_COUNTED =
  'Đơn hàng được tính vào tháng đặt hàng (giờ Việt Nam). Tính các đơn đã đặt, đã xác nhận và đã hoàn thành, kể cả đơn còn chờ chuyển khoản; không tính đơn đã hủy. Tiền hàng gồm thuế, chưa trừ giảm giá và chưa cộng phí giao hàng.';

/** What counts, in the words of paper and sheet, by the form of the statement. */
export const COUNTING = {
  1: `${ORDERS_COUNTED} Cột “đã hoàn thành” chỉ tính những đơn đã kết thúc.`,
  2: `${ORDERS_COUNTED} Hàng trả lại gồm hàng khách từ chối nhận, hàng không gửi được và hàng khách trả lại đã giải quyết xong, trừ vào tháng đặt hàng của đơn, dù trả sau đó. Cột “đã hoàn thành” chỉ tính những đơn đã kết thúc, đã trừ hàng trả lại. Phần đối chiếu tính theo số tiền của đơn: tiền trả lại đã tính phần giảm giá và phí giao hàng của hàng trả lại, cùng tiền hoàn theo khiếu nại.`,
} as const;
