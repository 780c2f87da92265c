import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { vietnamDay, type Clock } from '#kernel/time';
import { Access } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Reader } from '../../../platform/database/reader.js';
import { foundText } from '../../../platform/http/found-text.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { MapAnswer, MapQueryDto } from './map.dto.js';
import { mapOfProvince } from './map.sql.js';

@ApiTags('tourism points')
@Controller('v1/tourism-map')
@Access('public')
export class ShopMapController {
  constructor(
    private readonly reader: Reader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Points, shops and goods with the places to draw them at' })
  @JsonText(MapAnswer)
  async map(@Query() { group }: MapQueryDto): Promise<string> {
    return foundText(await this.reader.row(mapOfProvince, [vietnamDay(this.clock.now()), group ?? null]));
  }
}
