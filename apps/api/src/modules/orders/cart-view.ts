import { sumVnd } from '#kernel/money';
import type { CartLineFacts } from './cart-facts.sql.js';
import { catchWeightOf } from './catch-weight.js';
import { gateProblem, lineProblem } from './line-problem.js';

/** The cart as the API shows it; its id is the secret its holder already has. */
export function cartView(secret: string, status: string, facts: readonly CartLineFacts[]): object {
  const lines = facts.map((line) => {
    const unitPriceVnd = gateProblem(line) === null ? line.priceVnd : 0;
    const problem = lineProblem(line);
    return {
      variantId: line.variantId,
      productSlug: line.productSlug,
      name: line.productName,
      variantName: line.variantName,
      unit: line.unit,
      quantity: line.quantity,
      unitPriceVnd,
      totalVnd: unitPriceVnd * line.quantity,
      available: line.available,
      alcohol: line.alcohol,
      stars: line.stars,
      image: imageOf(line),
      seller: { slug: line.sellerSlug, name: line.sellerName },
      ...catchWeightOf(line),
      ...(problem === null ? {} : { problem }),
    };
  });
  return { id: secret, status, lines, itemsVnd: sumVnd(lines.map((line) => line.totalVnd)) };
}

function imageOf(line: CartLineFacts): object | null {
  if (line.imageSha === null) return null;
  return {
    url: `/api/v1/images/${line.imageSha}/320.jpg`,
    width: line.imageWidth,
    height: line.imageHeight,
    alt: line.imageAlt,
  };
}
