export { bankNoticeAdapter, bankProviders, type BankProvider } from './bank-notices/adapters.js';
export type { BankNotice, NoticeRefusal, NoticeRequest } from './bank-notices/bank-notice.js';
export { bankName, isBank } from './banks.js';
export { oweRefund } from './owe-refund.js';
export { paymentMethodOffers, withinLimits } from './payment-methods.js';
export type { PaymentMethodOffer } from './payment-methods.js';
export { isPaidOnline, paymentMethods, paymentStatusesBefore } from './payment-status.js';
export type { PaymentMethod, PaymentStatus } from './payment-status.js';
export { Payment } from './payment.entity.js';
export { REFUND_DAYS, refundStatusesBefore, type RefundReason } from './refund-status.js';
export { transferPurpose, transferQr } from './transfer-qr.js';
export type { TransferQr } from './transfer-qr.js';
export {
  gatewayNames,
  GatewayRefused,
  GatewayUnavailable,
  type Gateway,
  type GatewayAccount,
  type GatewayName,
  type KnownSession,
  type RefundState,
  type SessionPaid,
  type SessionRequest,
  type SessionState,
} from './gateways/gateway.js';
export { Gateways } from './gateways/gateways.js';
export { readStripeNotice, type StripeNotice } from './gateways/stripe-notice.js';
export { isSigned } from './gateways/vnpay-signature.js';
export { paymentMoves } from './payment-status.js';
export { refundMoves } from './refund-status.js';
