export { paymentMethodOffers } from './payment-methods.js';
export type { PaymentMethodOffer, PaymentTerms } from './payment-methods.js';
export { BANK_TRANSFER_HOURS, paymentMethods, paymentMoves } from './payment-status.js';
export type { PaymentMethod, PaymentStatus } from './payment-status.js';
export { Payment } from './payment.entity.js';
export { transferPurpose, transferQr } from './transfer-qr.js';
export type { TransferQr } from './transfer-qr.js';
