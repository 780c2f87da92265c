import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { SlugPipe } from '../../../platform/http/slug.js';
import { officerOf } from '../../identity/index.js';
import { PointPhotosAnswer, TakePhotoDownDto } from './photo.dto.js';
import { TakePhotoDown } from './take-photo-down.js';

/** What keepers show of a point, before its officers. */
@ApiTags('administration')
@Controller('v1/admin/tourism-points/:slug/photos')
@Access('officer:tourism.edit')
export class AdminPhotosController {
  constructor(private readonly photos: TakePhotoDown) {}

  @Get()
  @ApiOperation({ summary: 'The photographs of a point, and those that were taken down' })
  @ApiOkResponse({ type: PointPhotosAnswer })
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
  ): Promise<PointPhotosAnswer> {
    return this.photos.list(officerOf(principal, 'tourism.edit'), slug);
  }

  @Post(':photoId/taking-down')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take one off the page; whoever keeps the point is told why' })
  @ApiNoContentResponse()
  takeDown(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @IdParam('photoId') photoId: string,
    @Body() { reason }: TakePhotoDownDto,
  ): Promise<void> {
    return this.photos.run(officerOf(principal, 'tourism.edit'), slug, photoId, reason);
  }
}
