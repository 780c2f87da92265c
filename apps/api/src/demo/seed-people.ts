import { Inject, Injectable } from '@nestjs/common';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EntityManager } from 'typeorm';
import { publicCode } from '#kernel/ids';
import { officerRoles } from '#kernel/permissions';
import { formatPhone } from '#kernel/phone';
import type { Clock, FakeClock } from '#kernel/time';
import {
  Accounts,
  consentTexts,
  demandRequiredConsents,
  Passwords,
  recordConsents,
  type Contact,
} from '../modules/identity/index.js';
import { ENVIRONMENT, type Environment } from '../platform/config/config.module.js';
import { Transactions } from '../platform/database/transactions.js';
import { writeAtomically } from '../platform/files/index.js';
import { DEMO_CLOCK, REAL_CLOCK } from './demo-clock.js';
import { demoPeople, demoPhone, type DemoAccount, type DemoPerson } from './demo-people.js';

interface DemoShop {
  readonly sellerId: string;
  readonly slug: string;
  readonly communeCode: string;
}

interface DemoPlaces {
  readonly shops: readonly DemoShop[];
  /** Communes of shops whose products wait to be checked. */
  readonly checked: readonly string[];
}

/**
 * Puts one account per role on the demo, each with a random password, and tells them in DATA_DIR/demo-accounts.json,
 * which only its owner can read. Safe to repeat: what is there is left alone; where the file is gone, all get new
 * passwords.
 */
@Injectable()
export class SeedPeople {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    @Inject(REAL_CLOCK) private readonly realClock: Clock,
    @Inject(DEMO_CLOCK) private readonly clock: FakeClock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * @param slugs the demo's shops, in the order of its files; people work in the first two that are open
   * @param listing shops whose products wait to be checked: the demo's checkers look after their communes too
   */
  async run(slugs: readonly string[], listing: readonly string[]): Promise<void> {
    this.clock.set(this.realClock.now());
    const shops = await this.openShops(slugs, 2);
    const checked = (await this.openShops(listing, listing.length)).map(({ communeCode }) => communeCode);
    const file = join(this.environment.dataDir, 'demo-accounts.json');
    const told = await readAccounts(file);
    const list: DemoAccount[] = [];
    for (const [place, person] of demoPeople.entries()) {
      const shop = person.shop === undefined ? null : shops[person.shop];
      // A province whose demo has fewer shops has fewer people.
      if (shop === undefined) continue;
      const phone = formatPhone(demoPhone(place));
      const known = told.find((account) => account.phone === phone)?.password;
      const password = known ?? `${publicCode(8)}-${publicCode(8)}`;
      await this.seed(
        person,
        { kind: 'phone', value: demoPhone(place) },
        { shops, checked },
        password,
        known !== undefined,
      );
      list.push({ role: person.role, phone, password, seller: shop?.slug ?? null });
    }
    await writeAtomically(file, Buffer.from(`${JSON.stringify(list, null, 2)}\n`), 0o600);
  }

  private async seed(
    person: DemoPerson,
    contact: Contact,
    there: DemoPlaces,
    password: string,
    told: boolean,
  ): Promise<void> {
    const found = await this.transactions.run('account', (tx) => this.accounts.findByContact(tx, contact));
    const accountId = found?.id ?? (await this.open(person, contact, there));
    const has = await this.transactions.run('account', (tx) => this.passwords.has(tx, accountId));
    if (told && has) return;
    const hash = await this.passwords.hashNew(password, [person.name]);
    await this.transactions.run('account', (tx) => this.passwords.set(tx, accountId, hash));
  }

  /** Account and post come together or not at all: a seeding that was killed leaves nobody without their role. */
  private async open(person: DemoPerson, contact: Contact, { shops, checked }: DemoPlaces): Promise<string> {
    const now = this.clock.now();
    const given = Object.fromEntries(consentTexts(now).map(({ purpose, version }) => [purpose, version]));
    const shop = person.shop === undefined ? undefined : shops[person.shop];
    const role = officerRoles.find((candidate) => candidate === person.role);
    const commune = person.inCommuneOf === undefined ? undefined : shops[person.inCommuneOf]?.communeCode;
    return this.transactions.run('officer', async (tx) => {
      const id = await this.accounts.create(tx, contact, person.name, now);
      await recordConsents(tx, id, demandRequiredConsents(given, now), now);
      if (shop !== undefined) await takeIn(tx, shop, id, person.role === 'owner', now);
      if (role !== undefined)
        await tx.query(
          `INSERT INTO officer_duties (account_id, role, communes, starts_at, created_at, updated_at)
           VALUES ($1, $2, $3, $4, $4, $4)`,
          [id, role, commune === undefined ? null : [...new Set([commune, ...checked])], now],
        );
      return id;
    });
  }

  private async openShops(slugs: readonly string[], most: number): Promise<DemoShop[]> {
    return this.transactions.run('officer', (tx) =>
      tx.query<DemoShop[]>(
        `SELECT s.id AS "sellerId", s.slug, p.commune_code AS "communeCode"
         FROM sellers s JOIN producers p ON p.id = s.producer_id
         WHERE s.slug = ANY ($1::varchar[]) AND s.status = 'approved' ORDER BY array_position($1::varchar[], s.slug) LIMIT $2`,
        [slugs, most],
      ),
    );
  }
}

async function takeIn(
  tx: EntityManager,
  { sellerId }: DemoShop,
  accountId: string,
  owner: boolean,
  now: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO seller_members (seller_id, account_id, role, permissions, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $5)`,
    [sellerId, accountId, owner ? 'owner' : 'staff', owner ? [] : ['listings', 'orders'], now],
  );
}

/** What an earlier seeding told; empty where there is no file, or one that cannot be read. */
async function readAccounts(file: string): Promise<DemoAccount[]> {
  try {
    const list: unknown = JSON.parse(await readFile(file, 'utf8'));
    return Array.isArray(list) ? (list as DemoAccount[]) : [];
  } catch {
    return [];
  }
}
