import { address, integer, oneOf, text, type Rule, type Tree } from './stripe-form.ts';

/** A Checkout Session as the double keeps it. */
export interface Session {
  id: string;
  account: string;
  params: Tree;
  amount: number;
  fee: number;
  status: 'open' | 'complete' | 'expired';
  paymentStatus: 'unpaid' | 'paid';
  paymentIntent: string | null;
  expiresAt: number;
  created: number;
}

export interface Refund {
  id: string;
  account: string;
  paymentIntent: string;
  amount: number;
  status: string;
  metadata: Tree;
  feeRefunded: boolean;
}

/** At most 500 characters a value. */
const METADATA: Rule = { '*': text(500) };

/** What a Checkout Session may be made of, of all that Stripe knows: anything else is unknown here. */
export const SESSION_RULES: Record<string, Rule> = {
  mode: oneOf('payment'),
  locale: text(5),
  payment_method_types: { '0': oneOf('card') },
  line_items: {
    '0': {
      quantity: integer(1, 999_999),
      price_data: {
        currency: oneOf('vnd'),
        unit_amount: integer(1, 99_999_999),
        product_data: { name: text(250) },
      },
    },
  },
  client_reference_id: text(200),
  metadata: METADATA,
  payment_intent_data: { metadata: METADATA, application_fee_amount: integer(1, 99_999_999) },
  success_url: address,
  cancel_url: address,
  expires_at: integer(0, 99_999_999_999),
};
export const REFUND_RULES: Record<string, Rule> = {
  payment_intent: text(100),
  amount: integer(1, 99_999_999),
  metadata: METADATA,
  reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer'),
  refund_application_fee: oneOf('true', 'false'),
};
