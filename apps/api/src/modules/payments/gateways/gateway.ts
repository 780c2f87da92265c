/** Who takes the money for a seller: Stripe for cards, VNPAY for wallets and bank apps. */
export const gatewayNames = ['stripe', 'vnpay'] as const;
export type GatewayName = (typeof gatewayNames)[number];

/** What a gateway takes at once, in đồng. */
export const gatewayLimits: Readonly<Record<GatewayName, { minVnd: number; maxVnd: number }>> = {
  // Nothing below some fifty US cents, whatever the day's rate, and no amount of more than eight digits.
  stripe: { minVnd: 15_000, maxVnd: 99_999_999 },
  // From 5,000 đ to below a thousand million.
  vnpay: { minVnd: 5_000, maxVnd: 999_999_999 },
};

/** A seller's own account at a gateway; the money goes into it and never through the floor. */
export interface GatewayAccount {
  /** Stripe: the connected account; VNPAY: the terminal code. */
  externalAccount: string;
  /** What signs in that account's name; null at Stripe, where the platform's key does. */
  secret: string | null;
}

/** A page to pay one order on. Asked for twice with the same content it is the same page. */
export interface SessionRequest {
  /** Ours; the gateway's idempotency key is derived from it. */
  sessionId: string;
  paymentId: string;
  orderCode: string;
  amountVnd: number;
  /** What of it the floor keeps; 0 is nothing. */
  applicationFeeVnd: number;
  returnUrl: string;
  cancelUrl: string;
  /** Of whoever pays. */
  language: 'vi' | 'en';
  /** Of whoever is to pay; null where nobody is there just now. */
  buyerAddress: string | null;
  createdAt: Date;
  expiresAt: Date;
}

/** A page that is there: the gateway's name of it, and its address. */
export interface OpenedSession {
  externalId: string;
  checkoutUrl: string;
  /** Whether its address says from where it was asked for: it is written anew for whoever asks, and kept nowhere. */
  namesBuyer: boolean;
}

/** A page as it was asked for, and its name at the gateway once that is known. */
export interface KnownSession extends SessionRequest {
  externalId: string;
}

/** Money that came in through a page. */
export interface SessionPaid {
  status: 'paid';
  /** The gateway's name of the money, which a refund names: a payment intent, a transaction number. */
  externalPaymentId: string;
  amountVnd: number;
}

/** `failed`: somebody tried and was refused for good; nothing was taken. */
export type SessionState = SessionPaid | { status: 'open' | 'expired' | 'failed' };

export interface RefundRequest {
  /** Ours; the gateway's idempotency key is derived from it. */
  refundId: string;
  session: KnownSession;
  externalPaymentId: string;
  amountVnd: number;
  /** The gateway's name of the refund, once it was asked for it. */
  externalId: string | null;
  /** Whether nothing else of the payment was given back, or is on its way. */
  alone: boolean;
  askedAt: Date;
}

/** `sent`: the gateway took it on and will say how it ended. */
export interface RefundState {
  status: 'sent' | 'done' | 'failed';
  externalId: string;
}

/**
 * A gateway as the floor uses it, whoever runs it. Every call names the seller's account, may be repeated, and throws
 * GatewayRefused for a no that stays a no, and GatewayUnavailable where nobody knows what became of it.
 */
export interface Gateway {
  createSession(account: GatewayAccount, request: SessionRequest): Promise<OpenedSession>;
  /** Nobody can pay on that page any more once this says `expired`; it says `paid` where somebody was faster. */
  expireSession(account: GatewayAccount, session: KnownSession, now: Date): Promise<SessionState>;
  readSession(account: GatewayAccount, session: KnownSession, now: Date): Promise<SessionState>;
  refund(account: GatewayAccount, request: RefundRequest): Promise<RefundState>;
  /** How a refund that was `sent` stands; `sent` also where the gateway does not say. */
  readRefund(account: GatewayAccount, request: RefundRequest): Promise<RefundState>;
  /** Whether money can be taken into that account today; asked when a shop enters it. */
  checkAccount(account: GatewayAccount, now: Date): Promise<boolean>;
}

/** The gateway said no, and will say it again. */
export class GatewayRefused extends Error {
  override readonly name = 'GatewayRefused';
}

/** The gateway did not answer, or not in a way that tells what it did: ask again later, with the same key. */
export class GatewayUnavailable extends Error {
  override readonly name = 'GatewayUnavailable';
}
