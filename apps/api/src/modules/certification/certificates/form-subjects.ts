import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import type { HolderFacts, NamedSubject } from './certificate-input.dto.js';
import { certifiableProducts, type Registrar } from './find-certificate.js';

type Wanted = { [Field in keyof NamedSubject]: NamedSubject[Field] | undefined };

/** Whom and what a form names: a product by its address on the floor, or any other by name. */
@Injectable()
export class FormSubjects {
  constructor(private readonly transactions: Transactions) {}

  /** @throws Problem validation_failed (no such product, or a field of it is missing), not_allowed (own goods) */
  async of(
    officer: Registrar,
    { productSlug, ...holder }: Wanted,
  ): Promise<{ productId: string } | { holder: HolderFacts }> {
    if (productSlug === undefined || productSlug === null) return { holder: complete(holder) };
    const found = await this.transactions
      .run('officer', (tx) => certifiableProducts(tx, officer, 'slug', [productSlug]))
      .catch((error: unknown) => {
        throw error instanceof Problem && error.code === 'not_found'
          ? fieldProblem('productSlug', 'unknown', 'Không có sản phẩm này', 'There is no such product')
          : error;
      });
    return { productId: found.get(productSlug)?.productId ?? '' };
  }
}

const NEEDED = ['productName', 'setNo', 'holderName', 'holderKind', 'communeCode'] as const;

/** @throws Problem validation_failed at each field that is missing */
function complete(holder: { [Field in keyof HolderFacts]?: HolderFacts[Field] | undefined }): HolderFacts {
  const missing = NEEDED.filter((name) => holder[name] === undefined);
  if (missing.length > 0)
    throw new Problem('validation_failed', {
      errors: missing.map((path) => ({
        path,
        code: 'required',
        vi: 'Không được để trống khi sản phẩm chưa có trên sàn',
        en: 'Required while the product is not on the floor',
      })),
    });
  return holder as HolderFacts;
}
