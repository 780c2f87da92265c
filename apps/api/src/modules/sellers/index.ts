export { ChangeSellerStatus } from './change-seller-status.js';
export { lockSeller } from './lock-seller.js';
export { RecordCooperativeCeased } from './record-cooperative-ceased.js';
export { RegisterSeller } from './register-seller.js';
export type { RegisterSellerInput } from './register-seller.dto.js';
export type { SellerStatus } from './seller-status.js';
export { SellerTransactions, type EnteredSeller } from './seller-transactions.js';
export { SellersModule } from './sellers.module.js';
