import type { EntityManager } from 'typeorm';
import { PRODUCT_CODE_FORM_SINCE } from '#kernel/product-code';
import { fieldProblem } from '../../../platform/http/validation.js';

/** What a code is to be given to. */
export interface CodedRow {
  /** The first certificate of its chain, or its own id. */
  chainId: string;
  productId: string | null;
  productName: string;
  holderName: string;
  communeCode: string;
  productCode: string;
  decisionDate: string;
}

/**
 * A code of the present form names one product of the province: its serial number is the commune's own (Decision
 * 26/2026/QĐ-TTg, score sheet). The same product may bear it again, as after a lapse; older forms were never unique. Two
 * officers who enter certificates of one commune at once take turns here.
 *
 * @throws Problem validation_failed (productCode)
 */
export async function demandFreeCodes(tx: EntityManager, rows: readonly CodedRow[]): Promise<void> {
  const coded = rows.filter(({ decisionDate }) => decisionDate >= PRODUCT_CODE_FORM_SINCE);
  if (coded.length === 0) return;
  const communes = [...new Set(coded.map(({ communeCode }) => communeCode))].sort();
  for (const commune of communes)
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`product codes of ${commune}`]);
  const known = new Map<string, string>();
  for (const row of coded) {
    const other = known.get(row.productCode);
    if (other !== undefined && other !== subjectOf(row)) throw TAKEN(row.productCode);
    known.set(row.productCode, subjectOf(row));
  }
  const [taken] = await tx.query<{ code: string }[]>(
    `SELECT r."productCode" AS code
     FROM jsonb_to_recordset($1::jsonb) AS r("chainId" uuid, "productId" uuid, "productName" text, "holderName" text,
       "productCode" text)
     JOIN certifications c ON c.product_code = r."productCode" AND c.decision_date >= $2::date
     WHERE coalesce(c.first_id, c.id) <> r."chainId"
       AND CASE WHEN c.product_id IS NULL AND r."productId" IS NULL
         THEN (c.product_name, c.holder_name) <> (r."productName", r."holderName")
         ELSE c.product_id IS DISTINCT FROM r."productId" END
     LIMIT 1`,
    [JSON.stringify(coded), PRODUCT_CODE_FORM_SINCE],
  );
  if (taken !== undefined) throw TAKEN(taken.code);
}

const subjectOf = ({ productId, productName, holderName }: CodedRow): string =>
  productId ?? `${productName} / ${holderName}`;

const TAKEN = (code: string) =>
  fieldProblem(
    'productCode',
    'taken',
    `Mã sản phẩm ${code} đã ghi cho sản phẩm khác; số thứ tự do xã giữ, mỗi sản phẩm một số (Quyết định 26/2026/QĐ-TTg)`,
    `The code ${code} is another product’s; a commune gives each serial number once (Decision 26/2026/QĐ-TTg)`,
  );
