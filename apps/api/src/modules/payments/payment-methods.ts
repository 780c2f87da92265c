import { gatewayLimits, type GatewayName } from './gateways/gateway.js';
import type { PaymentMethod } from './payment-status.js';

/** What decides how a seller may be paid for these goods. */
interface PaymentTerms {
  acceptsCod: boolean;
  acceptsBankTransfer: boolean;
  /** Goods of sets 14 and 15: the law on alcohol harm (44/2019/QH14) wants online sales paid without cash. */
  alcohol: boolean;
  /** Where the seller has an account of its own. */
  gateways: readonly GatewayName[];
  /** What such goods cost is known at the scales, and a gateway takes an amount once. */
  byWeight: boolean;
  totalVnd: number;
}

export interface PaymentMethodOffer {
  method: PaymentMethod;
  available: boolean;
  reason?: 'cod_not_allowed' | 'payment_method_unavailable';
}

/** Through which gateway a method is paid. */
export const gatewayOfMethod = { card: 'stripe', wallet: 'vnpay' } as const satisfies Partial<
  Record<PaymentMethod, GatewayName>
>;

/** Every method with whether it can be used and why not. Card and wallet need the seller's own account at a gateway. */
export function paymentMethodOffers(terms: PaymentTerms): PaymentMethodOffer[] {
  const cod: PaymentMethodOffer = terms.alcohol
    ? { method: 'cod', available: false, reason: 'cod_not_allowed' }
    : offer('cod', terms.acceptsCod);
  return [
    cod,
    offer('bank_transfer', terms.acceptsBankTransfer),
    offer('card', throughGateway('card', terms)),
    offer('wallet', throughGateway('wallet', terms)),
  ];
}

function throughGateway(method: 'card' | 'wallet', { gateways, byWeight, totalVnd }: PaymentTerms): boolean {
  return gateways.includes(gatewayOfMethod[method]) && !byWeight && withinLimits(method, totalVnd);
}

/** Whether a gateway takes that much at once; other ways to pay have no limit of their own. */
export function withinLimits(method: PaymentMethod, totalVnd: number): boolean {
  if (method !== 'card' && method !== 'wallet') return true;
  const { minVnd, maxVnd } = gatewayLimits[gatewayOfMethod[method]];
  return totalVnd >= minVnd && totalVnd <= maxVnd;
}

function offer(method: PaymentMethod, available: boolean): PaymentMethodOffer {
  return available ? { method, available } : { method, available, reason: 'payment_method_unavailable' };
}
