import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../platform/access/access.js';
import { SlugPipe } from '../../../platform/http/slug.js';
import { RouteDayQueryDto, RouteDetailDto, RouteFileQueryDto, RoutesAnswer } from './route.dto.js';
import { RoutesService } from './routes.service.js';

/** Routes of the province that join points and makers. */
@ApiTags('tourism points')
@Controller('v1/tourism-routes')
@Access('public')
export class ShopRoutesController {
  constructor(private readonly routes: RoutesService) {}

  @Get()
  @ApiOperation({ summary: 'All routes, by name' })
  @ApiOkResponse({ type: RoutesAnswer })
  list(): Promise<RoutesAnswer> {
    return this.routes.list();
  }

  @Get(':slug')
  @ApiOperation({ summary: 'One route: its stops, what can be had at each, and shops along it' })
  @ApiOkResponse({ type: RouteDetailDto })
  one(@Param('slug', SlugPipe) slug: string): Promise<RouteDetailDto> {
    return this.routes.one(slug);
  }

  @Get(':slug/route.gpx')
  @Header('content-type', 'application/gpx+xml; charset=utf-8')
  @Header('content-disposition', 'attachment')
  @ApiOperation({ summary: 'The same for a navigation device (GPX 1.1)' })
  @ApiOkResponse({ content: { 'application/gpx+xml': { schema: { type: 'string' } } } })
  gpx(@Param('slug', SlugPipe) slug: string, @Query() { language }: RouteFileQueryDto): Promise<string> {
    return this.routes.gpx(slug, language);
  }

  @Get(':slug/route.ics')
  @Header('content-type', 'text/calendar; charset=utf-8')
  @Header('content-disposition', 'attachment')
  @ApiOperation({ summary: 'The same as a day in a calendar (RFC 5545)' })
  @ApiOkResponse({ content: { 'text/calendar': { schema: { type: 'string' } } } })
  calendar(
    @Param('slug', SlugPipe) slug: string,
    @Query() { day, language }: RouteDayQueryDto,
  ): Promise<string> {
    return this.routes.calendar(slug, day, language);
  }
}
