import type { FieldProblem } from '../../../platform/http/problem.js';
import type { ProductContent } from './product-content.js';

/** What a content still lacks before it can be sent, by field path. */
export function missingParts(content: ProductContent): FieldProblem[] {
  const missing: FieldProblem[] = [];
  const demand = (path: string, there: boolean, vi: string, en: string): void => {
    if (!there) missing.push({ path: `content.${path}`, code: 'required', vi, en });
  };
  demand('images', content.images.length > 0, 'Cần ít nhất một ảnh', 'At least one picture');
  demand('name', content.name !== null, 'Chưa có tên sản phẩm', 'The product has no name');
  demand('setNo', content.setNo !== null, 'Chưa chọn bộ sản phẩm', 'Choose the product set');
  demand('description', content.description !== null, 'Chưa có lời giới thiệu', 'The description is missing');
  demand('shipsTo', content.shipsTo !== null, 'Chưa chọn nơi giao được', 'Say where it is sent');
  demand('variants', content.variants.length > 0, 'Chưa có giá bán', 'There is no price yet');
  content.variants.forEach((variant, index) => {
    const path = `variants.${index}`;
    demand(`${path}.name`, variant.name !== null, 'Chưa có tên quy cách', 'The variant has no name');
    demand(`${path}.priceVnd`, variant.priceVnd !== null, 'Chưa có giá bán', 'The price is missing');
    demand(`${path}.unit`, variant.unit !== null, 'Chưa có đơn vị bán', 'The unit is missing');
    demand(
      `${path}.weightGrams`,
      variant.weightGrams !== null,
      'Chưa có cân nặng khi gói',
      'The packed weight is missing',
    );
  });
  return missing;
}
