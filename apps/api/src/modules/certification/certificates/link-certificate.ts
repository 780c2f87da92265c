import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { certificateAudit } from './certificate-audit.js';
import { certifiableProducts, holdCertificate, type Registrar } from './find-certificate.js';
import { registerProblem } from './register-problem.js';

/**
 * Says which product of the floor a certificate is for, together with all it follows and all that follows it. From then
 * on the gate asks it; there is no way back, because a certificate never passes from one product to another.
 */
@Injectable()
export class LinkCertificate {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem not_found (also: not the officer's), state_conflict (it has its product already), not_allowed (the
   *   officer's own goods), validation_failed (no such product, or of another set)
   */
  async run(officer: Registrar, id: string, slug: string): Promise<void> {
    const now = this.clock.now();
    try {
      await this.transactions.run('officer', async (tx) => {
        const certificate = await holdCertificate(tx, officer, id);
        if (certificate.productId !== null) throw new Problem('state_conflict');
        const product = (await certifiableProducts(tx, officer, 'slug', [slug]).catch(asField)).get(slug);
        if (product === undefined || product.setNo !== certificate.setNo) throw OTHER_SET();
        const first = certificate.firstId ?? certificate.id;
        const linked = await changedRows<{ id: string }>(
          tx,
          `UPDATE certifications SET product_id = $2, updated_at = $3
           WHERE (id = $1 OR first_id = $1) AND product_id IS NULL RETURNING id`,
          [first, product.productId, now],
        );
        const after = { productId: product.productId };
        await recordAudit(
          tx,
          linked.map((each) => certificateAudit(now, 'certificate.linked', each.id, { after })),
        );
      });
    } catch (error) {
      throw registerProblem(error);
    }
  }
}

function asField(error: unknown): never {
  throw error instanceof Problem && error.code === 'not_found' ? NO_SUCH_PRODUCT() : error;
}

const NO_SUCH_PRODUCT = (): Problem =>
  fieldProblem('productSlug', 'unknown', 'Không có sản phẩm này', 'There is no such product');
const OTHER_SET = (): Problem =>
  fieldProblem(
    'productSlug',
    'other_set',
    'Sản phẩm này thuộc bộ sản phẩm khác với giấy chứng nhận',
    'This product is of another set than the certificate',
  );
