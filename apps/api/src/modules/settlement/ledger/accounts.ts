import type { Vnd } from '#kernel/money';
import type { TaxedKind, TaxRate } from '#kernel/withholding';

/**
 * Accounts of the ledger; each belongs to one shop and one channel, because its transaction does. A debit is positive, a
 * credit negative.
 */
export const ledgerAccounts = [
  /** What the buyer still owes; below 0 what the buyer paid and the shop has not sold, or owes back. */
  'buyer',
  /** What came into the shop's own hands: its bank account, its gateway, its cash box. */
  'collected_seller',
  /** Cash that a carrier took at the door and has not handed on. */
  'collected_carrier',
  /** Goods sold, less what the shop took off. */
  'sales',
  'delivery_fees',
  /** What a voucher of the floor took off, which the floor owes the shop. */
  'floor_owes',
  /** What buyers are to get back. */
  'refund_owed',
  /** The tax on sales, and to whom it is due: by the shop to the floor, or kept back by the floor already. */
  'tax',
  'tax_owed',
  'tax_withheld',
  /** What the floor takes for a sale, and that the shop owes it. */
  'floor_fee',
  'floor_fee_owed',
] as const;
export type LedgerAccount = (typeof ledgerAccounts)[number];

export const transactionKinds = [
  'collected',
  'remitted',
  'sale',
  'sale_reversed',
  'tax',
  'tax_reversed',
  'fee',
  'fee_reversed',
  'refund_owed',
  'refund_failed',
  'refunded',
] as const;
export type TransactionKind = (typeof transactionKinds)[number];

/**
 * What makes the ledger move: a move of an order, money that came in or, by a shop's own word, never did, cash a carrier
 * handed on, a refund that is owed, failed or is done.
 */
export type CauseKind =
  'order_event' | 'receipt' | 'withdrawn' | 'remitted' | 'refund_owed' | 'refund_failed' | 'refunded';

/** How tax on sales of a channel is dealt with; decided by an administrator from a day on. */
export const withholdingModes = ['none', 'seller_owes', 'withheld'] as const;
export type WithholdingMode = (typeof withholdingModes)[number];

/** One line of the withholding: revenue of one kind; negative where it is taken back. */
export interface TaxLine extends TaxRate {
  id: string;
  part: 'goods' | 'delivery';
  kind: TaxedKind;
  mode: Exclude<WithholdingMode, 'none'>;
  revenueVnd: Vnd;
  vatVnd: Vnd;
  pitVnd: Vnd;
  /** Of a line that takes something back: the line it takes it from. */
  reversesId: string | null;
}

/** A transaction as it is written: its entries sum to 0. */
export interface Posting {
  id: string;
  cause: CauseKind;
  causeId: string;
  kind: TransactionKind;
  at: Date;
  /** Of a reversal: the transaction it takes back, wholly or in part. */
  reversesId: string | null;
  entries: { account: LedgerAccount; amountVnd: Vnd }[];
  taxes: TaxLine[];
}
