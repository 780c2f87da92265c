export { oweRefund, type OwedRefund } from './owe-refund.js';
export { paymentMethodOffers } from './payment-methods.js';
export type { PaymentMethodOffer } from './payment-methods.js';
export { BANK_TRANSFER_HOURS, paymentMethods, paymentStatusesBefore } from './payment-status.js';
export type { PaymentMethod, PaymentStatus } from './payment-status.js';
export { Payment } from './payment.entity.js';
export { REFUND_DAYS, refundStatusesBefore, type RefundReason, type RefundStatus } from './refund-status.js';
export { transferPurpose, transferQr } from './transfer-qr.js';
export type { TransferQr } from './transfer-qr.js';
