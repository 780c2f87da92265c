import { type CertificateIssue, issuerViolations, type RuleViolation } from '#kernel/certificate-issuers';
import { addDays, addMonths, type Day } from '#kernel/time';
import { isAcceptableProductCode } from '#kernel/product-code';

/**
 * What an OCOP certificate can lawfully say. These rules judge a record when it is entered; whether a product
 * is listed today is not decided here but by the one gate in the database.
 */

/** Article 8 of Decision 26/2026/QĐ-TTg, letters as in the law. */
export type RevocationGround = 'a' | 'b' | 'c' | 'd' | 'đ' | 'e';

/** A certificate as it is entered, before anything is stored. Its days must be real ones (`isDay`). */
export interface CertificateRecord extends CertificateIssue {
  productCode: string;
  decisionNumber: string;
  /** Average of the council's members, 0–100; null where the decision does not state it. */
  score: number | null;
  issuedOn: Day;
  expiresOn: Day;
  /** The last day admitted for a late renewal, a fact about the dossier entered with evidence. */
  lateRenewalUntil?: Day | null;
}

/** A revocation as it is entered. */
export interface RevocationRecord {
  revokedOn: Day;
  ground: string;
  decisionNumber: string;
}

/** The least score for each certified rank; below 50 there is no certificate (Decision 26/2026, Art. 3, 4.1). */
export const STAR_THRESHOLDS = { 3: 50, 4: 70, 5: 90 } as const;

/** Certificates run 36 months from the day of issue (Decision 26/2026, Art. 4.3). */
export const VALIDITY_MONTHS = 36;

/** A late renewal carries at most this far past the expiry (Decision 26/2026, Art. 12.3). */
export const LATE_RENEWAL_MAX_DAYS = 180;

/** A renewal is filed from 180 to 120 days before the expiry, both included (Decision 26/2026, Art. 7.6). */
export const RENEWAL_OPENS_DAYS_BEFORE = 180;
export const RENEWAL_CLOSES_DAYS_BEFORE = 120;

/** The grounds of revocation in the words of Article 8, Decision 26/2026/QĐ-TTg, shortened. */
export const REVOCATION_GROUNDS: Readonly<Record<RevocationGround, string>> = {
  a: 'Hồ sơ không trung thực',
  b: 'Sản phẩm không còn đáp ứng tiêu chí',
  c: 'Vi phạm pháp luật về chất lượng, an toàn thực phẩm, môi trường, sở hữu trí tuệ hoặc ghi nhãn',
  d: 'Sử dụng sai quy định nhãn hiệu OCOP',
  đ: 'Chủ thể không còn sản xuất sản phẩm',
  e: 'Theo kết luận của cơ quan có thẩm quyền',
};

const SOURCES = {
  scoring: 'Quyết định 26/2026/QĐ-TTg, Điều 3',
  noCertificate: 'Quyết định 26/2026/QĐ-TTg, Điều 4.1.a',
  validity: 'Quyết định 26/2026/QĐ-TTg, Điều 4.3',
  competence: 'Quyết định 26/2026/QĐ-TTg, Điều 4–7',
  revocation: 'Quyết định 26/2026/QĐ-TTg, Điều 8–9',
  lateRenewal: 'Quyết định 26/2026/QĐ-TTg, Điều 12.3',
  productCode: 'Quyết định 26/2026/QĐ-TTg; Quyết định 19/2025/QĐ-TTg',
} as const;

/** The last day of a certificate issued that day: the same date 36 months on, and sellable through it. */
export function certificateExpiry(issuedOn: Day): Day {
  return addMonths(issuedOn, VALIDITY_MONTHS);
}

/** The rank a score reaches, 1 to 5; ranks 1 and 2 (split at 30 points) get no certificate. */
export function starsForScore(score: number): 1 | 2 | 3 | 4 | 5 {
  if (score >= STAR_THRESHOLDS[5]) return 5;
  if (score >= STAR_THRESHOLDS[4]) return 4;
  if (score >= STAR_THRESHOLDS[3]) return 3;
  return score >= 30 ? 2 : 1;
}

/** First and last day on which a renewal may be filed. */
export function renewalWindow(expiresOn: Day): { opensOn: Day; closesOn: Day } {
  return {
    opensOn: addDays(expiresOn, -RENEWAL_OPENS_DAYS_BEFORE),
    closesOn: addDays(expiresOn, -RENEWAL_CLOSES_DAYS_BEFORE),
  };
}

/** Whether a renewal filed that day is neither too early nor too late. */
export function isInRenewalWindow(filedOn: Day, expiresOn: Day): boolean {
  const { opensOn, closesOn } = renewalWindow(expiresOn);
  return opensOn <= filedOn && filedOn <= closesOn;
}

