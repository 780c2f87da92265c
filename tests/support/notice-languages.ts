import { englishInvoiceNotice } from '../../apps/api/src/modules/orders/english/invoice-notice.js';
import { invoiceNotice } from '../../apps/api/src/modules/orders/invoices/invoice-notice.js';
import { englishBuyerNotice } from '../../apps/api/src/modules/orders/english/buyer-notice.js';
import { englishBuyersDisputeNotice } from '../../apps/api/src/modules/orders/english/dispute-notice.js';
import { englishFlagNotice } from '../../apps/api/src/modules/orders/english/flag-notice.js';
import { englishAskNotice } from '../../apps/api/src/modules/orders/english/go-ahead-notice.js';
import {
  englishReceiptNotice,
  englishRefundNotice,
} from '../../apps/api/src/modules/orders/english/payment-notice.js';
import {
  englishArrivedNotice,
  englishGivenWithoutCodeNotice,
  englishReminderNotice,
} from '../../apps/api/src/modules/orders/english/pickup-notice.js';
import {
  englishLinkNotice,
  englishPlacedNotice,
} from '../../apps/api/src/modules/orders/english/placed-notice.js';
import { englishReturnBuyerNotice } from '../../apps/api/src/modules/orders/english/return-notice.js';
import {
  englishUnweighedNotice,
  englishWeighedNotice,
} from '../../apps/api/src/modules/orders/english/weighing-notice.js';
import { askNotice } from '../../apps/api/src/modules/orders/go-ahead/go-ahead-notice.js';
import { buyersDisputeNotice } from '../../apps/api/src/modules/orders/disputes/dispute-notice.js';
import { buyerNotice } from '../../apps/api/src/modules/orders/events/buyer-notice.js';
import { flagNotice } from '../../apps/api/src/modules/orders/flags/flag-notice.js';
import {
  arrivedNotice,
  givenWithoutCodeNotice,
  reminderNotice,
} from '../../apps/api/src/modules/orders/parcels/pickups/pickup-notice.js';
import { receiptNotice, refundNotice } from '../../apps/api/src/modules/orders/payment/payment-notice.js';
import { linkNotice, placedNotice } from '../../apps/api/src/modules/orders/placed-notice.js';
import {
  unweighedNotice,
  weighedNotice,
} from '../../apps/api/src/modules/orders/weighing/weighing-notice.js';
import { returnBuyerNotice } from '../../apps/api/src/modules/orders/returns/return-notice.js';

/** The notices a buyer is sent. */
export const VIETNAMESE = {
  invoiceNotice,
  placedNotice,
  linkNotice,
  buyerNotice,
  receiptNotice,
  refundNotice,
  weighedNotice,
  unweighedNotice,
  flagNotice,
  arrivedNotice,
  reminderNotice,
  givenWithoutCodeNotice,
  buyersDisputeNotice,
  returnBuyerNotice,
  askNotice,
};
/** The same for whoever bought in English. */
export const ENGLISH: typeof VIETNAMESE = {
  invoiceNotice: englishInvoiceNotice,
  placedNotice: englishPlacedNotice,
  linkNotice: englishLinkNotice,
  buyerNotice: englishBuyerNotice,
  receiptNotice: englishReceiptNotice,
  refundNotice: englishRefundNotice,
  weighedNotice: englishWeighedNotice,
  unweighedNotice: englishUnweighedNotice,
  flagNotice: englishFlagNotice,
  arrivedNotice: englishArrivedNotice,
  reminderNotice: englishReminderNotice,
  givenWithoutCodeNotice: englishGivenWithoutCodeNotice,
  buyersDisputeNotice: englishBuyersDisputeNotice,
  returnBuyerNotice: englishReturnBuyerNotice,
  askNotice: englishAskNotice,
};
