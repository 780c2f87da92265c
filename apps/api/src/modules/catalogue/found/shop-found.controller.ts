import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { vietnamDay, type Clock } from '#kernel/time';
import { Access } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Reader } from '../../../platform/database/reader.js';
import { foundText } from '../../../platform/http/found-text.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { Problem } from '../../../platform/http/problem.js';
import { SlugPipe } from '../../../platform/http/slug.js';
import {
  foundAddresses,
  foundGoods,
  foundKinds,
  foundParts,
  movedPage,
  movingKinds,
  type FoundKind,
} from './found-pages.sql.js';
import { FoundAddressesDto, FoundFromDto, FoundGoodsDto, FoundPartsDto, MovedPageDto } from './found.dto.js';

/** What search engines and the catalogues of other sites are told: exactly what passes the gate today. */
@ApiTags('found')
@Controller('v1/found')
@Access('public')
export class ShopFoundController {
  constructor(
    private readonly reader: Reader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Where the parts of the sitemap begin; a part holds a thousand addresses. */
  @Get()
  @JsonText(FoundPartsDto)
  async parts(): Promise<string> {
    return foundText(await this.reader.row(foundParts, [vietnamDay(this.clock.now())]));
  }

  /** Goods with what a catalogue asks of each, a hundred at a time. */
  @Get('goods')
  @JsonText(FoundGoodsDto)
  async goods(@Query() { from = '' }: FoundFromDto): Promise<string> {
    const now = this.clock.now();
    return foundText(await this.reader.row(foundGoods, [vietnamDay(now), from, now]));
  }

  /** The addresses of one part. */
  @Get('pages/:kind')
  @ApiParam({ name: 'kind', enum: foundKinds })
  @JsonText(FoundAddressesDto)
  async addresses(@Param('kind') kind: string, @Query() { from = '' }: FoundFromDto): Promise<string> {
    if (!isKind(kind)) throw new Problem('not_found');
    const values = [vietnamDay(this.clock.now()), from];
    return foundText(await this.reader.row(foundAddresses(kind), values));
  }

  /** Where a page is that once had this address. */
  @Get('moved/:kind/:slug')
  @ApiParam({ name: 'kind', enum: movingKinds })
  @JsonText(MovedPageDto)
  @ApiNotFoundResponse({ description: 'It never was there, is there still, or nobody may open it' })
  async moved(@Param('kind') kind: string, @Param('slug', SlugPipe) slug: string): Promise<string> {
    return foundText(await this.reader.row(movedPage, [kind, slug]));
  }
}

const isKind = (kind: string): kind is FoundKind => foundKinds.some((known) => known === kind);
