import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Req, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { chunkOf, TakesChunk } from '../../../platform/http/chunk.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { BeginUpload } from './begin-upload.js';
import type { SellerUpload } from './seller-upload.entity.js';
import { UploadDto, uploadDto, UploadInput } from './upload.dto.js';
import { UploadsService } from './uploads.service.js';
import { WriteChunk } from './write-chunk.js';

/**
 * Files that come in pieces, for a line that breaks: whatever was acknowledged is kept for a day. Pieces and offsets are
 * those of tus 1.0; announcing a file is JSON.
 */
@ApiTags('uploads')
@Controller('v1/seller/:sellerSlug/uploads')
@Access('seller:enter')
export class SellerUploadsController {
  constructor(
    private readonly uploads: UploadsService,
    private readonly beginUpload: BeginUpload,
    private readonly writeChunk: WriteChunk,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Announce a file; pictures need the right to listings, papers the right to the shop',
  })
  @ApiCreatedResponse({ type: UploadDto })
  async begin(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Body() input: UploadInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UploadDto> {
    const upload = await this.beginUpload.run(principal, slug, input);
    void reply.header('location', `/api/v1/seller/${slug}/uploads/${upload.id}`);
    return told(reply, upload);
  }

  @Get(':id')
  @ApiOperation({ summary: 'How far it is, also as HEAD: Upload-Offset, Upload-Length' })
  @ApiOkResponse({ type: UploadDto })
  async look(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UploadDto> {
    return told(reply, await this.uploads.find(principal, slug, id));
  }

  @Patch(':id')
  @HttpCode(204)
  @TakesChunk()
  @ApiOperation({
    summary: 'The next piece, at most 256 KB, beginning at Upload-Offset; the last one ends it',
  })
  @ApiNoContentResponse({ description: 'Safe on the disk; Upload-Offset says where the next one begins' })
  async write(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    told(reply, await this.writeChunk.run(principal, slug, id, chunkOf(request)));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Give up a file that is on its way; what it became stays' })
  @ApiNoContentResponse()
  remove(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('id') id: string,
  ): Promise<void> {
    return this.uploads.remove(principal, slug, id);
  }
}

/** The same in headers, for whoever asks by HEAD or gets no body. */
function told(reply: FastifyReply, upload: SellerUpload): UploadDto {
  void reply.header('upload-offset', upload.received).header('upload-length', upload.bytes);
  return uploadDto(upload);
}
