import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { SlugPipe } from '../../../platform/http/slug.js';
import { officerOf } from '../../identity/index.js';
import { RouteForDeskDto, RoutesForDeskAnswer, SayRouteDto } from './route.dto.js';
import { SayRoute } from './say-route.js';

/** The routes of the province, as officers write them. */
@ApiTags('administration')
@Controller('v1/admin/tourism-routes')
@Access('officer:tourism.edit')
export class AdminRoutesController {
  constructor(private readonly routes: SayRoute) {}

  @Get()
  @ApiOperation({ summary: 'All routes, those that visitors do not see too' })
  @ApiOkResponse({ type: RoutesForDeskAnswer })
  list(): Promise<RoutesForDeskAnswer> {
    return this.routes.list();
  }

  @Get(':slug')
  @ApiOperation({ summary: 'One route' })
  @ApiOkResponse({ type: RouteForDeskDto })
  one(@Param('slug', SlugPipe) slug: string): Promise<RouteForDeskDto> {
    return this.routes.one(slug);
  }

  @Put(':slug')
  @ApiOperation({ summary: 'Write a route, or a new one under a free slug' })
  @ApiOkResponse({ type: RouteForDeskDto })
  say(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @Body() body: SayRouteDto,
  ): Promise<RouteForDeskDto> {
    return this.routes.run(officerOf(principal, 'tourism.edit'), slug, body);
  }
}
