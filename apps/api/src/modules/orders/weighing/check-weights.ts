import { weighedVnd } from '#kernel/listing-prices';
import { formatInteger } from '#kernel/money';
import { fieldProblem } from '../../../platform/http/validation.js';

/** A line of goods sold by weight, as it was ordered and perhaps weighed before. */
export interface LineByWeight {
  id: string;
  quantity: number;
  kgPriceVnd: number;
  maxGrams: number;
  weighedGrams: number | null;
}

/** What a line weighs, and what it costs by that. */
export interface WeighedLine {
  id: string;
  grams: number;
  totalVnd: number;
}

/**
 * Holds what the scales showed against what was ordered: every line that waits is named, none twice, none is heavier than
 * the buyer agreed to pay for or than it was weighed before.
 *
 * @throws Problem validation_failed, at the line
 */
export function checkWeights(
  lines: readonly LineByWeight[],
  shown: readonly { lineId: string; grams: number }[],
): WeighedLine[] {
  const weighed = shown.map(({ lineId, grams }, index): WeighedLine => {
    const line = lines.find(({ id }) => id === lineId);
    if (line === undefined || shown.findIndex((other) => other.lineId === lineId) !== index)
      throw fieldProblem(
        `lines.${index}.lineId`,
        'not_found',
        'Đơn không có món bán theo cân này, hoặc món này ghi hai lần',
        'No such line sold by weight in the order, or named twice',
      );
    const most = line.weighedGrams ?? line.maxGrams * line.quantity;
    if (grams > most)
      throw fieldProblem(
        `lines.${index}.grams`,
        'too_big',
        `Nhiều nhất ${formatInteger(most)} g: tiền chỉ giảm, không tăng. Cân được nhiều hơn thì ghi ${formatInteger(most)} g, phần hơn không tính tiền`,
        `At most ${most} g: the total may only fall. Write ${most} g if it weighs more`,
      );
    return { id: line.id, grams, totalVnd: weighedVnd(line.kgPriceVnd, grams) };
  });
  if (lines.some(({ id, weighedGrams }) => weighedGrams === null && !weighed.some((line) => line.id === id)))
    throw fieldProblem(
      'lines',
      'required',
      'Cân đủ mọi món bán theo cân của đơn',
      'Weigh every line that waits for the scales',
    );
  return weighed;
}
