import sharp from 'sharp';
import { expect } from 'vitest';
import { checkSubjects } from '../../apps/api/src/modules/sellers/verification/verification-check.entity.js';
import { Buyer, type Answer } from './buyer.js';
import type { TestApp } from './app.js';
import type { TestDatabase } from './database.js';
import type { Person } from './people.js';

/** What nobody may find in clear. */
export const ID_NUMBER = '096185001234';
export const ACCOUNT = 'MAU7788990011';
export const BIRTH = '1985-04-23';

/** Answers of the steps of an application that is in order. */
export const STEPS = {
  registration: { registrationNumber: '01/ĐKHTX', registeredOn: '2015-03-15', taxCode: '0100109106' },
  representative: {
    representativeName: 'Nguyễn Thị Ví Dụ',
    position: 'Giám đốc',
    dateOfBirth: BIRTH,
    idNumber: ID_NUMBER,
  },
  address: { communeCode: '32248', addressLine: 'Ấp Mẫu 1', phone: '0912345678' },
  bank: { bankBin: '970405', accountNumber: ACCOUNT, accountName: 'HTX MAU DAT MUI' },
  consents: { representativeData: '2026-11', bankAccountData: '2026-11' },
};

/** People who apply for a shop, over HTTP. */
export class Applicants {
  private readonly caller: Buyer;

  constructor(private readonly app: TestApp) {
    this.caller = new Buyer(app.url);
  }

  call<Body = Record<string, unknown>>(
    person: Person,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer<Body>> {
    return this.caller.call<Body>(method, path, body, person.headers);
  }

  /** The slug of a draft. */
  async start(person: Person, name = 'Hợp tác xã Mẫu Đất Mũi'): Promise<string> {
    const beginnings = { kind: 'cooperative', legalName: name, name, communeCode: '32248' };
    const answer = await this.call<{ slug: string }>(person, 'POST', '/seller-applications', beginnings);
    expect(answer.status).toBe(201);
    return answer.body.slug;
  }

  /** Saves a step over what it is now. */
  async save(person: Person, slug: string, step: string, answers: object): Promise<Answer> {
    const path = `/seller/${slug}/application/${step}`;
    const { version } = (await this.call<{ version: number }>(person, 'GET', path)).body;
    return this.call(person, 'PUT', path, { version, ...answers });
  }

  /** Sends a paper, by default a photograph; the status of the answer. */
  async paper(person: Person, slug: string, kind: string, bytes?: Buffer): Promise<number> {
    const form = new FormData();
    form.append('kind', kind);
    form.append('file', new Blob([new Uint8Array(bytes ?? (await photograph()))]), '../../anh.jpg');
    const answer = await fetch(`${this.app.url}/api/v1/seller/${slug}/documents`, {
      method: 'POST',
      body: form,
      headers: person.headers,
    });
    await answer.arrayBuffer();
    return answer.status;
  }

  async complete(person: Person, slug: string): Promise<void> {
    for (const [step, body] of Object.entries(STEPS)) {
      const answer = await this.save(person, slug, step, body);
      expect(answer.status, step).toBe(204);
    }
    for (const kind of ['registration', 'identity', 'bank'])
      expect(await this.paper(person, slug, kind)).toBe(201);
  }

  /** What the database knows of a shop by its slug. */
  async shopOf(database: TestDatabase, slug: string): Promise<{ id: string; status: string }> {
    const [shop] = await database.query<{ id: string; status: string }>(
      `SELECT id, status FROM sellers WHERE slug = $1`,
      [slug],
    );
    if (shop === undefined) throw new Error(`There is no shop ${slug}`);
    return shop;
  }

  /** Writes down that everything was checked and matches, but for what is given. */
  async check(officer: Person, slug: string, but: Record<string, object> = {}): Promise<void> {
    const items = checkSubjects.map((subject) => ({ subject, result: 'matches', ...but[subject] }));
    const answer = await this.call(officer, 'POST', `/admin/sellers/${slug}/checks`, { items });
    expect(answer.status, answer.text).toBe(204);
  }

  /** The slug of an application in which an officer has checked everything. */
  async checked(person: Person, officer: Person): Promise<string> {
    const slug = await this.submitted(person);
    await this.check(officer, slug);
    return slug;
  }

  /** The slug of a shop that an officer let onto the floor. */
  async approved(person: Person, officer: Person): Promise<string> {
    const slug = await this.checked(person, officer);
    expect((await this.call(officer, 'POST', `/admin/sellers/${slug}/approval`)).status).toBe(204);
    return slug;
  }

  /** The slug of an application that waits for an officer. */
  async submitted(person: Person): Promise<string> {
    const slug = await this.start(person);
    await this.complete(person, slug);
    expect((await this.call(person, 'POST', `/seller/${slug}/application/submission`)).status).toBe(204);
    return slug;
  }
}

function photograph(): Promise<Buffer> {
  return sharp({ create: { width: 40, height: 30, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer();
}
