import { request as ask } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demo } from '../support/pages.js';
import { People, type Person } from '../support/people.js';
import { WebFloor } from '../support/web-floor.js';

let floor: WebFloor;
let people: People;
let person: Person;

beforeAll(async () => {
  floor = await WebFloor.start();
  people = new People(floor.api, floor.database, floor.clock);
});
afterAll(() => floor?.stop());
beforeEach(async () => {
  person = await people.person();
});

interface Raw {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** A request as it is written, without what fetch puts right. */
function raw(
  method: string,
  path: string,
  { headers = {}, body = '' }: { headers?: Record<string, string>; body?: string } = {},
): Promise<Raw> {
  const { hostname, port } = new URL(floor.url);
  const form = method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
  return new Promise((resolve, reject) => {
    const request = ask(
      {
        hostname,
        port,
        method,
        path,
        headers: { ...form, 'content-length': String(Buffer.byteLength(body)), ...headers },
      },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

const liveSessions = async (): Promise<number> => {
  const [row] = await floor.database.query<{ count: string }>(
    `SELECT count(*) FROM sessions WHERE account_id = $1 AND ended_at IS NULL`,
    [person.accountId],
  );
  return Number(row?.count);
};

const HOSTILE = [
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  '/%2e//evil.example',
  'javascript:alert(1)',
  '/x\r\nset-cookie: floor_session=planted',
  '/x\nlocation: https://evil.example',
];

describe.each(HOSTILE)('an address to come back to of %j', (address) => {
  const query = `?tiep=${encodeURIComponent(address)}`;

  test('leads nowhere but into the account, and writes no header', async () => {
    const proof = await raw('POST', `/tai-khoan/xac-nhan${query}`, {
      headers: person.headers,
      body: 'intent=send',
    });
    const password = await raw('POST', `/dang-nhap${query}`, { body: 'intent=code&contact=0912345678' });
    for (const answer of [proof, password]) {
      expect(answer.status).toBe(303);
      const location = new URL(String(answer.headers.location), floor.url);
      expect(location.origin).toBe(floor.url);
      expect(location.searchParams.get('tiep') ?? '/tai-khoan').toBe('/tai-khoan');
      expect(String(answer.headers['set-cookie'])).not.toContain('planted');
    }
    const page = await raw('GET', `/dang-nhap${query}`);
    expect(page.status).toBe(200);
    expect(page.body).not.toContain('evil.example');
    expect(page.body).not.toContain('javascript:');
  });
});

test('a return address is written out escaped', async () => {
  const { body } = await raw('GET', `/dang-nhap?tiep=${encodeURIComponent('/a"><script>alert(1)</script>')}`);
  expect(body).not.toContain('<script>alert');
});

describe('a form that another site sends', () => {
  const foreign: [string, Record<string, string>][] = [
    ['by Sec-Fetch-Site', { 'sec-fetch-site': 'cross-site' }],
    ['from a sister site', { 'sec-fetch-site': 'same-site' }],
    ['by its origin, in an older browser', { origin: 'https://evil.example' }],
    ['from a sandboxed frame, in an older browser', { origin: 'null' }],
  ];
  test.each(foreign)('is refused %s, and changes nothing', async (_, headers) => {
    for (const [path, body] of [
      ['/dang-xuat', ''],
      ['/tai-khoan/thiet-bi', 'device=current'],
      ['/tai-khoan/du-lieu', 'intent=erase'],
      ['/tai-khoan', 'name=Ai+Do'],
      ['/dang-nhap', 'intent=code&contact=0912345678'],
    ]) {
      const answer = await raw('POST', path ?? '', {
        headers: { ...headers, ...person.headers },
        body: body ?? '',
      });
      expect([path, answer.status]).toEqual([path, 403]);
    }
    expect(await liveSessions()).toBe(1);
    expect(
      await floor.database.query(`SELECT FROM erasures WHERE account_id = $1`, [person.accountId]),
    ).toEqual([]);
  });

  test('is taken from the floor itself', async () => {
    const answer = await raw('POST', '/dang-xuat', {
      headers: { 'sec-fetch-site': 'same-origin', ...person.headers },
    });
    expect([answer.status, answer.headers.location]).toEqual([303, '/dang-nhap?da-ra']);
    expect(String(answer.headers['set-cookie'])).toMatch(/floor_session=;.*Max-Age=0/);
    expect(await liveSessions()).toBe(0);
  });
});

test('a link signs nobody out', async () => {
  const answer = await raw('GET', '/dang-xuat', { headers: person.headers });
  expect([answer.status, answer.headers['set-cookie']]).toEqual([200, undefined]);
  expect(await liveSessions()).toBe(1);
});

test('pages of somebody signed in are kept by nobody', async () => {
  for (const path of [
    '/tai-khoan',
    '/tai-khoan/bao-mat',
    '/dang-nhap',
    '/dang-ky',
    '/dang-xuat',
    '/tai-khoan/xac-nhan',
  ])
    expect([path, (await raw('GET', path, { headers: person.headers })).headers['cache-control']]).toEqual([
      path,
      'private, no-store',
    ]);
});

test('pages of the shop are the same for everybody and may be kept', async () => {
  for (const path of ['/', '/san-pham', `/san-pham/${demo.ordinary.slug}`, '/dieu-khoan']) {
    const guest = await raw('GET', path);
    const member = await raw('GET', path, { headers: person.headers });
    expect(member.body === guest.body, path).toBe(true);
    expect(member.headers.etag).toBe(guest.headers.etag);
    expect(member.headers['cache-control']).not.toContain('no-store');
    expect(member.headers['set-cookie']).toBeUndefined();
  }
});

test('a session that is over, or was never one, leads to the sign-in with the way back', async () => {
  for (const cookie of [`floor_session=${'B'.repeat(43)}`, 'floor_session=x', 'other=1', '']) {
    const answer = await raw('GET', '/tai-khoan/dia-chi?them', { headers: { cookie } });
    expect([answer.status, answer.headers.location]).toEqual([
      303,
      '/dang-nhap?tiep=%2Ftai-khoan%2Fdia-chi%3Fthem',
    ]);
  }
});
