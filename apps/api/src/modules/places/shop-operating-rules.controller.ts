import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { vietnamDay, type Clock } from '#kernel/time';
import { Access } from '../../platform/access/access.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../platform/config/config.module.js';
import { readDataFile } from '../../platform/data/data-files.js';
import { Problem, type Language } from '../../platform/http/problem.js';
import { ReaderLanguage } from '../../platform/http/reader-language.js';
import { OperatingRulesDto, type RulesVersionDto } from './operating-rules.dto.js';
import { standings, type OperatingRules, type RulesStanding } from './operating-rules.js';

/** The rules this floor publishes of itself, in every version that ever counted. */
@ApiTags('places')
@Controller('v1')
@Access('public')
export class ShopOperatingRulesController {
  private readonly versions: readonly OperatingRules[];

  constructor(
    @Inject(ENVIRONMENT) environment: Environment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.versions = readDataFile<{ versions: readonly OperatingRules[] }>(
      `${environment.province}/operating-rules.json`,
    ).versions;
  }

  /** The version in force; before the first one counts, that one. */
  @Get('operating-rules')
  @ApiOkResponse({ type: OperatingRulesDto })
  inForce(@ReaderLanguage() language: Language): OperatingRulesDto {
    const all = this.standings();
    return answer(all, all.find(({ standing }) => standing === 'in_force') ?? all.at(-1), language);
  }

  /** One version, also one that was replaced or is still to come. */
  @Get('operating-rules/:version')
  @ApiOkResponse({ type: OperatingRulesDto })
  one(@Param('version') version: string, @ReaderLanguage() language: Language): OperatingRulesDto {
    const all = this.standings();
    return answer(
      all,
      all.find(({ rules }) => rules.version === version),
      language,
    );
  }

  private standings(): Version[] {
    return standings(this.versions, vietnamDay(this.clock.now()));
  }
}

interface Version {
  rules: OperatingRules;
  standing: RulesStanding;
}

/** @throws Problem `not_found` */
function answer(all: readonly Version[], found: Version | undefined, language: Language): OperatingRulesDto {
  if (found === undefined) throw new Problem('not_found');
  const { english, sections } = found.rules;
  const text = language === 'en' && english !== undefined ? english.sections : sections;
  return {
    ...told(found, language),
    language: text === sections ? 'vi' : 'en',
    sections: text.map(({ id, title, items }) => ({ id, title, items: [...items] })),
    versions: all.map((version) => told(version, language)),
  };
}

function told({ rules, standing }: Version, language: Language): RulesVersionDto {
  const { version, from, english, changes } = rules;
  return { version, from, standing, changes: [...((language === 'en' && english?.changes) || changes)] };
}
