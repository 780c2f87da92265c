import { Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { LARGEST_UPLOAD_BYTES, readUpload, TakesUpload } from '../../../platform/http/upload.js';
import { ProductPaperListAnswer } from './paper.dto.js';
import { PapersService } from './papers.service.js';

/** Papers a shop's goods are sold with. */
@ApiTags('listings')
@Controller('v1/seller/:sellerSlug/product-papers')
@Access('seller:listings')
export class SellerPapersController {
  constructor(private readonly papers: PapersService) {}

  @Get()
  @ApiOperation({ summary: 'Which papers were sent, and which have run out' })
  @ApiOkResponse({ type: ProductPaperListAnswer })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
  ): Promise<ProductPaperListAnswer> {
    return { items: await this.papers.list(principal, slug), nextCursor: null };
  }

  @Post()
  @TakesUpload('kind', 'productId', 'number', 'issuedOn', 'expiresOn')
  @ApiOperation({ summary: 'Send a paper: JPEG, PNG, WebP, AVIF or PDF, at most 12 MB' })
  @ApiCreatedResponse()
  async add(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Req() request: FastifyRequest,
  ): Promise<{ id: string }> {
    const { bytes, fields } = await readUpload(request, LARGEST_UPLOAD_BYTES);
    return this.papers.add(principal, slug, fields, bytes);
  }

  @Delete(':paperId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a paper back' })
  @ApiNoContentResponse()
  remove(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('paperId') id: string,
  ): Promise<void> {
    return this.papers.remove(principal, slug, id);
  }
}
