import { foldVietnamese } from '#kernel/text';
import { addDays, formatDay, type Day } from '#kernel/time';

/**
 * Who may decide on an OCOP certificate, and since when. Certificates outlive the bodies that issued them: districts
 * ceased on 1/7/2025, Bạc Liêu became part of Cà Mau that day, and the ministry changed its name on 1/3/2025. Bodies
 * and criteria sets are data (`data/programme`, `data/<province>`); the rules below only read them.
 */

/** The level of the body that decided. Communes check dossiers and never decide. */
export type IssuingLevel = 'district' | 'province' | 'ministry';

/** A sentence in the two languages a refusal is told in. */
export interface Bilingual {
  vi: string;
  en: string;
}

/** One broken rule: the field to correct, a stable name, the sentence to show, the text it rests on. */
export interface RuleViolation {
  field: string;
  rule: string;
  message: Bilingual;
  source: Bilingual;
}

/** A body that decides or once decided. A bound that is left out is open; both days are included. */
export interface IssuingBody {
  name: string;
  /** Other ways decisions write it. */
  aliases?: readonly string[];
  level: IssuingLevel;
  from?: Day;
  until?: Day;
  /** The text that made or ended it. */
  source: Bilingual;
}

/** A set of criteria with the days on which decisions rest on it, both included. */
export interface CriteriaSet {
  number: string;
  title: Bilingual;
  inForceFrom: Day;
  inForceUntil: Day | null;
  /** Points from which a rank is reached. */
  thresholds: readonly { stars: number; from: number }[];
  /** Which level decides on which rank. */
  issuers: readonly { stars: number; level: IssuingLevel }[];
}

/** What the rules of a certificate are read from. */
export interface Rulebook {
  provinceCode: string;
  criteriaSets: readonly CriteriaSet[];
  bodies: readonly IssuingBody[];
}

/** The part of a certificate that says who decided what, and when. */
export interface CertificateIssue {
  decisionDate: Day;
  issuedBy: string;
  stars: number;
}

const COMPETENCE: Bilingual = {
  vi: 'Quyết định 26/2026/QĐ-TTg, Điều 4–7',
  en: 'Decision 26/2026/QĐ-TTg, Art. 4–7',
};

const LEVEL_WORDS: Readonly<Record<IssuingLevel, Bilingual>> = {
  district: { vi: 'cấp huyện', en: 'a district' },
  province: { vi: 'cấp tỉnh', en: 'the province' },
  ministry: { vi: 'cấp bộ', en: 'the ministry' },
};

/** The criteria decisions of that day rest on; undefined before the first set there was. */
export function criteriaSetOn(day: Day, sets: readonly CriteriaSet[]): CriteriaSet | undefined {
  return sets.find(
    ({ inForceFrom, inForceUntil }) => inForceFrom <= day && (inForceUntil === null || day <= inForceUntil),
  );
}

/** The body a decision names, whatever the spelling; undefined where it is none that ever decided here. */
export function findIssuingBody(name: string, bodies: readonly IssuingBody[]): IssuingBody | undefined {
  const wanted = bareName(name);
  return bodies.find((body) =>
    [body.name, ...(body.aliases ?? [])].some((each) => bareName(each) === wanted),
  );
}

