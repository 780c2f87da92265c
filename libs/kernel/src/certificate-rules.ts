import {
  type Bilingual,
  type CertificateIssue,
  criteriaSetOn,
  type CriteriaSet,
  issuerViolations,
  type Rulebook,
  type RuleViolation,
} from '#kernel/certificate-issuers';
import { isAcceptableProductCode, parseProductCode } from '#kernel/product-code';
import { addDays, addMonths, type Day, daysBetween, formatDay } from '#kernel/time';

/**
 * What an OCOP certificate can lawfully say. These rules judge a record when it is entered; whether a product
 * is listed today is not decided here but by the one gate in the database.
 */

/** Article 8 of Decision 26/2026/QĐ-TTg, letters as in the law. */
export type RevocationGround = 'a' | 'b' | 'c' | 'd' | 'đ' | 'e';

/** A certificate as it is entered, before anything is stored. Its days must be real ones (`isDay`). */
export interface CertificateRecord extends CertificateIssue {
  productCode: string;
  /** Where the producer is; a code of the present form names the same commune. */
  communeCode: string;
  decisionNumber: string;
  /** Average of the council's members, 0–100; null where the decision does not state it. */
  score: number | null;
  issuedOn: Day;
  expiresOn: Day;
}

/** A revocation as it is entered. */
export interface RevocationRecord {
  revokedOn: Day;
  ground: string;
  decisionNumber: string;
  revokedBy: string;
}

/** A late renewal as it is entered: until when the old certificate is kept, and the paper that says so. */
export interface LateRenewalRecord {
  until: Day;
  evidence: string;
}

/** Certificates run 36 months from the day of issue (Decision 26/2026, Art. 4.3). */
export const VALIDITY_MONTHS = 36;

/** A late renewal carries at most this far past the expiry (Decision 26/2026, Art. 12.3). */
export const LATE_RENEWAL_MAX_DAYS = 180;

/** Decision 26/2026 counts from this day; what lapsed before is no case of its transition (Art. 12.3). */
export const DECISION_26_SINCE: Day = '2026-05-22';

/** The letters of Article 8, Decision 26/2026/QĐ-TTg. */
export const REVOCATION_GROUNDS: readonly RevocationGround[] = ['a', 'b', 'c', 'd', 'đ', 'e'];

const article = (number: string): Bilingual => ({
  vi: `Quyết định 26/2026/QĐ-TTg, Điều ${number}`,
  en: `Decision 26/2026/QĐ-TTg, Art. ${number}`,
});
const SOURCES = {
  noCertificate: article('4.1.a'),
  validity: article('4.3'),
  competence: article('4–7'),
  revocation: article('8–9'),
  lateRenewal: article('12.3'),
  productCode: {
    vi: 'Quyết định 26/2026/QĐ-TTg; Quyết định 19/2025/QĐ-TTg',
    en: 'Decision 26/2026/QĐ-TTg; Decision 19/2025/QĐ-TTg',
  },
} as const;

/** The last day of a certificate issued that day: the same date 36 months on, and sellable through it. */
export function certificateExpiry(issuedOn: Day): Day {
  return addMonths(issuedOn, VALIDITY_MONTHS);
}

/** The rank a score reaches under those criteria, 1 to 5; ranks 1 and 2 get no certificate. */
export function starsForScore(score: number, { thresholds }: Pick<CriteriaSet, 'thresholds'>): number {
  return Math.max(1, ...thresholds.filter(({ from }) => score >= from).map(({ stars }) => stars));
}

/** Every rule the record breaks, in the order of the form; empty for a certificate that can exist. */
export function certificateViolations(certificate: CertificateRecord, rulebook: Rulebook): RuleViolation[] {
  return [
    ...numberViolations(certificate, rulebook),
    ...rankViolations(certificate, criteriaSetOn(certificate.decisionDate, rulebook.criteriaSets)),
    ...issuerViolations(certificate, rulebook),
    ...termViolations(certificate),
  ];
}

