import type { RecordCertificationInput } from '../certificates/certificate-input.dto.js';
import { FINDINGS } from './annex-findings.js';
import type { KnownIndex } from './known-index.js';
import { kindOfName, type AnnexFinding, type AnnexValues } from './read-annex-row.js';

/** Whom a certificate is given for whose product the floor does not sell. */
export function readAnnexHolder(
  values: AnnexValues,
  known: KnownIndex,
  problems: AnnexFinding[],
): RecordCertificationInput['holder'] | undefined {
  const { productName = '', holderName = '', communeCode = '', setNo, registerNumber } = values;
  const holderKind = values.holderKind ?? kindOfName(holderName);
  if (setNo === undefined) problems.push(FINDINGS.missing('setNo'));
  if (holderKind === undefined) problems.push(FINDINGS.missing('holderKind'));
  const cooperative = known.cooperative(values);
  if (registerNumber !== undefined && (cooperative === undefined || holderKind !== 'cooperative'))
    problems.push(FINDINGS.noSuchCooperative());
  if (setNo === undefined || holderKind === undefined) return undefined;
  const entry = holderKind === 'cooperative' ? cooperative?.registerNumber : undefined;
  return {
    productName,
    setNo,
    holderName,
    holderKind,
    communeCode,
    ...(entry === undefined ? {} : { registerNumber: entry }),
  };
}
