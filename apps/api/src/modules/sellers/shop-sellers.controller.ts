import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { vietnamDay, type Clock } from '#kernel/time';
import { Access } from '../../platform/access/access.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Reader } from '../../platform/database/reader.js';
import { readCursor } from '../../platform/http/cursor.js';
import { foundText } from '../../platform/http/found-text.js';
import { JsonText } from '../../platform/http/json-text.js';
import { SlugPipe } from '../../platform/http/slug.js';
import { SellersQueryDto, ShopSellerDetailDto, ShopSellerListDto } from './shop-sellers.dto.js';
import { sellerDetail, sellerList, SELLERS_CURSOR } from './shop-sellers.sql.js';

const PAGE_SIZE = 24;

/** Sellers as the shop shows them. */
@ApiTags('sellers')
@Controller('v1/sellers')
@Access('public')
export class ShopSellersController {
  constructor(
    private readonly reader: Reader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Sellers that may sell, in the order of their names. */
  @Get()
  @JsonText(ShopSellerListDto)
  async list(@Query() { limit = PAGE_SIZE, cursor }: SellersQueryDto): Promise<string> {
    const after =
      cursor === undefined ? null : readCursor(SELLERS_CURSOR, { key: 'text', id: 'text' }, cursor).id;
    return foundText(await this.reader.row(sellerList, [vietnamDay(this.clock.now()), limit, after]));
  }

  /** One seller; a suspended or closed one is shown with its status and without products. */
  @Get(':slug')
  @JsonText(ShopSellerDetailDto)
  async detail(@Param('slug', SlugPipe) slug: string): Promise<string> {
    return foundText(await this.reader.row(sellerDetail, [vietnamDay(this.clock.now()), slug]));
  }
}
