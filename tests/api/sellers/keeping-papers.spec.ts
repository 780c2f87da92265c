import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR_MS } from '#kernel/time';
import { rotateKeys } from '../../../apps/api/src/administration/run-administration.js';
import { DocumentsService } from '../../../apps/api/src/modules/sellers/documents/documents.service.js';
import { testApp, testEnvironment, type TestApp } from '../../support/app.js';
import { Applicants, ID_NUMBER } from '../../support/applicants.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { pdfText } from '../../support/pdf-text.js';
import { People, type Person } from '../../support/people.js';
import { SmallFloor } from '../../support/small-floor.js';

const OLD = 'the-key-before-the-rotation-0123456789abcdef';
const NEW = 'the-key-after-the-rotation-0123456789abcdefg';

let database: TestDatabase;
const clock = clockAtSeeding();
let owner: Person;
let officer: Person;
let slug: string;
let sellerId: string;

beforeAll(async () => {
  database = await testDatabase();
  await under({ DATA_KEY: OLD }, async (app) => {
    await SmallFloor.in(database);
    const people = new People(app, database, clock);
    [owner, officer] = [await people.person(), await people.officer('approver')];
    const applicants = new Applicants(app);
    slug = await applicants.submitted(owner);
    const refusal = { reason: 'other', words: 'Giấy chưa rõ' };
    await applicants.call(officer, 'POST', `/admin/sellers/${slug}/refusal`, refusal);
    sellerId = (await applicants.shopOf(database, slug)).id;
  });
});
afterAll(() => database.drop());

/** The floor as it runs with those keys. */
async function under<T>(env: Record<string, string>, work: (app: TestApp) => Promise<T>): Promise<T> {
  const app = await testApp({ database, clock, env });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

/** What of the shop opens: papers, the letter, what was told in confidence. */
async function opened(app: TestApp): Promise<{ papers: number; letter: boolean; idNumber: boolean }> {
  const applicants = new Applicants(app);
  const idsOf = (table: string): Promise<{ id: string }[]> =>
    database.query(`SELECT id FROM ${table} WHERE seller_id = $1`, [sellerId]);
  let papers = 0;
  for (const { id } of await idsOf('seller_documents')) {
    const answer = await fetch(`${app.url}/api/v1/admin/sellers/${slug}/documents/${id}/readings`, {
      method: 'POST',
      headers: { ...officer.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ reason: 'Đối chiếu' }),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (answer.status === 200 && bytes.subarray(0, 3).toString('latin1') === '\xff\xd8\xff') papers += 1;
  }
  const [issued] = await idsOf('letters');
  const letter = await fetch(`${app.url}/api/v1/seller/${slug}/letters/${issued?.id}.pdf`, {
    headers: owner.headers,
  });
  const text = letter.status === 200 ? pdfText(Buffer.from(await letter.arrayBuffer())) : '';
  const fields = await applicants.call<{ idNumber?: string }>(
    officer,
    'POST',
    `/admin/sellers/${slug}/sensitive-fields`,
    { reason: 'Đối chiếu' },
  );
  return {
    papers,
    letter: text.includes('Giấy chưa rõ'),
    idNumber: fields.body.idNumber === ID_NUMBER,
  };
}

const ALL = { papers: 3, letter: true, idNumber: true };

describe('changing DATA_KEY', () => {
  it('keeps papers and letters readable before, between and after; only then can the key before go', async () => {
    await under({ DATA_KEY: OLD }, async (app) => expect(await opened(app)).toEqual(ALL));
    await under({ DATA_KEY: NEW, DATA_KEY_PREVIOUS: OLD }, async (app) =>
      expect(await opened(app)).toEqual(ALL),
    );
    // Without the rotation the new key opens nothing of it.
    await under({ DATA_KEY: NEW }, async (app) =>
      expect(await opened(app)).toEqual({ papers: 0, letter: false, idNumber: false }),
    );
    const environment = testEnvironment({ database, env: { DATA_KEY: NEW, DATA_KEY_PREVIOUS: OLD } });
    expect(await rotateKeys(environment)).toBe(true);
    await under({ DATA_KEY: NEW }, async (app) => expect(await opened(app)).toEqual(ALL));
    await under({ DATA_KEY: OLD }, async (app) =>
      expect(await opened(app)).toEqual({ papers: 0, letter: false, idNumber: false }),
    );
  });
});

describe('the sweep', () => {
  const DAY_OLD = 25;
  const ORPHAN = '01900000-0000-7000-8000-00000000000a';
  const ON_ITS_WAY = '01900000-0000-7000-8000-00000000000b';

  it('takes away files no row names once they are a day old, and nothing else', async () => {
    const folder = join(database.dataDir, 'documents', sellerId);
    const kept = readdirSync(folder);
    expect(kept).toHaveLength(3);
    for (const name of [ORPHAN, ON_ITS_WAY, 'ghi-chu.txt']) writeFileSync(join(folder, name), 'x');
    // Files bear the machine's time; everything but the upload on its way is older than a day.
    const before = new Date(Date.now() - DAY_OLD * HOUR_MS);
    for (const name of [...kept, ORPHAN, 'ghi-chu.txt']) utimesSync(join(folder, name), before, before);
    await under({ DATA_KEY: NEW }, async (app) => {
      await Promise.all([app.get(DocumentsService).sweep(), app.get(DocumentsService).sweep()]);
    });
    expect(readdirSync(folder).sort()).toEqual([...kept, ON_ITS_WAY, 'ghi-chu.txt'].sort());
  });
});
