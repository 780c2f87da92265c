import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { SlugPipe } from '../../../platform/http/slug.js';
import { officerOf, type Officer } from '../../identity/index.js';
import { ChangePointHours } from './change-point-hours.js';
import { ChangePointHoursDto, PointHoursAnswer, PointsHoursAnswer } from './point-hours.dto.js';

const officer = (principal: Principal): Officer => officerOf(principal, 'shipping.edit');

/** When tourism points are open, for whoever picks an order up there. */
@ApiTags('administration')
@Controller('v1/admin/tourism-points')
@Access('officer:shipping.edit')
export class AdminPointHoursController {
  constructor(private readonly hours: ChangePointHours) {}

  @Get()
  @ApiOperation({ summary: 'The points with their opening hours, by name' })
  @ApiOkResponse({ type: PointsHoursAnswer })
  list(@CurrentPrincipal() principal: Principal): Promise<PointsHoursAnswer> {
    return this.hours.list(officer(principal));
  }

  @Get(':slug')
  @ApiOperation({ summary: 'One point with its opening hours' })
  @ApiOkResponse({ type: PointHoursAnswer })
  one(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
  ): Promise<PointHoursAnswer> {
    return this.hours.one(officer(principal), slug);
  }

  @Put(':slug/hours')
  @ApiOperation({ summary: 'Say when a point is open: the week, and days that are another than usual' })
  @ApiOkResponse({ type: PointHoursAnswer })
  change(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @Body() body: ChangePointHoursDto,
  ): Promise<PointHoursAnswer> {
    return this.hours.run(officer(principal), slug, body);
  }
}
