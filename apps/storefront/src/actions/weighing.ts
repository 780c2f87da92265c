import type { APIContext } from 'astro';
import { weighedVnd } from '#kernel/listing-prices';
import { ApiProblem } from '../backend/api.js';
import { weighOrder, type OrderToWeigh } from '../backend/weighing.js';
import { textOf } from './form-text.js';
import { gramsOf } from './listing-numbers.js';
import { refusalIn } from './shop-door.js';

/** A line as the scales showed it. */
interface ReviewedLine {
  id: string;
  grams: number;
  totalVnd: number;
  /** Less than half of what it may weigh at most: perhaps a figure was left out, and it could never be raised again. */
  light: boolean;
}

/** What the page of an order shows again: to be put right, or to be looked over before it is written. */
export interface WeighPage {
  code: string;
  /** What the device calls this weighing: pressed again it counts once. */
  key: string;
  /** As typed, by line. */
  values: Record<string, string>;
  errors: Record<string, string>;
  message: string | null;
  /** What is to be confirmed; null while something is wrong. */
  review: { lines: ReviewedLine[]; totalVnd: number } | null;
  status: number;
}

/**
 * Takes what the scales showed. First it is shown with what it comes to, because it can only be corrected downwards
 * afterwards; the second press writes it. The order's code where it was written.
 */
export async function takeWeighing(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  slug: string,
  orders: readonly OrderToWeigh[],
  form: FormData,
): Promise<string | WeighPage> {
  const code = textOf(form, 'code', 40);
  const order = orders.find((one) => one.code === code);
  const page: WeighPage = {
    code,
    key: textOf(form, 'key', 64),
    values: {},
    errors: {},
    message: null,
    review: null,
    status: 422,
  };
  // An order that waits no more may be one that this very press has weighed: the API knows by the key.
  const ids = order?.lines.map(({ id }) => id) ?? namedIn(form);
  const weighed = ids.map((id) => {
    const typed = textOf(form, `${FIELD}${id}`, 20);
    page.values[id] = typed;
    const grams = gramsOf(typed) ?? 0;
    if (grams < 1) page.errors[id] = t.weighing.wrong;
    return { lineId: id, grams };
  });
  if (form.get('act') === 'again') return { ...page, errors: {}, status: 200 };
  if (Object.keys(page.errors).length > 0) return page;
  const review = order === undefined ? null : reviewOf(order, weighed);
  // Too heavy: the API says so at the line, in its words, and nothing is written.
  if (form.get('act') === 'weigh' || review === null) return write();
  return { ...page, review, status: 200 };

  async function write(): Promise<string | WeighPage> {
    try {
      await weighOrder(api, slug, code, { key: page.key, lines: weighed });
      return code;
    } catch (error) {
      const sentence =
        refusalIn(error, t.weighing.refusals, t.seller.refusals, t.errors.problems) ?? t.errors.problem;
      const { status, problem } = error as ApiProblem;
      for (const { path, message } of problem.errors ?? []) {
        const line = weighed[Number(/^lines\.(\d+)\.grams$/.exec(path)?.[1] ?? -1)];
        if (line !== undefined) page.errors[line.lineId] = message;
      }
      if (Object.keys(page.errors).length === 0) page.message = sentence;
      return { ...page, status };
    }
  }
}

const FIELD = 'grams-';

const namedIn = (form: FormData): string[] =>
  [...form.keys()].filter((name) => name.startsWith(FIELD)).map((name) => name.slice(FIELD.length));

/** What an order comes to by these weights; null where one is more than was ordered. */
function reviewOf(
  order: OrderToWeigh,
  weighed: readonly { lineId: string; grams: number }[],
): NonNullable<WeighPage['review']> | null {
  const lines = order.lines.map(({ id, quantity, kgPriceVnd, maxGrams, totalVnd }) => {
    const grams = weighed.find(({ lineId }) => lineId === id)?.grams ?? 0;
    const cost = weighedVnd(kgPriceVnd, grams);
    const most = maxGrams * quantity;
    return {
      id,
      grams,
      totalVnd: cost,
      light: grams * 2 < most,
      fallen: totalVnd - cost,
      over: grams > most,
    };
  });
  if (lines.some(({ over }) => over)) return null;
  const fallen = lines.reduce((sum, line) => sum + line.fallen, 0);
  return {
    lines: lines.map(({ id, grams, totalVnd, light }) => ({ id, grams, totalVnd, light })),
    totalVnd: order.totalVnd - fallen,
  };
}
