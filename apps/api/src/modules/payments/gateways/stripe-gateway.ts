import { Stripe } from 'stripe';
import type { StripePlatform } from '../../../platform/config/payment-services.js';
import {
  GatewayRefused,
  GatewayUnavailable,
  type Gateway,
  type GatewayAccount,
  type KnownSession,
  type OpenedSession,
  type RefundRequest,
  type RefundState,
  type SessionRequest,
  type SessionState,
} from './gateway.js';

/** What a session carries of ours, so that a notice about it can be understood before its name was written down. */
const metadataOf = ({ sessionId, paymentId, orderCode }: SessionRequest): Record<string, string> => ({
  session: sessionId,
  payment: paymentId,
  order: orderCode,
});

/**
 * Cards through Stripe: a Checkout Session as a direct charge on the seller's connected account. The đồng has no
 * decimals at Stripe: 185000 is 185,000 đ.
 */
export class StripeGateway implements Gateway {
  private readonly stripe: Stripe;

  constructor(platform: StripePlatform, timeoutSeconds: number) {
    const { hostname, port, protocol } = new URL(platform.apiBase);
    const secure = protocol === 'https:';
    this.stripe = new Stripe(platform.secretKey, {
      host: hostname,
      port: port === '' ? (secure ? 443 : 80) : Number(port),
      protocol: secure ? 'https' : 'http',
      timeout: timeoutSeconds * 1000,
      // What was not answered is asked again with the same key by whoever needs it next; a buyer waits only once.
      maxNetworkRetries: 0,
      telemetry: false,
    });
  }

  async createSession(account: GatewayAccount, request: SessionRequest): Promise<OpenedSession> {
    const { amountVnd, applicationFeeVnd, orderCode } = request;
    const session = await askedOnce(() =>
      this.stripe.checkout.sessions.create(
        {
          mode: 'payment',
          locale: request.language,
          payment_method_types: ['card'],
          line_items: [
            {
              quantity: 1,
              price_data: {
                currency: 'vnd',
                unit_amount: amountVnd,
                product_data: { name: `${request.language === 'en' ? 'Order' : 'Đơn hàng'} ${orderCode}` },
              },
            },
          ],
          client_reference_id: orderCode,
          metadata: metadataOf(request),
          payment_intent_data: {
            metadata: metadataOf(request),
            ...(applicationFeeVnd === 0 ? {} : { application_fee_amount: applicationFeeVnd }),
          },
          success_url: request.returnUrl,
          cancel_url: request.cancelUrl,
          expires_at: Math.ceil(request.expiresAt.getTime() / 1000),
        },
        { idempotencyKey: `session-${request.sessionId}`, stripeAccount: account.externalAccount },
      ),
    );
    if (session.url === null) throw new GatewayRefused('the session has no page');
    return { externalId: session.id, checkoutUrl: session.url, namesBuyer: false };
  }

  async expireSession(account: GatewayAccount, session: KnownSession): Promise<SessionState> {
    try {
      return stateOf(
        await asked(() =>
          this.stripe.checkout.sessions.expire(
            session.externalId,
            {},
            { stripeAccount: account.externalAccount },
          ),
        ),
      );
    } catch (error) {
      // Only an open session can be expired: somebody paid, or its time had come.
      if (error instanceof GatewayRefused) return this.readSession(account, session);
      throw error;
    }
  }

  async readSession(account: GatewayAccount, { externalId }: KnownSession): Promise<SessionState> {
    return stateOf(
      await asked(() =>
        this.stripe.checkout.sessions.retrieve(externalId, {}, { stripeAccount: account.externalAccount }),
      ),
    );
  }

  async refund(account: GatewayAccount, request: RefundRequest): Promise<RefundState> {
    const stripeAccount = account.externalAccount;
    const { refundId, externalPaymentId, amountVnd, session } = request;
    // Stripe forgets a key after a day; what it refunded it never forgets.
    const made = await asked(() =>
      this.stripe.refunds.list({ payment_intent: externalPaymentId, limit: 100 }, { stripeAccount }),
    );
    const known = made.data.find(({ metadata }) => metadata?.['refund'] === refundId);
    if (known !== undefined) return refundState(known);
    return refundState(
      await asked(() =>
        this.stripe.refunds.create(
          {
            payment_intent: externalPaymentId,
            amount: amountVnd,
            metadata: { refund: refundId, order: session.orderCode },
            ...(session.applicationFeeVnd === 0 ? {} : { refund_application_fee: true }),
          },
          { idempotencyKey: `refund-${refundId}`, stripeAccount },
        ),
      ),
    );
  }

  /** Asked again under its key, Stripe tells of the same refund. */
  readRefund(account: GatewayAccount, request: RefundRequest): Promise<RefundState> {
    return this.refund(account, request);
  }

  async checkAccount({ externalAccount }: GatewayAccount): Promise<boolean> {
    try {
      const account = await this.stripe.accounts.retrieve(externalAccount);
      return account.charges_enabled;
    } catch (error) {
      // An account that never connected to this floor is forbidden to it.
      if (error instanceof Stripe.errors.StripePermissionError) return false;
      if (error instanceof Stripe.errors.StripeInvalidRequestError) return false;
      throw new GatewayUnavailable(said(error));
    }
  }
}

function stateOf(session: Stripe.Checkout.Session): SessionState {
  const { payment_status: paid, payment_intent: intent, amount_total: amount, currency } = session;
  if (paid === 'paid') {
    if (intent === null || amount === null || currency !== 'vnd')
      throw new GatewayUnavailable('a paid session without a payment in đồng');
    return {
      status: 'paid',
      externalPaymentId: typeof intent === 'string' ? intent : intent.id,
      amountVnd: amount,
    };
  }
  return { status: session.status === 'expired' ? 'expired' : 'open' };
}

/** Stripe's statuses of a refund: pending, requires_action, succeeded, failed, canceled. */
export function refundState({ id, status }: { id: string; status: string | null }): RefundState {
  if (status === 'succeeded') return { status: 'done', externalId: id };
  return { status: status === 'failed' || status === 'canceled' ? 'failed' : 'sent', externalId: id };
}

async function asked<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    // Refused keys and revoked accounts may be put right: only a refused request stays refused.
    if (error instanceof Stripe.errors.StripeInvalidRequestError) throw new GatewayRefused(said(error));
    throw new GatewayUnavailable(said(error), { cause: error });
  }
}

/**
 * Stripe keeps a failure of its own under the key and repeats it: asked again, it is a no for good. A page it may have
 * made all the same is one whose address nobody was ever told.
 */
async function askedOnce<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await asked(call);
  } catch (error) {
    const { cause } = error as { cause?: unknown };
    if (cause instanceof Stripe.errors.StripeError && cause.headers?.['idempotent-replayed'] === 'true')
      throw new GatewayRefused('a failure that is kept under the key');
    throw error;
  }
}

/** What went wrong, without anything of the request. */
function said(error: unknown): string {
  if (!(error instanceof Stripe.errors.StripeError)) return 'no answer';
  return [error.type, error.code, error.param, error.statusCode]
    .filter((part) => part !== undefined)
    .join(' ');
}
