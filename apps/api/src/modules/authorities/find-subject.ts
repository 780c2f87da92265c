import type { EntityManager } from 'typeorm';
import { fieldProblem } from '../../platform/http/validation.js';
import { isInTerritory, type Officer } from '../identity/index.js';
import type { EnterAuthorityRequestDto } from './authority-request.dto.js';
import type { RequestKind } from './authority-request.entity.js';

/** What a request is about; exactly one of the ids is there. */
export interface RequestSubject {
  productId: string | null;
  sellerId: string | null;
  orderId: string | null;
  communeCode: string;
}

type Field = 'productSlug' | 'sellerSlug' | 'orderCode';
type FoundSubject = Partial<RequestSubject> & Pick<RequestSubject, 'communeCode'>;

const FIND: Readonly<Record<Field, string>> = {
  // A paper names the page its writer saw, which may have moved since.
  productSlug: `SELECT id AS "productId", commune_code AS "communeCode" FROM products
    WHERE id = (SELECT product_id FROM page_addresses WHERE kind = 'product' AND slug = $1) AND published_at IS NOT NULL`,
  sellerSlug: `SELECT s.id AS "sellerId", p.commune_code AS "communeCode"
    FROM sellers s JOIN producers p ON p.id = s.producer_id WHERE s.slug = $1`,
  orderCode: `SELECT o.id AS "orderId", p.commune_code AS "communeCode"
    FROM orders o JOIN sellers s ON s.id = o.seller_id JOIN producers p ON p.id = s.producer_id WHERE o.code = $1`,
};

/** Which field names the subject of each kind; of information any one of them. */
const NAMED_BY: Readonly<Record<RequestKind, readonly Field[]>> = {
  take_down: ['productSlug'],
  suspend: ['sellerSlug'],
  information: ['productSlug', 'sellerSlug', 'orderCode'],
};

/**
 * What a request is about, in the officer's communes.
 *
 * @throws Problem validation_failed beside the field: none or another named, or nothing there by that name
 */
export async function findSubject(
  tx: EntityManager,
  officer: Officer,
  form: EnterAuthorityRequestDto,
): Promise<RequestSubject> {
  const allowed = NAMED_BY[form.kind];
  const named = (Object.keys(FIND) as Field[]).filter((field) => form[field] !== undefined);
  const [field] = named;
  if (field === undefined || named.length > 1 || !allowed.includes(field))
    throw fieldProblem(
      named.find((other) => !allowed.includes(other)) ?? allowed[0] ?? 'productSlug',
      'one_subject',
      'Mời ghi đúng một sản phẩm, gian hàng hoặc đơn hàng mà văn bản nói đến',
      'Name exactly one product, shop or order that the paper is about',
    );
  const [found] = await tx.query<FoundSubject[]>(FIND[field], [form[field]]);
  if (found === undefined || !isInTerritory(officer, found.communeCode))
    throw fieldProblem(
      field,
      'unknown',
      'Không tìm thấy trong địa bàn của bạn',
      'There is none in your communes',
    );
  return { productId: null, sellerId: null, orderId: null, ...found };
}
