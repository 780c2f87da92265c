import type { PaymentMethod } from './payment-status.js';

/** What decides how a seller may be paid for these goods. */
interface PaymentTerms {
  acceptsCod: boolean;
  acceptsBankTransfer: boolean;
  /** Goods of sets 14 and 15: the law on alcohol harm (44/2019/QH14) wants online sales paid without cash. */
  alcohol: boolean;
}

export interface PaymentMethodOffer {
  method: PaymentMethod;
  available: boolean;
  reason?: 'cod_not_allowed' | 'payment_method_unavailable';
}

/** Every method with whether it can be used and why not. Card and wallet wait for a seller's own gateway account. */
export function paymentMethodOffers(terms: PaymentTerms): PaymentMethodOffer[] {
  const cod: PaymentMethodOffer = terms.alcohol
    ? { method: 'cod', available: false, reason: 'cod_not_allowed' }
    : offer('cod', terms.acceptsCod);
  return [
    cod,
    offer('bank_transfer', terms.acceptsBankTransfer),
    offer('card', false),
    offer('wallet', false),
  ];
}

function offer(method: PaymentMethod, available: boolean): PaymentMethodOffer {
  return available ? { method, available } : { method, available, reason: 'payment_method_unavailable' };
}
