import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import { DAY_MS, type FakeClock } from '#kernel/time';
import {
  Accounts,
  consentTexts,
  demandRequiredConsents,
  recordConsents,
  type Contact,
} from '../modules/identity/index.js';
import type { Principal } from '../platform/access/access.js';
import { Transactions } from '../platform/database/transactions.js';
import { DEMO_CLOCK } from './demo-clock.js';

/** People of the demo who do something themselves: their accounts, and sessions for as long as the work takes. */
@Injectable()
export class DemoSessions {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: Accounts,
    @Inject(DEMO_CLOCK) private readonly clock: FakeClock,
  ) {}

  /** The account at that phone, opened where there is none. */
  async account(phone: string, name: string): Promise<string> {
    const contact: Contact = { kind: 'phone', value: phone };
    const now = this.clock.now();
    const given = Object.fromEntries(consentTexts(now).map(({ purpose, version }) => [purpose, version]));
    return this.transactions.run('account', async (tx) => {
      const found = await this.accounts.findByContact(tx, contact);
      if (found !== null) return found.id;
      const id = await this.accounts.create(tx, contact, name, now);
      await recordConsents(tx, id, demandRequiredConsents(given, now), now);
      return id;
    });
  }

  /** The account at that phone, as owner of that shop. */
  async owner(sellerId: string, { phone, name }: { phone: string; name: string }): Promise<string> {
    const accountId = await this.account(phone, name);
    const now = this.clock.now();
    await this.transactions.run('officer', (tx) =>
      tx.query(
        `INSERT INTO seller_members (seller_id, account_id, role, permissions, created_at, updated_at)
         SELECT $1, $2, 'owner', '{}', $3, $3
         WHERE NOT EXISTS (SELECT FROM seller_members WHERE seller_id = $1 AND account_id = $2)`,
        [sellerId, accountId, now],
      ),
    );
    return accountId;
  }

  /** A session that nobody holds the token of. */
  async as(accountId: string, work: (principal: Principal) => Promise<void>): Promise<void> {
    const [now, tokenHash] = [this.clock.now(), randomBytes(32).toString('hex')];
    const sessionId = uuidv7(now.getTime());
    await this.transactions.run('account', (tx) =>
      tx.query(
        `INSERT INTO sessions (id, account_id, token_hash, kind, label, second_factor, last_seen_at, expires_at, created_at,
           updated_at) VALUES ($1, $2, $3, 'session', 'Bản minh họa', false, $4, $5, $4, $4)`,
        [sessionId, accountId, tokenHash, now, new Date(now.getTime() + 365 * DAY_MS)],
      ),
    );
    const base = { accountId, sessionId, tokenHash, kind: 'session', scopes: null } as const;
    try {
      await work({ ...base, secondFactor: false, freshAt: null, duties: [] });
    } finally {
      await this.transactions.run('account', (tx) =>
        tx.query(`UPDATE sessions SET ended_at = $2, updated_at = $2 WHERE id = $1`, [
          sessionId,
          this.clock.now(),
        ]),
      );
    }
  }
}
