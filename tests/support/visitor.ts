import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { consentTexts } from '../../apps/api/src/modules/identity/consents/consent-texts.js';
import { SendCodeMessage } from '../../apps/api/src/modules/identity/codes/send-code-message.js';
import { CLOCK } from '../../apps/api/src/platform/clock/clock.module.js';
import type { Clock } from '../../libs/kernel/src/time.js';
import type { TestApp } from './app.js';
import type { Answer } from './buyer.js';
import type { TestDatabase } from './database.js';
import { readMessages } from './outbox.js';

export interface Ticket {
  ticket: string;
  expiresAt: string;
  resendAfterSeconds: number;
}

export interface SignedInBody {
  account: { id: string; name: string };
  session: { id: string };
  secondFactorNeeded: boolean;
}

/** Somebody at a browser: keeps cookies as one does, and speaks to one API over real HTTP. */
export class Visitor {
  /** As the browser would send them. */
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly app: TestApp,
    private readonly database: TestDatabase,
    /** Headers that go with every request: a browser's name, an address the storefront vouches for. */
    public headers: Record<string, string> = {},
  ) {}

  async call<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${this.app.url}/api/v1${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookie === '' ? {} : { cookie }),
        ...this.headers,
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const text = await response.text();
    const json = (text === '' ? {} : JSON.parse(text)) as Body;
    return { status: response.status, body: json, text, headers: response.headers };
  }

  /** Asks for a code; what the API says about it. */
  async askForCode(contact: object): Promise<Ticket> {
    const answer = await this.call<Ticket>('POST', '/one-time-codes', contact);
    if (answer.status !== 202) throw new Error(`No code: ${answer.text}`);
    return answer.body;
  }

  /** The code that reached that phone or mailbox last, read from its channel. */
  async readCode(to: string): Promise<string> {
    await deliverCodes(this.app, this.database);
    const code = (await sentCodes(this.database, to)).at(-1);
    if (code === undefined) throw new Error(`No code reached ${to}`);
    return code;
  }

  /** Opens an account with a code, as the page does. @param phone E.164 */
  async signUp(phone: string, more: object = {}): Promise<SignedInBody> {
    const { ticket } = await this.askForCode({ phone });
    const form = { phone, ticket, code: await this.readCode(phone), name: 'Người Thử', ...more };
    const consents = currentConsents(this.app.get<Clock>(CLOCK as never).now());
    const answer = await this.call<SignedInBody>('POST', '/accounts', { consents, ...form });
    if (answer.status !== 201) throw new Error(`No account: ${answer.text}`);
    return answer.body;
  }

  /** Signs in with a code. @param phone E.164 */
  async signInByCode(phone: string): Promise<SignedInBody> {
    const { ticket } = await this.askForCode({ phone });
    return this.signIn({ phone, ticket, code: await this.readCode(phone) });
  }

  async signIn(form: object): Promise<SignedInBody> {
    const answer = await this.call<SignedInBody>('POST', '/sessions', form);
    if (answer.status !== 201) throw new Error(`Not signed in: ${answer.status} ${answer.text}`);
    return answer.body;
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** What the worker does with codes that wait, done now and here. */
export async function deliverCodes(app: TestApp, database: TestDatabase): Promise<void> {
  const waiting = await database.query<{ id: string }>(
    `SELECT id FROM one_time_codes WHERE message IS NOT NULL ORDER BY id`,
  );
  for (const { id } of waiting) await app.get(SendCodeMessage).run(id);
}

/** The codes that reached that phone or mailbox, in the order they came. */
export async function sentCodes(database: TestDatabase, to: string): Promise<string[]> {
  const messages = (await readMessages(database)).filter(
    (message) => message.id.startsWith('code-') && (message.to.phone ?? message.to.email) === to,
  );
  const timed = await Promise.all(
    messages.map(async ({ id, text }) => ({
      code: /\b\d{6}\b/.exec(text)?.[0] ?? '',
      // Ids of one instant have no order of their own, and a test's clock stands still.
      at: (await stat(join(database.dataDir, 'outbox', `${id}.json`), { bigint: true })).mtimeNs,
    })),
  );
  return timed.sort((a, b) => Number(a.at - b.at)).map(({ code }) => code);
}

/** The versions of the texts a sign-up form names. */
export function currentConsents(now: Date): Record<string, string> {
  return Object.fromEntries(
    consentTexts(now)
      .filter(({ required }) => required)
      .map(({ purpose, version }) => [purpose, version]),
  );
}
