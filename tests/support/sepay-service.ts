import { createHmac } from 'node:crypto';
import type { Clock } from '#kernel/time';
import { nextNumber } from './numbering.js';

/** A transfer as SePay tells of it (developer.sepay.vn, "Create Webhooks"). */
export interface SepayTransfer {
  id: number;
  gateway: string;
  transactionDate: string;
  accountNumber: string;
  code: string | null;
  content: string;
  transferType: 'in' | 'out';
  transferAmount: number;
  accumulated: number;
  subAccount: string | null;
  referenceCode: string;
  description: string;
}

export interface Heard {
  status: number;
  body: Record<string, unknown>;
}

/**
 * Stands in for SePay outside the application, and signs as its documentation says: over the seconds, a full stop and the
 * bytes it sends. It calls whatever address a shop typed in.
 */
export class SepayService {
  constructor(
    private readonly clock: Clock,
    private readonly secret: string,
    private readonly accountNumber: string,
  ) {}

  transfer(amountVnd: number, content: string, more: Partial<SepayTransfer> = {}): SepayTransfer {
    const id = 92_000 + nextNumber('sepay transfer');
    return {
      id,
      gateway: 'Agribank',
      transactionDate: '2026-11-23 10:02:37',
      accountNumber: this.accountNumber,
      code: null,
      content,
      transferType: 'in',
      transferAmount: amountVnd,
      accumulated: 19_077_000,
      subAccount: null,
      referenceCode: `FT26327${id}`,
      description: `BankAPINotify ${content}`,
      ...more,
    };
  }

  /** Tells of a transfer; `secret` and `seconds` for those who only pretend to be SePay. */
  tell(
    url: string,
    transfer: object,
    { secret = this.secret, seconds }: { secret?: string; seconds?: number } = {},
  ): Promise<Heard> {
    return this.post(url, JSON.stringify(transfer), this.sign(JSON.stringify(transfer), secret, seconds));
  }

  sign(body: string, secret = this.secret, seconds?: number): Record<string, string> {
    const timestamp = String(seconds ?? Math.floor(this.clock.now().getTime() / 1_000));
    const digest = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
    return { 'x-sepay-timestamp': timestamp, 'x-sepay-signature': `sha256=${digest}` };
  }

  async post(url: string, body: string, headers: Record<string, string>): Promise<Heard> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    };
  }
}
