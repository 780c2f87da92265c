import { paths } from '../paths.js';
import { hrefOf, isCommune, isCursor, isWords, oneOf, readFilters } from './list-query.js';

/** What the desk's lists of money can be narrowed to; the parameters of their addresses are the API's own. */
const REFUNDS = { q: isWords, commune: isCommune, overdue: oneOf(['true']), cursor: isCursor };
const SHOPS = { q: isWords, commune: isCommune, which: oneOf(['owed', 'unmatched']), cursor: isCursor };
export type RefundsQuery = Partial<Record<keyof typeof REFUNDS, string>>;
export type ShopsMoneyQuery = Partial<Record<keyof typeof SHOPS, string>>;

export const readRefundsQuery = (search: URLSearchParams): RefundsQuery => readFilters(search, REFUNDS);
export const refundsHref = (query: RefundsQuery): string => hrefOf(paths.owedRefunds, query, REFUNDS);
export const readShopsMoneyQuery = (search: URLSearchParams): ShopsMoneyQuery => readFilters(search, SHOPS);
export const shopsMoneyHref = (query: ShopsMoneyQuery): string => hrefOf(paths.moneyOfShops, query, SHOPS);
