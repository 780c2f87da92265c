import { chainViolations } from '#kernel/certificate-chain';
import type { Rulebook, RuleViolation } from '#kernel/certificate-issuers';
import { certificateViolations } from '#kernel/certificate-rules';
import type { Day } from '#kernel/time';
import type { RecordCertificationInput } from './certificate-input.dto.js';
import type { KnownCertificate, Subject } from './find-certificate.js';
import { futureViolations } from './rule-problem.js';

/**
 * Every rule a certificate would break, by itself and by what it follows: the one question of forms and of files.
 *
 * @param previous the certificate it follows; undefined for a first recognition
 */
export function certificateFaults(
  record: RecordCertificationInput,
  { communeCode }: Pick<Subject, 'communeCode'>,
  previous: KnownCertificate | undefined,
  { rulebook, today }: { rulebook: Rulebook; today: Day },
): RuleViolation[] {
  const { decisionDate, issuedOn, stars, kind = 'first', filedOn = null, score = null } = record;
  return [
    ...certificateViolations({ ...record, communeCode, score }, rulebook),
    ...(previous === undefined ? [] : chainViolations({ kind, decisionDate, stars, filedOn }, previous)),
    ...futureViolations({ decisionDate, issuedOn, filedOn }, today),
  ];
}
