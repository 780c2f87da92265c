import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { vietnamDay, type Clock } from '#kernel/time';
import { Access } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Reader } from '../../../platform/database/reader.js';
import { readCursor } from '../../../platform/http/cursor.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { foundText } from '../../../platform/http/found-text.js';
import { SlugPipe } from '../../../platform/http/slug.js';
import { TourismPointDetailDto, TourismPointListDto, TourismPointsQueryDto } from './tourism-points.dto.js';
import { POINTS_CURSOR, tourismPointDetail, tourismPointList } from './tourism-points.sql.js';

const PAGE_SIZE = 24;

/** The places where goods can be tasted and picked up. In this room because their pages are made of products. */
@ApiTags('tourism points')
@Controller('v1/tourism-points')
@Access('public')
export class ShopTourismPointsController {
  constructor(
    private readonly reader: Reader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All points in the order of their names. */
  @Get()
  @JsonText(TourismPointListDto)
  async list(@Query() { limit = PAGE_SIZE, cursor }: TourismPointsQueryDto): Promise<string> {
    const after =
      cursor === undefined ? null : readCursor(POINTS_CURSOR, { key: 'text', id: 'text' }, cursor).id;
    return foundText(await this.reader.row(tourismPointList, [vietnamDay(this.clock.now()), limit, after]));
  }

  /** One point: what can be tasted there, who brings orders there, what is near. */
  @Get(':slug')
  @JsonText(TourismPointDetailDto)
  async detail(@Param('slug', SlugPipe) slug: string): Promise<string> {
    const now = this.clock.now();
    return foundText(await this.reader.row(tourismPointDetail, [vietnamDay(now), now, slug]));
  }
}
