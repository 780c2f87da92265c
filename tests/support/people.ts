import { uuidv7 } from '#kernel/ids';
import type { OfficerRole } from '#kernel/permissions';
import { DAY_MS, type Clock } from '#kernel/time';
import {
  hashSessionToken,
  makeSessionToken,
} from '../../apps/api/src/modules/identity/sessions/session-token.js';
import { DataKey, type DataKeyKind } from '../../apps/api/src/platform/sealing/data-keys.js';
import { Keyring } from '../../apps/api/src/platform/sealing/keyring.js';
import type { TestApp } from './app.js';
import type { TestDatabase } from './database.js';
import { nextNumber } from './numbering.js';

/** Somebody with an account and an open session. */
export interface Person {
  accountId: string;
  sessionId: string;
  name: string;
  /** E.164. */
  phone: string;
  token: string;
  /** What a browser of theirs sends: `{ cookie: 'floor_session=…' }`; of a bearer token the Authorization header. */
  headers: Record<string, string>;
}

export interface PersonWish {
  name?: string;
  /** E.164; unlike all others unless given. */
  phone?: string;
  /** A session that was not opened with a second factor, or whose fresh check is long ago. */
  secondFactor?: boolean;
  fresh?: boolean;
  /** A bearer token with these scopes in place of a browser's session. */
  scopes?: string[];
}

/**
 * Puts people on the floor for tests of what they may do: account, key, session, duties, memberships and mandates as
 * rows, complete and openable. How people sign up and in is tested through the routes themselves.
 */
export class People {
  constructor(
    private readonly app: TestApp,
    private readonly database: TestDatabase,
    private readonly clock: Clock,
  ) {}

  /** Somebody who has just signed in. */
  async person(wish: PersonWish = {}): Promise<Person> {
    const [person] = await this.persons([wish]);
    if (person === undefined) throw new Error('Nobody was made');
    return person;
  }

  /** Several at once, in three statements. */
  async persons(wishes: readonly PersonWish[]): Promise<Person[]> {
    const now = this.clock.now();
    const keyring = this.app.get(Keyring);
    const made = wishes.map((wish) => {
      const count = nextNumber('person');
      const accountId = uuidv7(now.getTime());
      const phone = wish.phone ?? `+849${String(count).padStart(8, '0')}`;
      const name = wish.name ?? `Người Mẫu ${count}`;
      const { key, sealed } = keyring.makeDataKey(accountId);
      const dataKey = new DataKey(accountId, key);
      const row = {
        id: accountId,
        key_sealed: sealed,
        name_sealed: dataKey.seal(name, 'accounts.name'),
        phone_hash: keyring.hash('phone', phone),
        phone_sealed: dataKey.seal(phone, 'accounts.phone'),
      };
      const person: Person = { accountId, name, phone, sessionId: '', token: '', headers: {} };
      return { row, person };
    });
    const rows = JSON.stringify(made.map(({ row }) => row));
    await this.database.query(
      `INSERT INTO data_keys (subject_id, kind, sealed)
       SELECT id, 'account', key_sealed FROM jsonb_to_recordset($1::jsonb) AS a(id uuid, key_sealed text)`,
      [rows],
    );
    await this.database.query(
      `INSERT INTO accounts (id, status, status_changed_at, name_sealed, phone_hash, phone_sealed, created_at, updated_at)
       SELECT id, 'active', $2, name_sealed, phone_hash, phone_sealed, $2, $2
       FROM jsonb_to_recordset($1::jsonb) AS a(id uuid, name_sealed text, phone_hash text, phone_sealed text)`,
      [rows, now],
    );
    const people = made.map(({ person }) => person);
    await this.signInAll(people.map((person, index) => [person, wishes[index] ?? {}]));
    return people;
  }

  /** A new session, or bearer token, of somebody who is there already; the person now carries it. */
  async signIn(person: Person, wish: PersonWish = {}): Promise<Person> {
    await this.signInAll([[person, wish]]);
    return person;
  }

  private async signInAll(all: readonly (readonly [Person, PersonWish])[]): Promise<void> {
    const now = this.clock.now();
    const rows = all.map(([person, { scopes, secondFactor = true, fresh = true }]) => {
      person.token = makeSessionToken();
      person.sessionId = uuidv7(now.getTime());
      person.headers =
        scopes === undefined
          ? { cookie: `floor_session=${person.token}` }
          : { authorization: `Bearer ${person.token}` };
      return {
        id: person.sessionId,
        token_hash: hashSessionToken(person.token),
        account_id: person.accountId,
        kind: scopes === undefined ? 'session' : 'bearer',
        scopes: scopes ?? null,
        second_factor: secondFactor,
        fresh_at: scopes === undefined && fresh ? now : null,
      };
    });
    await this.database.query(
      `INSERT INTO sessions (id, token_hash, account_id, kind, label, scopes, second_factor, fresh_at, last_seen_at, expires_at)
       SELECT id, token_hash, account_id, kind, 'Máy thử', scopes, second_factor, fresh_at, $2, $3
       FROM jsonb_to_recordset($1::jsonb) AS s(id uuid, token_hash text, account_id uuid, kind text, scopes text[],
         second_factor boolean, fresh_at timestamptz)`,
      [JSON.stringify(rows), now, new Date(now.getTime() + 30 * DAY_MS)],
    );
  }

