import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import type { Officer } from '../../identity/index.js';
import type { FollowingCertificateDto, HolderFacts, RecordCertificateDto } from './certificate-input.dto.js';
import { certifiableProducts } from './find-certificate.js';
import { RecordCertification } from './record-certification.js';

/** A certificate as an officer's form brings it: the product by its address on the floor, or by name. */
@Injectable()
export class EnterCertificate {
  constructor(
    private readonly transactions: Transactions,
    private readonly recordCertification: RecordCertification,
  ) {}

  /** @throws Problem as `RecordCertification`; validation_failed: no such product, or a field of it is missing */
  async first(officer: Officer, body: RecordCertificateDto): Promise<{ id: string }> {
    const {
      productSlug,
      productName,
      setNo,
      holderName,
      holderKind,
      communeCode,
      registerNumber,
      ...decision
    } = body;
    const isOnFloor = productSlug !== undefined && productSlug !== null;
    const subject = isOnFloor
      ? { productId: await this.productId(officer, productSlug) }
      : { holder: complete({ productName, setNo, holderName, holderKind, communeCode, registerNumber }) };
    const { certificationId } = await this.recordCertification.run(officer, { ...decision, ...subject });
    return { id: certificationId };
  }

  /** @throws Problem as `RecordCertification` */
  async following(
    officer: Officer,
    kind: 'upgrade' | 'renewal',
    followsId: string,
    decision: FollowingCertificateDto,
  ): Promise<{ id: string }> {
    const { certificationId } = await this.recordCertification.run(officer, { ...decision, kind, followsId });
    return { id: certificationId };
  }

  private async productId(officer: Officer, slug: string): Promise<string> {
    const found = await this.transactions
      .run('officer', (tx) => certifiableProducts(tx, officer, 'slug', [slug]))
      .catch((error: unknown) => {
        throw error instanceof Problem && error.code === 'not_found'
          ? fieldProblem('productSlug', 'unknown', 'Không có sản phẩm này', 'There is no such product')
          : error;
      });
    return found.get(slug)?.productId ?? '';
  }
}

const NEEDED = ['productName', 'setNo', 'holderName', 'holderKind', 'communeCode'] as const;

/** @throws Problem validation_failed at each field that is missing */
function complete(holder: { [Field in keyof HolderFacts]: HolderFacts[Field] | undefined }): HolderFacts {
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
