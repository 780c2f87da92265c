import { formatDay, type Day } from '#kernel/time';
import type { FieldProblem } from '../../../platform/http/problem.js';
import type { LabelFacts, ProductContent } from '../changes/product-content.js';
import { handlings, paperKinds, ruleOfSet } from './listing-rules.js';
import { screenWords } from './screen-words.js';

/** A paper that was sent, as far as the rule asks. */
export interface PaperThere {
  kind: string;
  expiresOn: Day | null;
}

const LABEL_WORDS: Readonly<Record<keyof LabelFacts, readonly [vi: string, en: string]>> = {
  ingredients: ['thành phần, nguyên liệu', 'ingredients'],
  allergens: ['chất gây dị ứng (không có thì ghi “Không có”)', 'allergens (“none” where there are none)'],
  use: ['cách dùng', 'how it is used'],
  storage: ['cách bảo quản', 'how it is kept'],
  shelfLifeDays: ['hạn dùng (số ngày)', 'shelf life in days'],
  netContent: ['khối lượng, thể tích', 'net content'],
  warning: ['lời cảnh báo', 'the warning'],
  alcoholPercent: ['độ cồn', 'alcohol by volume'],
};

/**
 * What the rule of its set still wants of a content, by field path: facts of the label, how it is kept on the way and for
 * how long, papers that are there and still valid; and words that cannot stand there. What the content lacks in itself is
 * missing-parts.ts' business.
 */
export function requiredParts(
  content: ProductContent,
  papers: readonly PaperThere[],
  today: Day,
): FieldProblem[] {
  const found: FieldProblem[] = [];
  const demand = (there: boolean, path: string, vi: string, en: string): void => {
    if (!there) found.push({ path, code: 'required', vi, en });
  };
  const rule = content.setNo === null ? undefined : ruleOfSet(content.setNo);
  for (const key of rule?.label ?? []) {
    const [vi, en] = LABEL_WORDS[key];
    demand(content.label[key] != null, `content.label.${key}`, `Chưa ghi ${vi}`, `The label lacks ${en}`);
  }
  if (rule !== undefined) {
    const way = handlings.find(({ code }) => code === content.handling);
    const allowed = rule.handling.includes(content.handling ?? '');
    demand(
      allowed,
      'content.handling',
      'Chọn cách bảo quản khi gửi hợp với loại hàng này',
      'Choose how it is kept on the way',
    );
    if (way?.needsDays === true)
      demand(
        content.maxTransitDays !== null,
        'content.maxTransitDays',
        `${way.name}: cần ghi phải tới nơi trong mấy ngày`,
        'Say within how many days it must arrive',
      );
    for (const { code, fromAlcoholPercent = 0 } of rule.papers)
      if ((content.label.alcoholPercent ?? 0) >= fromAlcoholPercent)
        found.push(...paperProblem(code, papers, today));
  }
  for (const { path, severity, phrase, why } of screenWords(content))
    if (severity === 'refused')
      found.push({
        path: `content.${path}`,
        code: 'prohibited_words',
        vi: `Không được viết “${phrase}”. ${why}`,
        en: `“${phrase}” cannot be written here`,
      });
  return found;
}

function paperProblem(code: string, papers: readonly PaperThere[], today: Day): FieldProblem[] {
  const name = paperKinds.find((kind) => kind.code === code)?.name ?? code;
  const sent = papers.filter(({ kind }) => kind === code);
  if (sent.some(({ expiresOn }) => expiresOn === null || expiresOn >= today)) return [];
  const last = sent
    .flatMap(({ expiresOn }) => expiresOn ?? [])
    .sort()
    .at(-1);
  return last === undefined
    ? [{ path: `papers.${code}`, code: 'required', vi: `Còn thiếu: ${name}`, en: `Missing paper: ${code}` }]
    : [
        {
          path: `papers.${code}`,
          code: 'expired',
          vi: `${name} đã hết hạn ngày ${formatDay(last)}`,
          en: `Expired paper: ${code}`,
        },
      ];
}
