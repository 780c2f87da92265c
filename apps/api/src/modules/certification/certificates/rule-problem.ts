import type { RuleViolation } from '#kernel/certificate-issuers';
import { Problem } from '../../../platform/http/problem.js';

/** A record that breaks a decree, as the problem its form shows: each field with the rule and the text it rests on. */
export function ruleProblem(violations: readonly RuleViolation[]): Problem {
  return new Problem('validation_failed', {
    errors: violations.map(({ field, rule, message, source }) => ({
      path: field,
      code: rule,
      vi: `${message.vi} (${source.vi})`,
      en: `${message.en} (${source.en})`,
    })),
  });
}

/** Nobody decides, revokes or scores tomorrow: what is entered has happened. */
export function futureViolations(
  days: Readonly<Record<string, string | null>>,
  today: string,
): RuleViolation[] {
  return Object.entries(days)
    .filter(([, day]) => day !== null && day > today)
    .map(([field]) => ({
      field,
      rule: 'in_the_future',
      message: { vi: 'Ngày này chưa tới.', en: 'This day is still to come.' },
      source: { vi: 'ngày ghi trên văn bản', en: 'the date on the paper' },
    }));
}
