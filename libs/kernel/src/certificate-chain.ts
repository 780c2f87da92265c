import type { Bilingual, RuleViolation } from '#kernel/certificate-issuers';
import { DECISION_26_SINCE } from '#kernel/certificate-rules';
import { addDays, type Day, formatDay } from '#kernel/time';

/**
 * How the certificates of one product follow each other: a first recognition, then upgrades to more stars and
 * renewals before the 36 months are over, filed in their window.
 */

/** Of a certificate: recognised for the first time, lifted to more stars, or assessed again. */
export type RecognitionKind = 'first' | 'upgrade' | 'renewal';

/** The certificate that the next one follows. */
export interface PreviousCertificate {
  decisionDate: Day;
  stars: number;
  expiresOn: Day;
  /** Null: no late renewal was admitted. */
  lateRenewalUntil: Day | null;
  /** Null: not revoked. */
  revokedOn: Day | null;
}

/** The certificate that follows. */
export interface NextCertificate {
  kind: RecognitionKind;
  decisionDate: Day;
  stars: number;
  /** When the commune received the dossier; null where nobody knows, as of older decisions. */
  filedOn: Day | null;
}

/** A renewal is filed from 180 to 120 days before the expiry, both included (Decision 26/2026, Art. 7.6). */
export const RENEWAL_OPENS_DAYS_BEFORE = 180;
export const RENEWAL_CLOSES_DAYS_BEFORE = 120;

const FILING: Bilingual = {
  vi: 'Quyết định 26/2026/QĐ-TTg, Điều 7.6',
  en: 'Decision 26/2026/QĐ-TTg, Art. 7.6',
};
const FOLLOWING: Bilingual = {
  vi: 'Quyết định 26/2026/QĐ-TTg, Điều 4 và Điều 7',
  en: 'Decision 26/2026/QĐ-TTg, Art. 4 and 7',
};
const REVOKED: Bilingual = {
  vi: 'Quyết định 26/2026/QĐ-TTg, Điều 8–9',
  en: 'Decision 26/2026/QĐ-TTg, Art. 8–9',
};

/** First and last day on which a renewal may be filed. */
export function renewalWindow(expiresOn: Day): { opensOn: Day; closesOn: Day } {
  return {
    opensOn: addDays(expiresOn, -RENEWAL_OPENS_DAYS_BEFORE),
    closesOn: addDays(expiresOn, -RENEWAL_CLOSES_DAYS_BEFORE),
  };
}

/** Every rule that one certificate breaks by following another; empty for a chain that can exist. */
export function chainViolations(next: NextCertificate, previous: PreviousCertificate): RuleViolation[] {
  const violations: RuleViolation[] = [];
  if (previous.revokedOn !== null && previous.revokedOn <= next.decisionDate) {
    const message = {
      vi: `Giấy chứng nhận trước đã bị thu hồi ngày ${formatDay(previous.revokedOn)}; sản phẩm phải được công nhận lại từ đầu.`,
      en: `The certificate before was revoked on ${formatDay(previous.revokedOn)}; the product has to be recognised anew.`,
    };
    violations.push({ field: 'decisionDate', rule: 'previous_revoked', message, source: REVOKED });
  }
  if (next.decisionDate <= previous.decisionDate) {
    const message = {
      vi: `Quyết định này phải sau quyết định của giấy chứng nhận trước (${formatDay(previous.decisionDate)}).`,
      en: `This decision must be later than the one of the certificate before (${formatDay(previous.decisionDate)}).`,
    };
    violations.push({ field: 'decisionDate', rule: 'decided_before_previous', message, source: FOLLOWING });
  }
  if (next.kind === 'upgrade') violations.push(...upgradeViolations(next, previous));
  if (next.kind === 'renewal') violations.push(...filingViolations(next, previous));
  return violations;
}

function upgradeViolations(next: NextCertificate, previous: PreviousCertificate): RuleViolation[] {
  const violations: RuleViolation[] = [];
  if (next.stars <= previous.stars) {
    const message = {
      vi: `Nâng hạng thì số sao phải cao hơn ${previous.stars} sao của giấy chứng nhận trước.`,
      en: `An upgrade has more stars than the ${previous.stars} of the certificate before.`,
    };
    violations.push({ field: 'stars', rule: 'upgrade_not_higher', message, source: FOLLOWING });
  }
  if (next.decisionDate > (previous.lateRenewalUntil ?? previous.expiresOn)) {
    const message = {
      vi: 'Chỉ nâng hạng được khi giấy chứng nhận trước còn hiệu lực.',
      en: 'Only a certificate that is still in force can be upgraded.',
    };
    violations.push({ field: 'decisionDate', rule: 'previous_lapsed', message, source: FOLLOWING });
  }
  return violations;
}

/** Day 180 and day 120 before the expiry are inside the window; day 181 is too early, day 119 too late. */
function filingViolations(
  { decisionDate, filedOn }: NextCertificate,
  previous: PreviousCertificate,
): RuleViolation[] {
  const broken = (rule: string, message: Bilingual): RuleViolation[] => [
    { field: 'filedOn', rule, message, source: FILING },
  ];
  if (filedOn === null)
    return decisionDate < DECISION_26_SINCE
      ? []
      : broken('filing_day_missing', {
          vi: 'Cần ngày nộp hồ sơ đánh giá lại.',
          en: 'The day on which the renewal was filed is needed.',
        });
  if (filedOn > decisionDate)
    return broken('filed_after_decision', {
      vi: 'Ngày nộp hồ sơ không thể sau ngày ra quyết định.',
      en: 'A dossier cannot be filed after its decision.',
    });
  // Older renewals followed their own rules; an admitted late renewal is the exception of Art. 12.3.
  if (filedOn < DECISION_26_SINCE || previous.lateRenewalUntil !== null) return [];
  const { opensOn, closesOn } = renewalWindow(previous.expiresOn);
  if (filedOn >= opensOn && filedOn <= closesOn) return [];
  const window = {
    vi: `từ ${formatDay(opensOn)} đến ${formatDay(closesOn)}`,
    en: `${formatDay(opensOn)} to ${formatDay(closesOn)}`,
  };
  return filedOn < opensOn
    ? broken('filed_too_early', {
        vi: `Nộp sớm hơn 180 ngày trước khi hết hạn. Thời gian nhận hồ sơ: ${window.vi}.`,
        en: `Filed more than 180 days before the expiry. The window is ${window.en}.`,
      })
    : broken('filed_too_late', {
        vi: `Nộp muộn hơn 120 ngày trước khi hết hạn. Thời gian nhận hồ sơ: ${window.vi}.`,
        en: `Filed less than 120 days before the expiry. The window is ${window.en}.`,
      });
}
