import { Stripe } from 'stripe';
import type { RefundState } from './gateway.js';
import { refundState } from './stripe-gateway.js';

/** As long as Stripe's own libraries believe a signature; older ones are somebody's recording. */
const TOLERANCE_SECONDS = 300;

/** What Stripe says happened on a connected account. */
export interface StripeNotice {
  eventId: string;
  kind: string;
  /** Whose account it happened on; null for the platform's own. */
  account: string | null;
  at: Date;
  session: StripeNoticeSession | null;
  refund: (RefundState & { refundId: string }) | null;
}

export interface StripeNoticeSession {
  externalId: string;
  /** Our own id of the session, as we told Stripe. */
  sessionId: string;
  paid: boolean;
  externalPaymentId: string | null;
  amountVnd: number | null;
}

/**
 * Reads a notice of Stripe out of the very bytes that came. Null for anything Stripe did not sign with that secret
 * within the last five minutes: nothing of it has been read then.
 */
export function readStripeNotice(
  raw: Buffer,
  signature: string | undefined,
  secret: string,
  now: Date,
): StripeNotice | null {
  try {
    const event = Stripe.webhooks.constructEvent(
      raw,
      signature ?? '',
      secret,
      TOLERANCE_SECONDS,
      undefined,
      now.getTime(),
    );
    return noticeOf(event);
  } catch {
    return null;
  }
}

function noticeOf(event: Stripe.Event): StripeNotice {
  const notice = {
    eventId: event.id,
    kind: event.type,
    account: event.account ?? null,
    at: new Date(event.created * 1000),
    session: null,
    refund: null,
  };
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
    case 'checkout.session.expired':
      return { ...notice, session: sessionOf(event.data.object) };
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
      return { ...notice, refund: refundOf(event.data.object) };
    default:
      return notice;
  }
}

function sessionOf(session: Stripe.Checkout.Session): StripeNoticeSession {
  const { payment_intent: intent, currency } = session;
  return {
    externalId: session.id,
    sessionId: session.metadata?.['session'] ?? '',
    paid: session.payment_status === 'paid',
    externalPaymentId: intent === null || typeof intent === 'string' ? intent : intent.id,
    amountVnd: currency === 'vnd' ? session.amount_total : null,
  };
}

function refundOf(refund: Stripe.Refund): StripeNotice['refund'] {
  const refundId = refund.metadata?.['refund'];
  return refundId === undefined ? null : { ...refundState(refund), refundId };
}
