import type { TestApp } from './app.js';
import { callAs, type Told } from './caller.js';
import type { TestDatabase } from './database.js';
import type { Person } from './people.js';
import { deliverCodes, sentCodes } from './visitor.js';

/** What a shop's side, or a staff member, is told of a mandate. */
export interface SeenMandate {
  id: string;
  status: string;
  reason: string;
  permissions: string[];
  consentBy: string | null;
  until: string;
  staff?: { name: string };
  shop?: { slug: string };
}

/** A producer as staff write one down. */
export const PRODUCER = {
  ownerName: 'Lâm Thị Mẫu',
  kind: 'household',
  legalName: 'Hộ kinh doanh Khô Mẫu',
  name: 'Khô Mẫu Năm Căn',
  communeCode: '32248',
};

/** Staff who act for shops over HTTP, and the telephones of the owners they sit with. */
export class Assistance {
  constructor(
    private readonly app: TestApp,
    private readonly database: TestDatabase,
  ) {}

  call<Body = Record<string, unknown>>(
    person: Person,
    method: string,
    path: string,
    body?: object,
  ): Promise<Told<Body>> {
    return callAs<Body>(this.app, person, method, path, body);
  }

  ask(staff: Person, sellerSlug: string, more: object = {}): Promise<Told<{ id: string }>> {
    return this.call(staff, 'POST', '/admin/mandates', { sellerSlug, reason: 'Đăng bán hàng Tết', ...more });
  }

  /** What the owner reads out: the newest code on that telephone. @param phone E.164 */
  async readOut(phone: string): Promise<string> {
    const code = (await this.codesOn(phone)).at(-1);
    if (code === undefined) throw new Error(`No code reached ${phone}`);
    return code;
  }

  async codesOn(phone: string): Promise<string[]> {
    await deliverCodes(this.app, this.database);
    return sentCodes(this.database, phone);
  }

  /** The status of the answer. */
  async type(staff: Person, mandateId: string, code: string): Promise<number> {
    return (await this.call(staff, 'POST', `/admin/mandates/${mandateId}/consent`, { code })).status;
  }

  /** From the question to the consent by telephone; the mandate's id. */
  async mandate(staff: Person, slug: string, owner: Person, more: object = {}): Promise<string> {
    const { body, status } = await this.ask(staff, slug, more);
    if (status !== 201) throw new Error(`Not asked: ${status}`);
    const typed = await this.type(staff, body.id, await this.readOut(owner.phone));
    if (typed !== 204) throw new Error(`Not consented to: ${typed}`);
    return body.id;
  }

  async ofShop(owner: Person, slug: string): Promise<SeenMandate[]> {
    return (await this.call<{ items: SeenMandate[] }>(owner, 'GET', `/seller/${slug}/mandates`)).body.items;
  }

  async statusOf(mandateId: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ status: string }>(`SELECT status FROM mandates WHERE id = $1`, [
      mandateId,
    ]);
    return row?.status;
  }

  /** Writes something down with somebody who has nothing but a phone. @param ownerPhone as people type it */
  writeDown(staff: Person, ownerPhone: string, more: object = {}): Promise<Told<{ id: string }>> {
    return this.call(staff, 'POST', '/admin/assisted-applications', { ...PRODUCER, ownerPhone, ...more });
  }

  consentToApplication(
    staff: Person,
    id: string,
    code: string,
  ): Promise<Told<{ slug: string; mandateId: string }>> {
    return this.call(staff, 'POST', `/admin/assisted-applications/${id}/consent`, { code });
  }
}

/** Six digits, and not those. */
export const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