/** Every rule broken by who is said to have decided, when, and on how many stars. */
export function issuerViolations(issue: CertificateIssue, rulebook: Rulebook): RuleViolation[] {
  const { issuedBy, decisionDate, stars } = issue;
  const body = findIssuingBody(issuedBy, rulebook.bodies);
  if (body === undefined) return [unknownBody(issuedBy)];
  const violations = periodViolations(body, decisionDate, rulebook.bodies);
  const set = criteriaSetOn(decisionDate, rulebook.criteriaSets);
  if (set === undefined) {
    const message = {
      vi: 'Ngày này Chương trình OCOP chưa có bộ tiêu chí đánh giá, phân hạng nào.',
      en: 'On this day the programme had no criteria yet.',
    };
    return [
      ...violations,
      { field: 'decisionDate', rule: 'no_criteria_yet', message, source: firstSet(rulebook) },
    ];
  }
  const levels = set.issuers.filter((issuer) => issuer.stars === stars).map(({ level }) => level);
  if (levels.length > 0 && !levels.includes(body.level)) {
    const who = (language: 'vi' | 'en', or: string): string =>
      levels.map((level) => LEVEL_WORDS[level][language]).join(or);
    const message = {
      vi: `Hạng ${stars} sao do ${who('vi', ' hoặc ')} công nhận, không phải ${LEVEL_WORDS[body.level].vi}.`,
      en: `${stars} stars are given by ${who('en', ' or ')}, not by ${LEVEL_WORDS[body.level].en}.`,
    };
    violations.push({ field: 'stars', rule: 'level_may_not_give_stars', message, source: set.title });
  }
  return violations;
}

function unknownBody(issuedBy: string): RuleViolation {
  const isCommune = /^(xa|phuong|thi tran|dac khu) /.test(bareName(issuedBy));
  const message = isCommune
    ? {
        vi: 'Cấp xã kiểm tra hồ sơ nhưng không cấp giấy chứng nhận ở bất kỳ thời điểm nào.',
        en: 'Communes check dossiers and never issue a certificate, at any date.',
      }
    : {
        vi: 'Danh mục không có cơ quan này. Giấy chứng nhận do tỉnh, bộ, hoặc trước ngày 1/7/2025 do huyện cấp.',
        en: 'No such issuing body is on record; the province, the ministry or, before 1 July 2025, districts issue.',
      };
  return {
    field: 'issuedBy',
    rule: isCommune ? 'commune_never_issues' : 'unknown_issuer',
    message,
    source: COMPETENCE,
  };
}

/** Rule names a body that had ceased, or did not exist yet, by its level. */
const PERIOD_RULES: Readonly<Record<IssuingLevel, string>> = {
  district: 'district_abolished',
  province: 'province_merged',
  ministry: 'ministry_name_of_the_day',
};

function periodViolations(body: IssuingBody, day: Day, bodies: readonly IssuingBody[]): RuleViolation[] {
  const { level, from, until, source } = body;
  const rule = PERIOD_RULES[level];
  const known = (other: IssuingBody): boolean =>
    other.level === level && (other.from ?? '') <= day && day <= (other.until ?? '9999-12-31');
  const instead = level === 'ministry' ? bodies.find(known) : undefined;
  const named =
    instead === undefined
      ? { vi: '', en: '' }
      : { vi: ` Khi đó là ${instead.name}.`, en: ` It was ${instead.name} then.` };
  if (until !== undefined && day > until) {
    const next = formatDay(addDays(until, 1));
    const message = {
      vi: `Từ ngày ${next} không còn ${body.name}, nên cơ quan này không thể ra quyết định.${named.vi}`,
      en: `From ${next} on ${body.name} no longer exists and cannot have decided.${named.en}`,
    };
    return [{ field: 'decisionDate', rule, message, source }];
  }
  if (from !== undefined && day < from) {
    const message = {
      vi: `Trước ngày ${formatDay(from)} chưa có ${body.name}.${named.vi}`,
      en: `Before ${formatDay(from)} there was no ${body.name} yet.${named.en}`,
    };
    return [{ field: 'decisionDate', rule, message, source }];
  }
  return [];
}

const firstSet = ({ criteriaSets }: Rulebook): Bilingual =>
  [...criteriaSets].sort((a, b) => (a.inForceFrom < b.inForceFrom ? -1 : 1))[0]?.title ?? COMPETENCE;

/** Folded, without "Chủ tịch", "Bộ trưởng" and "Ủy ban nhân dân" before the name proper. */
function bareName(issuedBy: string): string {
  return foldVietnamese(issuedBy)
    .replace(/^chu tich /, '')
    .replace(/^(uy ban nhan dan|ubnd) /, '')
    .replace(/^bo truong /, '');
}
