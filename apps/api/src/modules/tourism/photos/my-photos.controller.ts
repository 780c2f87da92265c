import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { checkInput } from '../../../platform/http/check-input.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { SlugPipe } from '../../../platform/http/slug.js';
import { LARGEST_UPLOAD_BYTES, readUpload, TakesUpload } from '../../../platform/http/upload.js';
import { KeepPhotos } from './keep-photos.js';
import { AddedPhotoAnswer, PhotoOrderDto, PhotoWordsDto, PointPhotosAnswer } from './photo.dto.js';

/** The photographs of the points you keep. */
@ApiTags('tourism points')
@Controller('v1/me/tourism-points/:slug/photos')
@Access('account')
export class MyPhotosController {
  constructor(private readonly photos: KeepPhotos) {}

  @Get()
  @ApiOperation({ summary: 'What the page of a point you keep shows of it, and what an officer took down' })
  @ApiOkResponse({ type: PointPhotosAnswer })
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
  ): Promise<PointPhotosAnswer> {
    return this.photos.list(principal, slug);
  }

  @Post()
  @TakesUpload('alt', 'altEn')
  @ApiOperation({
    summary:
      'Show a photograph: JPEG, PNG, WebP or AVIF, at most 12 MB, with words for whoever cannot see it',
  })
  @ApiCreatedResponse({ type: AddedPhotoAnswer })
  async add(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @Req() request: FastifyRequest,
  ): Promise<AddedPhotoAnswer> {
    const { bytes, fields } = await readUpload(request, LARGEST_UPLOAD_BYTES);
    const { alt = '', altEn = '', ...unknown } = fields;
    // A form sends an empty text for what was left out.
    const said = { ...unknown, alt, altEn: altEn.trim() === '' ? null : altEn };
    return this.photos.add(principal, slug, bytes, await checkInput(PhotoWordsDto, said));
  }

  @Put('order')
  @HttpCode(204)
  @ApiOperation({ summary: 'Put them into an order; the first is the cover' })
  @ApiNoContentResponse()
  arrange(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @Body() { ids }: PhotoOrderDto,
  ): Promise<void> {
    return this.photos.arrange(principal, slug, ids);
  }

  @Put(':photoId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Say anew what one shows' })
  @ApiNoContentResponse()
  describe(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @IdParam('photoId') id: string,
    @Body() body: PhotoWordsDto,
  ): Promise<void> {
    return this.photos.describe(principal, slug, id, body);
  }

  @Delete(':photoId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Show it no longer' })
  @ApiNoContentResponse()
  remove(
    @CurrentPrincipal() principal: Principal,
    @Param('slug', SlugPipe) slug: string,
    @IdParam('photoId') id: string,
  ): Promise<void> {
    return this.photos.remove(principal, slug, id);
  }
}