/** Every rule the record breaks, in the order of the form; empty for a certificate that can exist. */
export function certificateViolations(certificate: CertificateRecord): RuleViolation[] {
  return [
    ...productCodeViolations(certificate),
    ...rankViolations(certificate),
    ...issuerViolations(certificate),
    ...termViolations(certificate),
  ];
}

/** Every rule a revocation of that certificate breaks; empty when it can be entered. */
export function revocationViolations(
  revocation: RevocationRecord,
  certificate: Pick<CertificateRecord, 'issuedOn'>,
): RuleViolation[] {
  const source = SOURCES.revocation;
  const violations: RuleViolation[] = [];
  if (!isRevocationGround(revocation.ground)) {
    const message = 'Căn cứ thu hồi phải là một trong các điểm a, b, c, d, đ, e.';
    violations.push({ field: 'ground', rule: 'unknown_ground', message, source });
  }
  if (revocation.decisionNumber.trim() === '') {
    const message = 'Cần số quyết định thu hồi.';
    violations.push({ field: 'decisionNumber', rule: 'decision_missing', message, source });
  }
  if (revocation.revokedOn < certificate.issuedOn) {
    const message = 'Ngày thu hồi không thể trước ngày cấp giấy chứng nhận.';
    violations.push({ field: 'revokedOn', rule: 'revoked_before_issue', message, source });
  }
  return violations;
}

/** Whether the text is one of the six letters of Article 8. */
export function isRevocationGround(text: string): text is RevocationGround {
  return Object.hasOwn(REVOCATION_GROUNDS, text);
}

function productCodeViolations({ productCode, decisionDate, decisionNumber }: CertificateRecord) {
  const violations: RuleViolation[] = [];
  if (!isAcceptableProductCode(productCode, decisionDate)) {
    violations.push({
      field: 'productCode',
      rule: 'product_code_form',
      message:
        'Từ ngày 22/5/2026, mã sản phẩm có dạng (mã tỉnh)-(mã xã)-(số thứ tự)-(năm), ví dụ 96-32248-01-2026.',
      source: SOURCES.productCode,
    });
  }
  if (decisionNumber.trim() === '') {
    violations.push({
      field: 'decisionNumber',
      rule: 'decision_missing',
      message: 'Cần số quyết định công nhận.',
      source: SOURCES.competence,
    });
  }
  return violations;
}

function rankViolations({ stars, score }: CertificateRecord): RuleViolation[] {
  if (stars !== 3 && stars !== 4 && stars !== 5) {
    const message = 'Chỉ sản phẩm đạt 3, 4 hoặc 5 sao mới được cấp giấy chứng nhận.';
    return [{ field: 'stars', rule: 'stars_not_certified', message, source: SOURCES.noCertificate }];
  }
  if (score === null) return [];
  if (!(score >= 0 && score <= 100)) {
    const message = 'Điểm đánh giá nằm trong khoảng từ 0 đến 100.';
    return [{ field: 'score', rule: 'score_out_of_range', message, source: SOURCES.scoring }];
  }
  // A higher score may still end in a lower rank: each rank also has minimum conditions of its own.
  const least = STAR_THRESHOLDS[stars];
  if (score >= least) return [];
  const message = `Hạng ${stars} sao cần từ ${least} điểm trở lên.`;
  return [{ field: 'score', rule: 'score_below_stars', message, source: SOURCES.scoring }];
}

function termViolations(certificate: CertificateRecord): RuleViolation[] {
  const { decisionDate, issuedOn, expiresOn, lateRenewalUntil } = certificate;
  const violations: RuleViolation[] = [];
  if (issuedOn < decisionDate) {
    const message = 'Giấy chứng nhận không thể được cấp trước ngày ra quyết định.';
    violations.push({ field: 'issuedOn', rule: 'issued_before_decision', message, source: SOURCES.validity });
  }
  if (expiresOn !== certificateExpiry(issuedOn)) {
    const message = 'Giấy chứng nhận có thời hạn đúng 36 tháng kể từ ngày cấp.';
    violations.push({ field: 'expiresOn', rule: 'term_not_36_months', message, source: SOURCES.validity });
  }
  if (lateRenewalUntil) {
    const latest = addDays(expiresOn, LATE_RENEWAL_MAX_DAYS);
    if (lateRenewalUntil <= expiresOn || lateRenewalUntil > latest) {
      const message = 'Thời gian chờ đánh giá lại kéo dài tối đa 180 ngày sau ngày hết hạn.';
      violations.push({
        field: 'lateRenewalUntil',
        rule: 'late_renewal_too_long',
        message,
        source: SOURCES.lateRenewal,
      });
    }
  }
  return violations;
}
