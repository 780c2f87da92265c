import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { vietnamDay, type Clock } from '#kernel/time';
import { Access } from '../../platform/access/access.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { FloorProfile } from '../../platform/data/floor-profile.js';
import { Reader } from '../../platform/database/reader.js';
import { floorFacts, sharePictureOf } from '../../platform/files/index.js';
import { readCursor } from '../../platform/http/cursor.js';
import { foundText } from '../../platform/http/found-text.js';
import { JsonText } from '../../platform/http/json-text.js';
import type { Language } from '../../platform/http/problem.js';
import { ReaderLanguage } from '../../platform/http/reader-language.js';
import {
  CommuneListDto,
  CommunesQueryDto,
  FloorDto,
  ProvinceListDto,
  ProvincesQueryDto,
  type FloorCountsDto,
} from './shop-places.dto.js';
import {
  communeList,
  COMMUNES_CURSOR,
  floorCounts,
  provinceList,
  PROVINCES_CURSOR,
} from './shop-places.sql.js';

const PAGE_SIZE = 24;
/** "Without words, all": a province has at most 168 communes; a form needs them in one answer. */
const ALL_COMMUNES = 200;

/** Where things are: the floor itself, the country's provinces, this province's communes. */
@ApiTags('places')
@Controller('v1')
@Access('public')
export class ShopPlacesController {
  constructor(
    private readonly reader: Reader,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Which floor this is, who runs it, and how much is on it today. */
  @Get('floor')
  @ApiOkResponse({ type: FloorDto })
  async describe(@ReaderLanguage() language: Language): Promise<FloorDto> {
    const { province, operator, registration, demo, orderTimers, complaintTimers } = this.floor;
    const { floorName, fullName } = this.floor.textsIn(language);
    const { escalateHours, transferHours, returnDays, returnAnswerDays, completedDays } = orderTimers;
    const today = vietnamDay(this.clock.now());
    const values = [today, province.code];
    const counts = await this.reader.row<FloorCountsDto>(floorCounts, values);
    return {
      name: floorName,
      fullName,
      province: { code: province.code, name: province.name },
      demo,
      operator,
      registration,
      today,
      times: {
        escalateHours,
        transferHours,
        returnDays,
        returnAnswerDays,
        completedDays,
        firstReplyDays: complaintTimers.firstReply,
      },
      counts: counts ?? { products: 0, sellers: 0, tourismPoints: 0, communes: 0 },
      sharePicture: sharePictureOf('floor', floorFacts({ floorName, fullName })).url,
    };
  }

  /** Communes of this province, found by names of today and of before the mergers. */
  @Get('communes')
  @JsonText(CommuneListDto)
  async communes(@Query() { q, limit = ALL_COMMUNES, cursor }: CommunesQueryDto): Promise<string> {
    const place =
      cursor === undefined ? null : readCursor(COMMUNES_CURSOR, { key: 'text', id: 'text' }, cursor);
    const typed = q === undefined || q.trim() === '' ? null : q;
    const values = [this.floor.province.code, typed, limit, place?.key ?? null, place?.id ?? null];
    return foundText(await this.reader.row(communeList, values));
  }

  /** The provinces goods are sent to. */
  @Get('provinces')
  @JsonText(ProvinceListDto)
  async provinces(@Query() { limit = PAGE_SIZE, cursor }: ProvincesQueryDto): Promise<string> {
    const after =
      cursor === undefined ? null : readCursor(PROVINCES_CURSOR, { key: 'text', id: 'text' }, cursor).id;
    return foundText(await this.reader.row(provinceList, [limit, after]));
  }
}
