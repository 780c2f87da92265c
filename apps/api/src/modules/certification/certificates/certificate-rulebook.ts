import { Inject, Injectable } from '@nestjs/common';
import type { CriteriaSet, IssuingBody, Rulebook } from '#kernel/certificate-issuers';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { readDataFile } from '../../../platform/data/data-files.js';

/** The criteria and issuing bodies of the programme and of a province, as their files say. */
export function readRulebook(provinceFolder: string): Rulebook {
  const bodies = (path: string): readonly IssuingBody[] =>
    readDataFile<{ bodies: IssuingBody[] }>(`${path}/issuing-bodies.json`).bodies;
  return {
    provinceCode: readDataFile<{ code: string }>(`${provinceFolder}/province.json`).code,
    criteriaSets: readDataFile<{ decisions: CriteriaSet[] }>('programme/stars.json').decisions,
    bodies: [...bodies(provinceFolder), ...bodies('programme')],
  };
}

/** What the rules of a certificate are read from on this floor; once, at boot. */
@Injectable()
export class CertificateRulebook implements Rulebook {
  readonly provinceCode: string;
  readonly criteriaSets: readonly CriteriaSet[];
  readonly bodies: readonly IssuingBody[];

  constructor(@Inject(ENVIRONMENT) { province }: Environment) {
    ({
      provinceCode: this.provinceCode,
      criteriaSets: this.criteriaSets,
      bodies: this.bodies,
    } = readRulebook(province));
  }
}
