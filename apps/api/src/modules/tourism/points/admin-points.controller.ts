import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { SlugPipe } from '../../../platform/http/slug.js';
import { officerOf, type Officer } from '../../identity/index.js';
import { GrantKeeperDto, KeepersAnswer } from '../keepers/keepers.dto.js';
import { KeepersService } from '../keepers/keepers.service.js';
import { NameHost } from '../visits/name-host.js';
import { PointSellerDto } from '../visits/visit.dto.js';
import { SayWays } from './say-ways.js';
import { WaysDto } from './ways.dto.js';

const officer = (principal: Principal): Officer => officerOf(principal, 'tourism.edit');

/** What officers say about a tourism point, and whom they charge with its shelf. */
@ApiTags('administration')
@Controller('v1/admin/tourism-points')
@Access('officer:tourism.edit')
export class AdminPointsController {
  constructor(
    private readonly keepers: KeepersService,
    private readonly ways: SayWays,
    private readonly hosts: NameHost,
  ) {}

  @Put(':slug/ways')
  @HttpCode(204)
  @ApiOperation({ summary: 'Say how to get there, by road and by boat' })
  @ApiNoContentResponse()
  sayWays(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @Body() body: WaysDto,
  ): Promise<void> {
    return this.ways.run(officer(principal), slug, body);
  }

  @Put(':slug/seller')
  @HttpCode(204)
  @ApiOperation({ summary: 'Say which shop this point is, so that it can be asked for visits' })
  @ApiNoContentResponse()
  nameHost(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @Body() { seller }: PointSellerDto,
  ): Promise<void> {
    return this.hosts.run(officer(principal), slug, seller ?? null);
  }

  @Get(':slug/keepers')
  @ApiOperation({ summary: 'Who keeps the point' })
  @ApiOkResponse({ type: KeepersAnswer })
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
  ): Promise<KeepersAnswer> {
    return this.keepers.list(officer(principal), slug);
  }

  @Post(':slug/keepers')
  @HttpCode(204)
  @ApiOperation({ summary: 'Charge somebody with the point’s shelf' })
  @ApiNoContentResponse()
  grant(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @Body() body: GrantKeeperDto,
  ): Promise<void> {
    return this.keepers.grant(officer(principal), slug, body);
  }

  @Delete(':slug/keepers/:keeperId')
  @HttpCode(204)
  @ApiOperation({ summary: 'End it, at once' })
  @ApiNoContentResponse()
  end(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @IdParam('keeperId') keeperId: string,
  ): Promise<void> {
    return this.keepers.end(officer(principal), slug, keeperId);
  }
}