/** Every rule a revocation of that certificate breaks; empty when it can be entered. */
export function revocationViolations(
  revocation: RevocationRecord,
  certificate: Pick<CertificateRecord, 'issuedOn' | 'stars'>,
  rulebook: Rulebook,
): RuleViolation[] {
  const source = SOURCES.revocation;
  const violations: RuleViolation[] = [];
  if (!isRevocationGround(revocation.ground)) {
    const message = {
      vi: 'Căn cứ thu hồi phải là một trong các điểm a, b, c, d, đ, e.',
      en: 'The ground must be one of the letters a, b, c, d, đ, e.',
    };
    violations.push({ field: 'ground', rule: 'unknown_ground', message, source });
  }
  if (revocation.decisionNumber.trim() === '') {
    const message = {
      vi: 'Cần số quyết định thu hồi.',
      en: 'The number of the decision to revoke is needed.',
    };
    violations.push({ field: 'decisionNumber', rule: 'decision_missing', message, source });
  }
  if (revocation.revokedOn < certificate.issuedOn) {
    const message = {
      vi: `Ngày thu hồi không thể trước ngày cấp giấy chứng nhận (${formatDay(certificate.issuedOn)}).`,
      en: 'A certificate cannot be revoked before it was issued.',
    };
    violations.push({ field: 'revokedOn', rule: 'revoked_before_issue', message, source });
  }
  // Whoever may give the rank on that day takes it away: districts of old no longer can.
  const issue = {
    decisionDate: revocation.revokedOn,
    issuedBy: revocation.revokedBy,
    stars: certificate.stars,
  };
  return [...violations, ...issuerViolations(issue, rulebook).map((each) => ofRevocation(each))];
}

function ofRevocation(violation: RuleViolation): RuleViolation {
  if (violation.rule !== 'level_may_not_give_stars')
    return { ...violation, field: violation.field === 'issuedBy' ? 'revokedBy' : 'revokedOn' };
  const message = {
    vi: 'Cơ quan này không có thẩm quyền thu hồi: hạng 3, 4 sao do tỉnh, hạng 5 sao do bộ thu hồi.',
    en: 'This body may not revoke: the province revokes 3 and 4 stars, the ministry 5.',
  };
  return { field: 'revokedBy', rule: 'may_not_revoke', message, source: SOURCES.revocation };
}

/** Every rule a late renewal of that certificate breaks; empty when it can be admitted. */
export function lateRenewalViolations(
  { until, evidence }: LateRenewalRecord,
  { expiresOn }: Pick<CertificateRecord, 'expiresOn'>,
): RuleViolation[] {
  const source = SOURCES.lateRenewal;
  const violations: RuleViolation[] = [];
  if (evidence.trim() === '') {
    const message = {
      vi: 'Cần văn bản hoặc hồ sơ làm căn cứ cho việc đánh giá lại trễ hạn.',
      en: 'A late renewal needs the paper it rests on.',
    };
    violations.push({ field: 'evidence', rule: 'evidence_missing', message, source });
  }
  if (expiresOn < DECISION_26_SINCE) {
    const message = {
      vi: 'Giấy chứng nhận hết hạn trước ngày 22/5/2026 không được giữ hiệu lực để đánh giá lại.',
      en: 'A certificate that expired before 22 May 2026 is not kept for a late renewal.',
    };
    violations.push({ field: 'until', rule: 'expired_before_decree', message, source });
  } else if (until <= expiresOn || daysBetween(expiresOn, until) > LATE_RENEWAL_MAX_DAYS) {
    const latest = formatDay(addDays(expiresOn, LATE_RENEWAL_MAX_DAYS));
    const message = {
      vi: `Thời gian chờ đánh giá lại kéo dài tối đa 180 ngày sau ngày hết hạn, tức đến ngày ${latest}.`,
      en: `A late renewal carries at most 180 days past the expiry, that is until ${latest}.`,
    };
    violations.push({ field: 'until', rule: 'late_renewal_too_long', message, source });
  }
  return violations;
}

/** Whether the text is one of the six letters of Article 8. */
export function isRevocationGround(text: string): text is RevocationGround {
  return (REVOCATION_GROUNDS as readonly string[]).includes(text);
}

