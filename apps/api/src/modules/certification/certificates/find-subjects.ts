import type { EntityManager } from 'typeorm';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import type { HolderFacts, RecordCertificationInput } from './certificate-input.dto.js';
import {
  certifiableProducts,
  type KnownCertificate,
  type Registrar,
  type Subject,
} from './find-certificate.js';

/** What a record says of the product it is for. */
type NamedRecord = Pick<RecordCertificationInput, 'kind' | 'followsId' | 'productId' | 'holder'>;

/**
 * For each record the product and producer it is for: those of the certificate it follows, of a product of the floor, or
 * those it names itself.
 *
 * @throws Problem not_found, not_allowed, validation_failed (named twice or not at all, outside the officer's communes,
 *   no such entry in the register of cooperatives)
 */
export async function findSubjects(
  tx: EntityManager,
  officer: Registrar,
  records: readonly NamedRecord[],
  followed: ReadonlyMap<string, KnownCertificate>,
): Promise<Subject[]> {
  const products = await certifiableProducts(
    tx,
    officer,
    'id',
    records.flatMap(({ productId }) => productId ?? []),
  );
  const cooperatives = await cooperativesOf(tx, records);
  return records.map(({ kind = 'first', followsId, productId, holder }) => {
    if ((kind === 'first') !== (followsId === undefined)) throw new Problem('state_conflict');
    const named = [followsId, productId, holder].filter((each) => each !== undefined);
    if (named.length !== 1) throw NOT_ONE_PRODUCT();
    const previous = followsId === undefined ? undefined : followed.get(followsId);
    if (previous !== undefined) return subjectOf(previous);
    const product = productId === undefined ? undefined : products.get(productId);
    if (product !== undefined) return product;
    if (holder === undefined) throw new Problem('not_found');
    return holderSubject(officer, holder, cooperatives);
  });
}

function holderSubject(
  { communes }: Registrar,
  { registerNumber, ...holder }: HolderFacts,
  cooperatives: ReadonlyMap<string, string>,
): Subject {
  if (communes !== null && !communes.includes(holder.communeCode))
    throw fieldProblem(
      'communeCode',
      'outside_territory',
      'Xã, phường này không thuộc địa bàn của bạn',
      'This commune is not yours',
    );
  const wanted = registerNumber ?? '';
  const cooperativeId = wanted === '' ? null : (cooperatives.get(wanted) ?? undefined);
  if (cooperativeId === undefined || (cooperativeId !== null && holder.holderKind !== 'cooperative'))
    throw fieldProblem(
      'registerNumber',
      'unknown',
      'Sổ hợp tác xã không có số đăng ký này',
      'No cooperative has this register number',
    );
  return { ...holder, productId: null, cooperativeId };
}

async function cooperativesOf(
  tx: EntityManager,
  records: readonly NamedRecord[],
): Promise<Map<string, string>> {
  const numbers = records.flatMap(({ holder }) => holder?.registerNumber ?? []);
  if (numbers.length === 0) return new Map();
  const rows = await tx.query<{ wanted: string; id: string }[]>(
    `SELECT wanted, c.id FROM unnest($1::text[]) AS w(wanted)
     JOIN cooperatives c ON c.register_number = upper(replace(wanted, ' ', ''))`,
    [[...new Set(numbers)]],
  );
  return new Map(rows.map(({ wanted, id }) => [wanted, id]));
}

function subjectOf(certificate: KnownCertificate): Subject {
  const { productId, productName, setNo, holderName, holderKind, communeCode, cooperativeId } = certificate;
  return { productId, productName, setNo, holderName, holderKind, communeCode, cooperativeId };
}

const NOT_ONE_PRODUCT = (): Problem =>
  fieldProblem(
    'productName',
    'one_product',
    'Ghi sản phẩm trên sàn, hoặc tên sản phẩm và chủ thể',
    'Name either a product of the floor, or product and producer',
  );
