import { foldVietnamese } from '#kernel/text';
import type { Day } from '#kernel/time';

/**
 * Who may sign an OCOP certificate, and since when. Certificates outlive the bodies that issued them:
 * districts ceased on 1/7/2025, and the ministry changed its name on 1/3/2025.
 */

/** The level of the body that signed the decision. `commune` can be claimed but never issues. */
export type IssuingLevel = 'commune' | 'district' | 'province' | 'ministry';

/** One broken rule: the field to correct, a stable name, the sentence to show, the text it rests on. */
export interface RuleViolation {
  field: string;
  rule: string;
  message: string;
  source: string;
}

/** The part of a certificate that says who decided what, and when. */
export interface CertificateIssue {
  decisionDate: Day;
  issuedBy: string;
  issuingLevel: IssuingLevel;
  stars: number;
}

/** Districts ceased on 1/7/2025; this is the last day one could decide (Decision 1489/QĐ-TTg of 2025). */
export const LAST_DISTRICT_DAY: Day = '2025-06-30';

/** From this day the ministry is "Nông nghiệp và Môi trường" (Decree 35/2025/NĐ-CP). */
export const MINISTRY_RENAMED_ON: Day = '2025-03-01';

const COMPETENCE_SOURCE = 'Quyết định 26/2026/QĐ-TTg, Điều 4–7';
const DISTRICT_SOURCE = 'Quyết định 148/QĐ-TTg năm 2023; Quyết định 1489/QĐ-TTg năm 2025';
const MINISTRY_SOURCE = 'Nghị định 35/2025/NĐ-CP';

/** Every rule broken by who is said to have signed, when, and for how many stars. */
export function issuerViolations(issue: CertificateIssue): RuleViolation[] {
  const { issuingLevel, issuedBy, decisionDate, stars } = issue;
  const violations: RuleViolation[] = [];
  const named = levelNamed(issuedBy);
  if (issuingLevel === 'commune' || named === 'commune') {
    const message = 'Cấp xã kiểm tra hồ sơ nhưng không cấp giấy chứng nhận ở bất kỳ thời điểm nào.';
    return [{ field: 'issuedBy', rule: 'commune_never_issues', message, source: COMPETENCE_SOURCE }];
  }
  if (!LEVELS_OF_NAME[named].includes(issuingLevel)) {
    const message = 'Tên cơ quan cấp không khớp với cấp ra quyết định.';
    violations.push({ field: 'issuedBy', rule: 'issuer_level_mismatch', message, source: COMPETENCE_SOURCE });
  }
  if (issuingLevel === 'district' && decisionDate > LAST_DISTRICT_DAY) {
    const message = 'Từ ngày 1/7/2025 không còn cấp huyện, nên cấp huyện không thể ra quyết định.';
    violations.push({ field: 'decisionDate', rule: 'district_abolished', message, source: DISTRICT_SOURCE });
  }
  if (!STARS_OF_LEVEL[issuingLevel].includes(stars)) {
    const source = issuingLevel === 'district' ? DISTRICT_SOURCE : COMPETENCE_SOURCE;
    const message = `${COMPETENCE_WORDS[issuingLevel]}.`;
    violations.push({ field: 'stars', rule: 'level_may_not_give_stars', message, source });
  }
  if (
    issuingLevel === 'ministry' &&
    named === 'ministry' &&
    !ministryNames(decisionDate).has(bareName(issuedBy))
  ) {
    const message =
      decisionDate < MINISTRY_RENAMED_ON
        ? 'Trước ngày 1/3/2025, cơ quan cấp là Bộ Nông nghiệp và Phát triển nông thôn.'
        : 'Từ ngày 1/3/2025, cơ quan cấp là Bộ Nông nghiệp và Môi trường.';
    violations.push({
      field: 'issuedBy',
      rule: 'ministry_name_of_the_day',
      message,
      source: MINISTRY_SOURCE,
    });
  }
  return violations;
}

/**
 * Who gives which rank. Provinces gave 3 stars before districts did (until 2023) and again since 1/7/2025;
 * a provincial 3-star decision in between is taken as the provinces' own and not refused.
 */
const STARS_OF_LEVEL: Record<Exclude<IssuingLevel, 'commune'>, readonly number[]> = {
  district: [3],
  province: [3, 4],
  ministry: [5],
};

const COMPETENCE_WORDS: Record<Exclude<IssuingLevel, 'commune'>, string> = {
  district: 'Cấp huyện chỉ công nhận 3 sao, đến hết ngày 30/6/2025',
  province: 'Cấp tỉnh công nhận 3 sao và 4 sao',
  ministry: 'Cấp bộ chỉ công nhận 5 sao',
};

type NamedLevel = IssuingLevel | 'city' | 'unknown';

/** "Thành phố" was a district (thành phố Cà Mau) or is a province (thành phố Cần Thơ): the name alone is open. */
const LEVELS_OF_NAME: Record<Exclude<NamedLevel, 'commune'>, readonly IssuingLevel[]> = {
  district: ['district'],
  province: ['province'],
  city: ['district', 'province'],
  ministry: ['ministry'],
  unknown: [],
};

function levelNamed(issuedBy: string): NamedLevel {
  const name = bareName(issuedBy);
  if (/^(xa|phuong|thi tran|dac khu) /.test(name)) return 'commune';
  if (/^(huyen|quan|thi xa) /.test(name)) return 'district';
  if (name.startsWith('thanh pho ')) return 'city';
  if (name.startsWith('tinh ')) return 'province';
  return name.startsWith('bo ') ? 'ministry' : 'unknown';
}

/** Folded, without "Chủ tịch", "Bộ trưởng" and "Ủy ban nhân dân" before the name proper. */
function bareName(issuedBy: string): string {
  return foldVietnamese(issuedBy)
    .replace(/^chu tich /, '')
    .replace(/^(uy ban nhan dan|ubnd) /, '')
    .replace(/^bo truong /, '');
}

function ministryNames(day: Day): ReadonlySet<string> {
  return day < MINISTRY_RENAMED_ON ? FORMER_MINISTRY_NAMES : MINISTRY_NAMES;
}

const MINISTRY_NAMES = new Set(['bo nong nghiep va moi truong', 'bo nn mt']);
const FORMER_MINISTRY_NAMES = new Set([
  'bo nong nghiep va phat trien nong thon',
  'bo nong nghiep va ptnt',
  'bo nn ptnt',
]);
