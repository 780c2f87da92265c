import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import webPush from 'web-push';
import { ENVIRONMENT, type Environment } from '../config/config.module.js';
import type { PushKeys } from '../config/push-settings.js';
import { isPushEndpoint } from './push-endpoint.js';

/** Where a browser is reached, and what its messages are sealed for (RFC 8291). */
export interface PushAddress {
  endpoint: string;
  /** Point on P-256 and 16 bytes, both in base64url. */
  keys: { p256dh: string; auth: string };
}

/** What appears on a screen that may be locked. */
export interface PushNotice {
  /** The same id twice is the same message: the service and the screen put it in place of the first. */
  id: string;
  title: string;
  /** What a tap opens: a path of the floor. */
  path: string;
  /** Wakes a sleeping telephone. */
  urgent: boolean;
}

/** `later` with what the service asked for, in seconds; `gone`: nobody listens there any more. */
export type PushOutcome =
  | { kind: 'taken' }
  | { kind: 'gone' }
  | { kind: 'later'; seconds: number }
  | { kind: 'refused'; reason: string };

/** How long a service keeps a message for a telephone that is off. */
export const PUSH_KEPT_SECONDS = 86_400;
/** A service that says no hour. */
const LATER_SECONDS = 60;
const LONGEST_WAIT_SECONDS = 3_600;

/** Speaks to the push services of browsers (RFC 8030, encrypted by RFC 8291, signed by RFC 8292). */
@Injectable()
export class PushService {
  private readonly keys: PushKeys | null;
  private readonly timeoutMs: number;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    this.keys = environment.push;
    this.timeoutMs = environment.messageTimeoutSeconds * 1_000;
  }

  /** What a browser subscribes with; null where notices are not offered. */
  get publicKey(): string | null {
    return this.keys?.publicKey ?? null;
  }

  takes(endpoint: string): boolean {
    return this.keys !== null && isPushEndpoint(endpoint, this.keys.services);
  }

  /** Sends once. Never follows a redirect: it would lead wherever the other side likes. */
  async send(address: PushAddress, { id, title, path, urgent }: PushNotice): Promise<PushOutcome> {
    if (this.keys === null || !this.takes(address.endpoint)) return { kind: 'gone' };
    const { subject, publicKey, privateKey } = this.keys;
    const { headers, body } = webPush.generateRequestDetails(
      address,
      JSON.stringify({ title, path, tag: id }),
      {
        vapidDetails: { subject, publicKey, privateKey },
        TTL: PUSH_KEPT_SECONDS,
        // 32 characters of base64url is what a topic may have (RFC 8030).
        topic: createHash('sha256').update(id).digest('base64url').slice(0, 32),
        urgency: urgent ? 'high' : 'normal',
      },
    );
    const { 'Content-Length': _length, ...rest } = headers;
    const response = await fetch(address.endpoint, {
      method: 'POST',
      headers: Object.entries(rest),
      body: new Uint8Array(body ?? Buffer.alloc(0)),
      redirect: 'manual',
      signal: AbortSignal.timeout(this.timeoutMs),
    }).catch(() => null);
    if (response === null) return { kind: 'later', seconds: LATER_SECONDS };
    await response.body?.cancel();
    return outcomeOf(response);
  }
}

function outcomeOf({ status, headers, ok }: Response): PushOutcome {
  if (ok) return { kind: 'taken' };
  if (status === 404 || status === 410) return { kind: 'gone' };
  if (status !== 429 && status < 500) return { kind: 'refused', reason: `status ${status}` };
  const asked = Number(headers.get('retry-after') ?? Number.NaN);
  const seconds = Number.isFinite(asked) && asked > 0 ? Math.ceil(asked) : LATER_SECONDS;
  return { kind: 'later', seconds: Math.min(seconds, LONGEST_WAIT_SECONDS) };
}
