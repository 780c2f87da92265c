import type { RuleViolation } from '#kernel/certificate-issuers';
import { Problem } from '../../platform/http/problem.js';

/** A record that breaks a decree, as the problem its form shows: each field with the rule and the text it rests on. */
export function ruleProblem(violations: readonly RuleViolation[]): Problem {
  return new Problem('validation_failed', {
    errors: violations.map(({ field, rule, message, source }) => ({
      path: field,
      code: rule,
      vi: `${message} (${source})`,
      en: `Not lawful: ${rule.replaceAll('_', ' ')} (${source})`,
    })),
  });
}

/** Nobody decides, revokes or scores tomorrow: what is entered has happened. */
export function futureViolations(days: Readonly<Record<string, string>>, today: string): RuleViolation[] {
  return Object.entries(days)
    .filter(([, day]) => day > today)
    .map(([field]) => ({
      field,
      rule: 'in_the_future',
      message: 'Ngày này chưa tới.',
      source: 'ngày ghi trên quyết định',
    }));
}
