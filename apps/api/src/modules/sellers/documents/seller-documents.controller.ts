import { Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { LARGEST_UPLOAD_BYTES, readUpload, TakesUpload } from '../../../platform/http/upload.js';
import { sendAsDownload } from '../../../platform/http/send-as-download.js';
import { DocumentsService } from './documents.service.js';

class DocumentAnswer {
  @ApiProperty()
  id!: string;

  @ApiProperty({ enum: ['registration', 'tax', 'identity', 'bank', 'other'] })
  kind!: string;

  @ApiProperty({ format: 'date-time' })
  uploadedAt!: Date;
}

class DocumentListAnswer {
  @ApiProperty({ type: [DocumentAnswer] })
  items!: DocumentAnswer[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

/** Papers of an application: photographs and PDFs, sealed before they touch the disk. */
@ApiTags('sellers')
@Controller('v1/seller/:sellerSlug/documents')
@Access('seller:shop')
export class SellerDocumentsController {
  constructor(private readonly documents: DocumentsService) {}

  @Get()
  @ApiOperation({ summary: 'Which papers were sent; what stands on them is not answered' })
  @ApiOkResponse({ type: DocumentListAnswer })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
  ): Promise<DocumentListAnswer> {
    return { items: await this.documents.list(principal, slug), nextCursor: null };
  }

  @Post()
  @TakesUpload('kind')
  @ApiOperation({ summary: 'Send a paper: JPEG, PNG, WebP, AVIF or PDF, at most 12 MB' })
  @ApiCreatedResponse()
  async add(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Req() request: FastifyRequest,
  ): Promise<{ id: string }> {
    const { bytes, fields } = await readUpload(request, LARGEST_UPLOAD_BYTES);
    return this.documents.add(principal, slug, fields['kind'] ?? '', bytes);
  }

  @Get(':id')
  @ApiOperation({
    summary: 'A paper, as a download, for members of the shop; every opening is written down',
  })
  @ApiOkResponse({ content: { 'application/octet-stream': {} } })
  async open(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bytes, name } = await this.documents.open(principal, slug, id);
    sendAsDownload(reply, bytes, name, 'application/octet-stream');
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a paper back while the application is a draft' })
  @ApiNoContentResponse()
  remove(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('id') id: string,
  ): Promise<void> {
    return this.documents.remove(principal, slug, id);
  }
}