function numberViolations(certificate: CertificateRecord, { provinceCode }: Rulebook): RuleViolation[] {
  const { productCode, decisionDate, decisionNumber, communeCode } = certificate;
  const violations: RuleViolation[] = [];
  const source = SOURCES.productCode;
  const parts = parseProductCode(productCode);
  if (!isAcceptableProductCode(productCode, decisionDate)) {
    const message = {
      vi: 'Từ ngày 22/5/2026, mã sản phẩm có dạng (mã tỉnh)-(mã xã)-(số thứ tự)-(năm đánh giá), ví dụ 96-32248-01-2026; năm không sau năm ra quyết định.',
      en: 'Since 22 May 2026 a product code is (province)-(commune)-(serial)-(year of evaluation), such as 96-32248-01-2026; its year is not after the decision.',
    };
    violations.push({ field: 'productCode', rule: 'product_code_form', message, source });
  } else if (
    parts !== null &&
    decisionDate >= DECISION_26_SINCE &&
    (parts.provinceCode !== provinceCode || parts.communeCode !== communeCode)
  ) {
    const message = {
      vi: `Mã tỉnh và mã xã trong mã sản phẩm phải là của xã, phường này: ${provinceCode}-${communeCode}-….`,
      en: `The code must name this province and commune: ${provinceCode}-${communeCode}-….`,
    };
    violations.push({ field: 'productCode', rule: 'product_code_place', message, source });
  }
  if (decisionNumber.trim() === '') {
    const message = { vi: 'Cần số quyết định công nhận.', en: 'The number of the decision is needed.' };
    violations.push({
      field: 'decisionNumber',
      rule: 'decision_missing',
      message,
      source: SOURCES.competence,
    });
  }
  return violations;
}

function rankViolations({ stars, score }: CertificateRecord, set: CriteriaSet | undefined): RuleViolation[] {
  if (stars !== 3 && stars !== 4 && stars !== 5) {
    const message = {
      vi: 'Chỉ sản phẩm đạt 3, 4 hoặc 5 sao mới có giấy chứng nhận. Kết quả 1, 2 sao ghi ở mục kết quả đánh giá.',
      en: 'Only 3, 4 or 5 stars get a certificate. One or two stars are recorded as an assessment.',
    };
    return [{ field: 'stars', rule: 'stars_not_certified', message, source: SOURCES.noCertificate }];
  }
  if (score === null || set === undefined) return [];
  if (!(score >= 0 && score <= 100)) {
    const message = {
      vi: 'Điểm đánh giá nằm trong khoảng từ 0 đến 100.',
      en: 'A score lies between 0 and 100.',
    };
    return [{ field: 'score', rule: 'score_out_of_range', message, source: set.title }];
  }
  return scoreViolations(stars, score, set);
}

/** Whether so many points can end in that rank. More may: each rank also has minimum conditions of its own. */
export function scoreViolations(stars: number, score: number, set: CriteriaSet): RuleViolation[] {
  const least = set.thresholds.find((threshold) => threshold.stars === stars)?.from ?? 0;
  if (score >= least) return [];
  const message = {
    vi: `Hạng ${stars} sao cần từ ${least} điểm trở lên.`,
    en: `${stars} stars need ${least} points or more.`,
  };
  return [{ field: 'score', rule: 'score_below_stars', message, source: set.title }];
}

function termViolations({ decisionDate, issuedOn, expiresOn }: CertificateRecord): RuleViolation[] {
  const violations: RuleViolation[] = [];
  const source = SOURCES.validity;
  if (issuedOn < decisionDate) {
    const message = {
      vi: 'Giấy chứng nhận không thể được cấp trước ngày ra quyết định.',
      en: 'A certificate cannot be issued before its decision.',
    };
    violations.push({ field: 'issuedOn', rule: 'issued_before_decision', message, source });
  }
  if (expiresOn !== certificateExpiry(issuedOn)) {
    const due = formatDay(certificateExpiry(issuedOn));
    const message = {
      vi: `Giấy chứng nhận có thời hạn đúng 36 tháng kể từ ngày cấp, tức đến hết ngày ${due}.`,
      en: `A certificate runs exactly 36 months from its issue, that is through ${due}.`,
    };
    violations.push({ field: 'expiresOn', rule: 'term_not_36_months', message, source });
  }
  return violations;
}
