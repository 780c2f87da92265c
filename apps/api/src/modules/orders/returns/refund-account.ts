import type { DataKey } from '../../../platform/sealing/data-keys.js';
import { bankName } from '../../payments/index.js';
import type { RefundAccountDto } from './return.dto.js';

const SEALED_AS = 'order_returns.refund_account';

/** Where a buyer wants money by transfer, with the purchase's own key. */
export const sealRefundAccount = (
  key: DataKey,
  { bankBin, accountNumber, accountName }: RefundAccountDto,
): string => key.seal(JSON.stringify({ bankBin, accountNumber, accountName }), SEALED_AS);

/** The same, for the shop that pays; null where there is none, or its time is over. */
export function openRefundAccount(
  key: DataKey | undefined,
  sealed: string | null,
): { bankName: string; accountNumber: string; accountName: string } | null {
  if (key === undefined || sealed === null) return null;
  const { bankBin, accountNumber, accountName } = JSON.parse(key.open(sealed, SEALED_AS)) as RefundAccountDto;
  return { bankName: bankName(bankBin), accountNumber, accountName };
}
