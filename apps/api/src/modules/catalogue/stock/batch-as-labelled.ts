import type { EntityManager } from 'typeorm';
import { addDays, formatDay, type Day } from '#kernel/time';
import { fieldProblem } from '../../../platform/http/validation.js';
import { emptyContent, type LabelFacts } from '../changes/product-content.js';
import { Product } from '../product.entity.js';
import { screenWords } from '../rules/screen-words.js';

/** A batch as a shop tells it. */
export interface BatchForm {
  code: string;
  madeOn: string;
  expiresOn: string | null;
  quantity: number;
}

/** Labels count in days what packers print by calendar months: eighteen months are 540 days here and 549 there. */
const MONTHS_AS_DAYS = 0.02;

/**
 * A batch held against the label that officers approved: it cannot keep longer than the label says, and one that is told
 * without a last day has the label's. Its code is printed and shown with the product, and nobody looks it over.
 *
 * @throws Problem validation_failed
 */
export async function batchAsLabelled(
  tx: EntityManager,
  productId: string,
  form: BatchForm,
  today: Day,
): Promise<BatchForm> {
  const { code, madeOn, expiresOn } = form;
  if (madeOn > today)
    throw fieldProblem(
      'madeOn',
      'in_future',
      'Ngày sản xuất chưa tới',
      'The day it was made is still to come',
    );
  if (expiresOn !== null && expiresOn < madeOn)
    throw fieldProblem(
      'expiresOn',
      'not_valid',
      'Hạn dùng không thể trước ngày sản xuất',
      'It cannot expire before it was made',
    );
  const claim = screenWords({ ...emptyContent, name: code }).find(({ severity }) => severity === 'refused');
  if (claim !== undefined)
    throw fieldProblem(
      'code',
      'prohibited_words',
      `Không được viết “${claim.phrase}”. ${claim.why}`,
      `“${claim.phrase}” cannot be written here`,
    );
  const days = await shelfLifeOf(tx, productId);
  if (days === null) return form;
  const last = addDays(madeOn, days + Math.ceil(days * MONTHS_AS_DAYS));
  if (expiresOn !== null && expiresOn > last)
    throw fieldProblem(
      'expiresOn',
      'too_late',
      `Nhãn đã duyệt ghi hạn dùng ${days} ngày: lô này hạn muộn nhất là ${formatDay(last)}`,
      `The approved label says ${days} days: this batch keeps until ${last} at the latest`,
    );
  return { ...form, expiresOn: expiresOn ?? addDays(madeOn, days) };
}

/** In days, as officers approved it; null for goods that keep. */
async function shelfLifeOf(tx: EntityManager, productId: string): Promise<number | null> {
  const product = await tx.findOneBy(Product, { id: productId });
  const label: LabelFacts = product?.label ?? {};
  return label.shelfLifeDays ?? null;
}
