import type { Picture, Slugged } from './catalogue.types.js';

/** RFC 9457 problem document. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  code: string;
  requestId?: string;
  errors?: { path: string; code: string; message: string }[];
  /** Of `out_of_stock` and `cart_changed`. */
  lines?: RefusedLine[];
  quote?: Quote;
  /** Of `cart_placed`: the order group the cart became. */
  groupCode?: string;
}

export type LineProblem =
  | 'out_of_stock'
  | 'price_changed'
  | 'certificate_lapsed'
  | 'stars_changed'
  | 'seller_suspended'
  | 'unpublished'
  | (string & {});

export interface RefusedLine {
  variantId: string;
  seller: Slugged;
  reason: LineProblem;
  requested?: number;
  available?: number;
}

export interface CartLine {
  variantId: string;
  productSlug: string;
  name: string;
  variantName: string;
  quantity: number;
  unitPriceVnd: number;
  totalVnd: number;
  available: number;
  image: Picture | null;
  seller: Slugged;
  alcohol: boolean;
  problem?: LineProblem | null;
}
export interface Cart {
  id: string;
  status: string;
  lines: CartLine[];
  itemsVnd: number;
}

export type Delivery =
  | { method: 'ship'; communeCode: string; line: string }
  | { method: 'ship'; provinceCode: string; ward: string; line: string }
  | { method: 'pickup'; tourismPointSlug: string };

export type PaymentMethod = 'cod' | 'bank_transfer' | 'card' | 'wallet';

export interface QuoteSeller {
  seller: Slugged;
  lines: {
    variantId: string;
    name: string;
    variantName?: string;
    quantity: number;
    unitPriceVnd: number;
    totalVnd: number;
    problem?: LineProblem | null;
  }[];
  shippingOptions: { id: string; label: string; feeVnd: number; days: { min: number; max: number } }[];
  paymentMethods: { method: PaymentMethod; available: boolean; reason?: string }[];
  itemsVnd: number;
  shippingFeeVnd: number;
  discountVnd: number;
  totalVnd: number;
}
export interface Quote {
  quoteToken: string;
  itemsVnd: number;
  shippingFeeVnd: number;
  discountVnd: number;
  totalVnd: number;
  requires: { adult: boolean };
  sellers: QuoteSeller[];
}

export interface PlaceOrder {
  cartId: string;
  contact: { name: string; phone: string; email?: string };
  delivery: Delivery;
  payment: PaymentMethod;
  sellers: Record<string, { payment?: PaymentMethod; shippingOptionId?: string }>;
  expectedTotalVnd: number;
  quoteToken?: string;
  adultConfirmed?: boolean;
  note?: string;
}

export interface VietQr {
  payload: string;
  bank: { bin: string; name: string };
  accountNumber: string;
  accountName: string;
  purpose: string;
}
export interface OrderPayment {
  method: PaymentMethod;
  status: 'pending' | 'paid' | 'expired' | 'failed' | 'refunded' | 'partly_refunded' | (string & {});
  expiresAt?: string | null;
  vietqr?: VietQr | null;
}
export interface PlacedOrder {
  code: string;
  seller: Slugged;
  status: 'placed' | 'confirmed' | 'completed' | 'cancelled' | (string & {});
  itemsVnd: number;
  shippingFeeVnd: number;
  discountVnd: number;
  totalVnd: number;
  payment: OrderPayment;
}
export interface PlacedGroup {
  code: string;
  accessToken: string;
  totalVnd: number;
  orders: PlacedOrder[];
}

export interface OrderLine {
  variantId: string;
  name: string;
  variantName: string;
  unit: string;
  stars: number;
  quantity: number;
  unitPriceVnd: number;
  totalVnd: number;
}

/** What happens next with an order; the words are in i18n. */
export type NextStep =
  | 'pay_by_transfer'
  | 'payment_expired'
  | 'seller_confirms'
  | 'seller_packs'
  | 'completed'
  | 'cancelled_by_buyer'
  | 'cancelled_unpaid';

export interface Order extends PlacedOrder {
  seller: Slugged & { phone: string };
  shippingLabel: string;
  lines: OrderLine[];
  nextStep: NextStep;
  fulfillment: { status: string } | null;
  canCancel: boolean;
}

export type OrderDelivery =
  | { method: 'pickup'; tourismPoint: Slugged & { place: string } }
  | { method: 'ship'; line: string; commune: string; province: string };

export interface OrderGroup {
  code: string;
  placedAt: string;
  contact: { name: string; phoneMasked: string };
  delivery: OrderDelivery;
  note: string | null;
  itemsVnd: number;
  shippingFeeVnd: number;
  discountVnd: number;
  totalVnd: number;
  orders: Order[];
}
