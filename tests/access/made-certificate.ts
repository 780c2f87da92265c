import { ScanStore } from '../../apps/api/src/modules/certification/certificates/scan-store.js';
import { Transactions } from '../../apps/api/src/platform/database/transactions.js';
import { DataKeys } from '../../apps/api/src/platform/sealing/data-keys.js';
import { nextNumber } from '../support/numbering.js';
import { HOME_COMMUNE } from '../support/small-floor.js';
import type { World } from './world.js';

/** A certificate of a product that is not on the floor, in force, with a sealed scan. */
export async function makeCertificate({ app, database, people }: World): Promise<Record<string, string>> {
  const number = nextNumber('certificate');
  const { accountId } = await people.person();
  const [row] = await database.query<{ id: string; scanId: string }>(
    `WITH c AS (INSERT INTO certifications (product_name, set_no, holder_name, holder_kind, commune_code, product_code,
         decision_number, decision_date, issued_by, issuing_level, stars, issued_on, expires_on)
       VALUES ('Mắm Mẫu', 8, 'Hộ kinh doanh Mẫu', 'household', $1, 'MẪU', $2, '2025-02-01', 'UBND tỉnh Cà Mau', 'province',
         3, '2025-02-01', '2028-02-01') RETURNING id)
     INSERT INTO certificate_scans (certification_id, kind, format, bytes, uploaded_by, uploaded_at)
     SELECT id, 'decision', 'pdf', 5, $3, now() FROM c RETURNING certification_id AS id, id AS "scanId"`,
    [HOME_COMMUNE, `${number}/QĐ-MẪU`, accountId],
  );
  if (row === undefined) throw new Error('The certificate was not made');
  await app.get(Transactions).run('officer', async (tx) => {
    const key = await app.get(DataKeys).create(tx, 'certificate', row.id);
    await app.get(ScanStore).write(key, row.scanId, Buffer.from('%PDF-'));
  });
  return { ...row };
}

/** A council's result about a product that is not on the floor. */
export async function makeAssessment({ database }: World): Promise<Record<string, string>> {
  const [row] = await database.query<{ id: string }>(
    `INSERT INTO assessments (product_name, set_no, holder_name, holder_kind, commune_code, assessed_on, stars, score)
     VALUES ($1, 8, 'Hộ kinh doanh Mẫu', 'household', $2, '2026-02-01', 2, 44) RETURNING id`,
    [`Mắm Mẫu ${nextNumber('assessment')}`, HOME_COMMUNE],
  );
  if (row === undefined) throw new Error('The assessment was not made');
  return { id: row.id };
}

/** The annex of a decision that an officer of the province read, about products of the home commune. */
export async function makeAnnex({ database, people }: World): Promise<Record<string, string>> {
  const { accountId } = await people.person();
  const [row] = await database.query<{ id: string }>(
    `INSERT INTO annex_imports (file_name, created_by, decision_number, decision_date, issued_by, status,
       status_changed_at, communes, headings, mapping, left_out, rows_created, rows_unchanged, rows_faulty, rows_warned)
     VALUES ('phu-luc.xlsx', $1, '7/QĐ-MẪU', '2026-10-01', 'UBND tỉnh Cà Mau', 'previewed', now(), ARRAY[$2], '[]', '{}',
       '{}', 0, 0, 0, 0) RETURNING id`,
    [accountId, HOME_COMMUNE],
  );
  if (row === undefined) throw new Error('The annex was not made');
  return { id: row.id };
}