  /** Gives a duty, since yesterday; null communes are the whole province. The duty's id. */
  async duty(person: Person, role: OfficerRole, communes: readonly string[] | null = null): Promise<string> {
    const id = uuidv7(this.clock.now().getTime());
    await this.database.query(
      `INSERT INTO officer_duties (id, account_id, role, communes, starts_at) VALUES ($1, $2, $3, $4, $5)`,
      [id, person.accountId, role, communes, new Date(this.clock.now().getTime() - DAY_MS)],
    );
    return id;
  }

  /** An officer of that role who has just signed in with both factors. */
  async officer(role: OfficerRole, communes: readonly string[] | null = null): Promise<Person> {
    const person = await this.person();
    await this.duty(person, role, communes);
    return person;
  }

  /** Takes somebody into a shop: with permissions as staff, without as an owner. The membership's id. */
  async member(
    person: Person,
    { sellerId }: { sellerId: string },
    permissions: readonly ('listings' | 'orders' | 'money')[] = [],
  ): Promise<string> {
    const id = uuidv7(this.clock.now().getTime());
    await this.database.query(
      `INSERT INTO seller_members (id, seller_id, account_id, role, permissions) VALUES ($1, $2, $3, $4, $5)`,
      [id, sellerId, person.accountId, permissions.length === 0 ? 'owner' : 'staff', permissions],
    );
    return id;
  }

  /** An open invitation of the shop to that phone, or to a phone like no other. Its id. */
  async invitation(
    owner: Person,
    { sellerId }: { sellerId: string },
    { phone, permissions = ['orders'] }: { phone?: string; permissions?: string[] } = {},
  ): Promise<string> {
    const now = this.clock.now();
    const id = uuidv7(now.getTime());
    const [keyring, key] = [this.app.get(Keyring), await this.keyOf(sellerId)];
    const e164 = phone ?? `+849${String(nextNumber('person')).padStart(8, '0')}`;
    await this.database.query(
      `INSERT INTO seller_invitations (id, seller_id, phone_hash, phone_sealed, role, permissions, status, status_changed_at,
         invited_by, expires_at) VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9)`,
      [
        id,
        sellerId,
        keyring.hash('phone', e164),
        key.seal(e164, 'seller_invitations.phone'),
        permissions.length === 0 ? 'owner' : 'staff',
        permissions,
        now,
        owner.accountId,
        new Date(now.getTime() + 14 * DAY_MS),
      ],
    );
    return id;
  }

  /** The shop's key; made where a shop came as bare rows. */
  async keyOf(sellerId: string, kind: DataKeyKind = 'seller'): Promise<DataKey> {
    const keyring = this.app.get(Keyring);
    await this.database.query(
      `INSERT INTO data_keys (subject_id, kind, sealed) VALUES ($1, $3, $2) ON CONFLICT DO NOTHING`,
      [sellerId, keyring.makeDataKey(sellerId).sealed, kind],
    );
    const [row] = await this.database.query<{ sealed: string }>(
      `SELECT sealed FROM data_keys WHERE subject_id = $1`,
      [sellerId],
    );
    return new DataKey(sellerId, keyring.openDataKey(sellerId, row?.sealed ?? ''));
  }

  /** A mandate somebody asked a shop for, and nobody has answered. Its id. */
  async mandateRequest(staff: Person, { sellerId }: { sellerId: string }): Promise<string> {
    const now = this.clock.now();
    const id = uuidv7(now.getTime());
    await this.database.query(
      `INSERT INTO mandates (id, seller_id, staff_account_id, reason, permissions, status, status_changed_at, requested_at,
         expires_at) VALUES ($1, $2, $3, 'Giúp đăng bán hàng', '{shop,listings,orders}', 'requested', $4, $4, $5)`,
      [id, sellerId, staff.accountId, now, new Date(now.getTime() + 7 * DAY_MS)],
    );
    return id;
  }

  /** A mandate the shop consented to, for twelve months. Whoever holds it needs a duty as well. Its id. */
  async mandate(
    staff: Person,
    { sellerId }: { sellerId: string },
    permissions: readonly ('shop' | 'listings' | 'orders')[] = ['shop', 'listings', 'orders'],
  ): Promise<string> {
    const now = this.clock.now();
    const id = uuidv7(now.getTime());
    await this.database.query(
      `INSERT INTO mandates (id, seller_id, staff_account_id, reason, permissions, status, status_changed_at, requested_at,
         consented_at, consent_by, consent_text_version, expires_at)
       VALUES ($1, $2, $3, 'Giúp đăng bán hàng', $4, 'active', $5, $5, $5, 'code', '1', $6)`,
      [id, sellerId, staff.accountId, permissions, now, new Date(now.getTime() + 365 * DAY_MS)],
    );
    return id;
  }
}
