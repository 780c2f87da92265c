import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Problem } from '../../../platform/http/problem.js';
import { DataKeys, type DataKey } from '../../../platform/sealing/data-keys.js';
import { Keyring } from '../../../platform/sealing/keyring.js';
import type { Contact } from '../contact.js';
import { Account, type AccountStatus } from './account.entity.js';

/** What of an account is personal, opened. */
export interface PersonalProfile {
  name: string;
  /** E.164. */
  phone: string | null;
  email: string | null;
}

/** Accounts and the personal values sealed in them. */
@Injectable()
export class Accounts {
  constructor(
    private readonly keyring: Keyring,
    private readonly dataKeys: DataKeys,
  ) {}

  /** The account that is reached there; null when there is none. */
  async findByContact(
    tx: EntityManager,
    { kind, value }: Contact,
  ): Promise<{ id: string; status: AccountStatus } | null> {
    const [row] = await tx.query<{ id: string; status: AccountStatus }[]>(
      `SELECT id, status FROM accounts WHERE ${kind}_hash = ANY ($1::varchar[])`,
      [this.keyring.hashes(kind, value)],
    );
    return row ?? null;
  }

  /**
   * Opens an account for a person whose phone or e-mail was proven.
   *
   * @throws Problem account_exists when there is one already
   */
  async create(tx: EntityManager, contact: Contact, name: string, now: Date): Promise<string> {
    const id = uuidv7(now.getTime());
    const key = await this.dataKeys.create(tx, 'account', id);
    try {
      await tx.insert(Account, {
        id,
        status: 'active',
        statusChangedAt: now,
        nameSealed: key.seal(name, 'accounts.name'),
        phoneHash: null,
        phoneSealed: null,
        emailHash: null,
        emailSealed: null,
        ...this.sealedContact(key, contact),
        createdAt: now,
        updatedAt: now,
      });
    } catch (error) {
      throw brokenConstraint(error) === null ? error : new Problem('account_exists');
    }
    return id;
  }

  /** Name, phone and e-mail in clear; null for an erased account. */
  async profile(tx: EntityManager, accountId: string): Promise<PersonalProfile | null> {
    return (await this.profiles(tx, [accountId])).get(accountId) ?? null;
  }

  /** The same for several people in two statements; erased ones are missing. */
  async profiles(tx: EntityManager, accountIds: readonly string[]): Promise<Map<string, PersonalProfile>> {
    const ids = [...new Set(accountIds)];
    if (ids.length === 0) return new Map();
    const rows = await tx.query<
      { id: string; name: string | null; phone: string | null; email: string | null }[]
    >(
      `SELECT id, name_sealed AS name, phone_sealed AS phone, email_sealed AS email FROM accounts
       WHERE id = ANY ($1::uuid[]) AND status <> 'erased'`,
      [ids],
    );
    const keys = await this.dataKeys.findAll(tx, ids);
    return new Map(
      rows.flatMap(({ id, name, phone, email }) => {
        const key = keys.get(id);
        if (key === undefined || name === null) return [];
        return [
          [
            id,
            {
              name: key.open(name, 'accounts.name'),
              phone: phone === null ? null : key.open(phone, 'accounts.phone'),
              email: email === null ? null : key.open(email, 'accounts.email'),
            },
          ] as const,
        ];
      }),
    );
  }

  /** Changes the name, sealed anew. */
  async rename(tx: EntityManager, accountId: string, name: string, now: Date): Promise<void> {
    const key = await this.dataKeys.of(tx, accountId);
    const nameSealed = key.seal(name, 'accounts.name');
    await tx.update(Account, { id: accountId }, { nameSealed, updatedAt: now });
  }

  /**
   * Moves the account to that phone number or e-mail address.
   *
   * @returns the one before, as it was sealed; null where there was none
   * @throws Problem account_exists when another request gave it to another account
   */
  async setContact(
    tx: EntityManager,
    accountId: string,
    contact: Contact,
    now: Date,
  ): Promise<string | null> {
    const account = await tx.findOneByOrFail(Account, { id: accountId });
    const key = await this.dataKeys.of(tx, accountId);
    try {
      await tx.update(Account, { id: accountId }, { ...this.sealedContact(key, contact), updatedAt: now });
    } catch (error) {
      throw brokenConstraint(error) === null ? error : new Problem('account_exists');
    }
    return contact.kind === 'phone' ? account.phoneSealed : account.emailSealed;
  }

  /** How a phone number or e-mail address stands in an account: a digest to find it by, and itself sealed. */
  private sealedContact(key: DataKey, { kind, value }: Contact): Partial<Account> {
    return kind === 'phone'
      ? { phoneHash: this.keyring.hash('phone', value), phoneSealed: key.seal(value, 'accounts.phone') }
      : { emailHash: this.keyring.hash('email', value), emailSealed: key.seal(value, 'accounts.email') };
  }
}
