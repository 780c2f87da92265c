import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { vietnamDay, type Clock } from '#kernel/time';
import { Access } from '../../platform/access/access.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Reader } from '../../platform/database/reader.js';
import { foundText } from '../../platform/http/found-text.js';
import { JsonText } from '../../platform/http/json-text.js';
import type { Language } from '../../platform/http/problem.js';
import { ReaderLanguage } from '../../platform/http/reader-language.js';
import { taxonomyIn } from './programme-words.js';
import { ProductSetsDto } from './product-sets.dto.js';
import { productSetList } from './product-sets.sql.js';

/** The taxonomy of the programme (Decision 26/2026/QĐ-TTg, Annex I), as the shop's menu. */
@ApiTags('product sets')
@Controller('v1/product-sets')
@Access('public')
export class ShopProductSetsController {
  constructor(
    private readonly reader: Reader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All groups and sets; short and complete, so it has no pages. */
  @Get()
  @JsonText(ProductSetsDto)
  async list(@ReaderLanguage() language: Language): Promise<string> {
    const body = foundText(await this.reader.row(productSetList, [vietnamDay(this.clock.now())]));
    return taxonomyIn(language, body);
  }
}
