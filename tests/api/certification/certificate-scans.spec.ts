import { randomUUID } from 'node:crypto';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HOUR_MS } from '#kernel/time';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ScansService } from '../../../apps/api/src/modules/certification/certificates/scans.service.js';
import { CertificateDesk } from '../../support/certificates.js';
import { OfficerClient } from '../../support/officer.js';
import { People } from '../../support/people.js';
import { HOME_COMMUNE, OTHER_COMMUNE } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let desk: CertificateDesk;
let elsewhere: CertificateDesk;
let reader: OfficerClient;

beforeAll(async () => {
  shop = await openSmallShop();
  const people = new People(shop.app, shop.database, shop.clock);
  const client = async (...args: Parameters<People['officer']>): Promise<OfficerClient> =>
    new OfficerClient(shop.app, await people.officer(...args));
  desk = new CertificateDesk(await client('certification_officer'), shop.database);
  elsewhere = new CertificateDesk(await client('certification_officer', [OTHER_COMMUNE]), shop.database);
  reader = await client('commune_checker', [HOME_COMMUNE]);
});
afterAll(() => shop.close());

describe('a scan', () => {
  const pdf = Buffer.from('%PDF-1.7\n<script>alert(1)</script>\n%%EOF');
  const send = async (id: string, kind: string, bytes: Uint8Array, by = desk.officer) => {
    const form = new FormData();
    form.append('kind', kind);
    form.append('file', new Blob([Buffer.from(bytes)]), '../../quyet-dinh.html');
    const response = await fetch(`${shop.app.url}/api/v1/admin/certificates/${id}/scans`, {
      method: 'POST',
      headers: by.person.headers,
      body: form,
    });
    return { status: response.status, body: (await response.json()) as { id: string; code: string } };
  };

  it('leaves as a download only, and every reading is written down', async () => {
    const id = await desk.record('2024-05-01');
    const { status, body } = await send(id, 'decision', pdf);
    expect(status).toBe(201);
    const read = await reader.download(`/admin/certificates/${id}/scans/${body.id}`);
    expect(read.bytes.equals(pdf)).toBe(true);
    expect(read.headers.get('content-disposition')).toBe(`attachment; filename="decision-${body.id}.pdf"`);
    expect(read.headers.get('content-type')).toBe('application/octet-stream');
    expect(read.headers.get('content-security-policy')).toContain('sandbox');
    expect(await desk.actionsOn(id)).toEqual([
      'certificate.recorded',
      'certificate.scan_added',
      'certificate.scan_read',
    ]);
  });

  it('is a picture or a PDF by its content, of a kind that is known, and of the officer’s communes', async () => {
    const id = await desk.record('2024-05-01');
    expect((await send(id, 'decision', Buffer.from('<svg onload="x()"/>'))).body.code).toBe(
      'unsupported_type',
    );
    expect((await send(id, 'decision', Buffer.from('%PDF-1.7 cut off'))).body.code).toBe('unsupported_type');
    expect((await send(id, 'letter', pdf)).body.code).toBe('validation_failed');
    expect((await send(id, 'decision', pdf, elsewhere.officer)).body.code).toBe('not_found');
    expect(
      await shop.database.query(`SELECT 1 FROM certificate_scans WHERE certification_id = $1`, [id]),
    ).toEqual([]);
  });
});

it('takes files away that no row names, after a day, and no others', async () => {
  const id = await desk.record('2024-05-01');
  const form = new FormData();
  form.append('kind', 'decision');
  form.append('file', new Blob([Buffer.from('%PDF-1.7\n%%EOF')]), 'a.pdf');
  const sent = await fetch(`${shop.app.url}/api/v1/admin/certificates/${id}/scans`, {
    method: 'POST',
    headers: desk.officer.person.headers,
    body: form,
  });
  const { id: named } = (await sent.json()) as { id: string };
  const folder = join(shop.database.dataDir, 'certificates', id);
  const [orphan, fresh] = [randomUUID(), randomUUID()];
  for (const name of [orphan, fresh]) await writeFile(join(folder, name), 'x');
  const yesterday = new Date(Date.now() - 25 * HOUR_MS);
  for (const name of [orphan, named]) await utimes(join(folder, name), yesterday, yesterday);
  await shop.app.get(ScansService).sweep();
  expect((await readdir(folder)).sort()).toEqual([named, fresh].sort());
});
