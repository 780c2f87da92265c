import { buildVietQr } from '#kernel/vietqr';
import { bankName } from './banks.js';

/** What a buyer needs to pay one order into its seller's own account (VietQR, NAPAS). */
export interface TransferQr {
  payload: string;
  bank: { bin: string; name: string };
  accountNumber: string;
  accountName: string;
  purpose: string;
}

interface TransferTarget {
  amountVnd: number;
  bankBin: string;
  bankAccountNumber: string;
  bankAccountName: string;
  purpose: string;
}

/** The remark of the transfer: the order's code first, because some banking apps cut the rest. */
export function transferPurpose(orderCode: string): string {
  return `${orderCode} OCOP`;
}

/** The dynamic VietQR of one payment. */
export function transferQr(target: TransferTarget): TransferQr {
  return {
    payload: buildVietQr({
      bin: target.bankBin,
      account: target.bankAccountNumber,
      amountVnd: target.amountVnd,
      purpose: target.purpose,
    }),
    bank: { bin: target.bankBin, name: bankName(target.bankBin) },
    accountNumber: target.bankAccountNumber,
    accountName: target.bankAccountName,
    purpose: target.purpose,
  };
}
