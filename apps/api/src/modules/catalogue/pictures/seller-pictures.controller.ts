import { Controller, Delete, Get, Header, HttpCode, Param, Post, Req, StreamableFile } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { LARGEST_UPLOAD_BYTES, readUpload, TakesUpload } from '../../../platform/http/upload.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { PictureDto, pictureDto, PictureListDto } from './picture.dto.js';
import { PicturesService } from './pictures.service.js';
import { TakePicture } from './take-picture.js';

/** Pictures of a shop's goods, before and after a product shows them. */
@ApiTags('pictures')
@Controller('v1/seller/:sellerSlug/pictures')
@Access('seller:listings')
export class SellerPicturesController {
  constructor(
    private readonly pictures: PicturesService,
    private readonly takePicture: TakePicture,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The last hundred pictures that were sent, newest first' })
  @ApiOkResponse({ type: PictureListDto })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
  ): Promise<PictureListDto> {
    const rows = await this.pictures.list(principal, slug);
    return { items: rows.map((row) => pictureDto(slug, row)), nextCursor: null };
  }

  @Post()
  @TakesUpload()
  @ApiOperation({ summary: 'Send a picture: JPEG, PNG, WebP or AVIF, at most 12 MB and 52 megapixels' })
  @ApiCreatedResponse({ type: PictureDto })
  async add(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Req() request: FastifyRequest,
  ): Promise<PictureDto> {
    const { bytes } = await readUpload(request, LARGEST_UPLOAD_BYTES);
    return pictureDto(slug, await this.takePicture.run(principal, slug, bytes));
  }

  /** A picture in one width and format, for people of the shop. */
  @Get(':id/:file')
  @Header('cache-control', 'private, no-store')
  @Header('content-security-policy', "default-src 'none'; sandbox")
  @Header('cross-origin-resource-policy', 'same-origin')
  @ApiParam({ name: 'file', description: '320, 640 or 1200, and .avif, .webp or .jpg', example: '640.avif' })
  @ApiOkResponse({ content: { 'image/*': { schema: { type: 'string', format: 'binary' } } } })
  async file(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('id') id: string,
    @Param('file') file: string,
  ): Promise<StreamableFile> {
    const { bytes, contentType } = await this.pictures.file(principal, slug, id, file);
    return new StreamableFile(bytes, { type: contentType, length: bytes.length });
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take back a picture that nothing has shown yet' })
  @ApiNoContentResponse()
  remove(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('id') id: string,
  ): Promise<void> {
    return this.pictures.remove(principal, slug, id);
  }
}
