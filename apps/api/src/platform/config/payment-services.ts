import type { EnvironmentReader } from './environment-reader.ts';

const STRIPE_API = 'https://api.stripe.com';

/** Through what buyers pay online. */
export interface PaymentSettings {
  /** The floor's own account at Stripe, through which shops' connected accounts take cards; null: not offered. */
  stripe: StripePlatform | null;
  /** Where VNPAY takes payments into shops' own accounts there; null: not offered. */
  vnpay: VnpayService | null;
  /** How long a payment gateway may take before what it did is asked for later. */
  gatewayTimeoutSeconds: number;
}

/** Stripe Connect: the platform's keys, and what the floor asks of each payment by card. */
export interface StripePlatform {
  secretKey: string;
  /** Of the endpoint that listens to connected accounts. */
  webhookSecret: string;
  /** Without a path. */
  apiBase: string;
  /** The floor's fee in hundredths of a percent of the order. */
  applicationFeeBasisPoints: number;
}

/** VNPAY's two addresses: the page people pay on, and the one machines ask. */
export interface VnpayService {
  payUrl: string;
  apiUrl: string;
}

export const readPaymentSettings = (reader: EnvironmentReader): PaymentSettings => ({
  stripe: stripePlatform(
    reader.together('STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET', {
      secretKey: reader.text('STRIPE_SECRET_KEY'),
      webhookSecret: reader.text('STRIPE_WEBHOOK_SECRET'),
    }),
    reader.origin('STRIPE_API_BASE'),
    reader.number('STRIPE_APPLICATION_FEE_BASIS_POINTS', 0, { min: 0, max: 3000, whole: true }),
  ),
  vnpay: reader.together('VNPAY_PAY_URL and VNPAY_API_URL', {
    payUrl: reader.url('VNPAY_PAY_URL', ['https:', 'http:']),
    apiUrl: reader.url('VNPAY_API_URL', ['https:', 'http:']),
  }),
  // A buyer is waiting for the page to pay on.
  gatewayTimeoutSeconds: reader.number('GATEWAY_TIMEOUT_SECONDS', 10, { min: 0.1, max: 80 }),
});

const stripePlatform = (
  keys: Pick<StripePlatform, 'secretKey' | 'webhookSecret'> | null,
  apiBase: string | null,
  applicationFeeBasisPoints: number,
): StripePlatform | null =>
  keys === null ? null : { ...keys, apiBase: apiBase ?? STRIPE_API, applicationFeeBasisPoints };
