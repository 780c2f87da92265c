import { DoubleProcess } from './double-process.js';

export const STRIPE_KEY = 'sk_test_mau';
export const STRIPE_WEBHOOK_SECRET = 'whsec_mau';

/** A page as the double keeps it. */
export interface StripeSession {
  id: string;
  account: string;
  amount: number;
  fee: number;
  status: 'open' | 'complete' | 'expired';
  payment_intent: string | null;
  client_reference_id: string;
  metadata: Record<string, string>;
  url: string | null;
  params: Record<string, unknown>;
}

/** An event as Stripe would send it. */
export interface StripeEvent {
  body: string;
  signature: string;
  eventId: string;
}

interface State {
  sessions: StripeSession[];
  refunds: { id: string; amount: number; paymentIntent: string; status: string; feeRefunded: boolean }[];
  faults: string[];
  log: string[];
}

interface Settings {
  accounts?: Record<string, { charges: boolean }>;
  webhookUrl?: string | null;
  repeats?: number;
  refundStatus?: string;
}

/** What a double does with the next request to that path; see its program. */
export type Behaviour = 'fail' | 'stored' | 'hang' | 'lost';

/** Stripe, as a process beside the floor. */
export class StripeDouble {
  private constructor(private readonly process: DoubleProcess) {}

  /** Living at that time, with these connected accounts. */
  static async start(accounts: readonly string[], now: Date): Promise<StripeDouble> {
    const double = new StripeDouble(await DoubleProcess.start('stripe-double.program.ts'));
    await double.process.control('settings', {
      secretKey: STRIPE_KEY,
      webhookSecret: STRIPE_WEBHOOK_SECRET,
      accounts: Object.fromEntries(accounts.map((account) => [account, { charges: true }])),
    });
    await double.tick(now);
    return double;
  }

  get env(): Record<string, string> {
    return {
      STRIPE_SECRET_KEY: STRIPE_KEY,
      STRIPE_WEBHOOK_SECRET,
      STRIPE_API_BASE: this.process.url,
    };
  }

  /** From here on it is that time there. */
  tick(now: Date): Promise<void> {
    return this.process.control('settings', { offsetMs: now.getTime() - Date.now() });
  }

  set(settings: Settings): Promise<void> {
    return this.process.control('settings', settings);
  }

  /** The next requests to these paths meet that. */
  next(...calls: { path: string; behaviour: Behaviour }[]): Promise<void> {
    return this.process.control('next', { calls });
  }

  state(): Promise<State> {
    return this.process.control('state');
  }

  /** Somebody pays on the page; the event is told unless `quiet`, and comes back to be told again. */
  pay(sessionId: string, more: { lie?: object; quiet?: boolean } = {}): Promise<StripeEvent> {
    return this.process.control('pay', { sessionId, ...more });
  }

  event(type: string, account: string, object: object, secondsAgo = 0): Promise<StripeEvent> {
    return this.process.control('event', { type, account, object, secondsAgo });
  }

  /** Every refund comes to that status; the event that tells of the last one. */
  bringRefunds(status: string): Promise<StripeEvent> {
    return this.process.control('refunds', { status });
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}
