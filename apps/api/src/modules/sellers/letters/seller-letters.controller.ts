import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { LetterListAnswer } from '../review/case-answer.dto.js';
import { sendAsDownload } from '../../../platform/http/send-as-download.js';
import { LettersService } from './letters.service.js';

/** The numbered letters a shop got. */
@ApiTags('sellers')
@Controller('v1/seller/:sellerSlug/letters')
@Access('seller:shop')
export class SellerLettersController {
  constructor(private readonly letters: LettersService) {}

  @Get()
  @ApiOperation({ summary: 'Letters, newest first' })
  @ApiOkResponse({ type: LetterListAnswer })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
  ): Promise<LetterListAnswer> {
    return { items: await this.letters.list(principal, slug), nextCursor: null };
  }

  @Get(':file')
  @ApiOperation({ summary: 'A letter as PDF: its id and `.pdf`' })
  @ApiOkResponse({ content: { 'application/pdf': {} } })
  async pdf(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('file') file: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bytes, name } = await this.letters.forSeller(principal, slug, file);
    sendAsDownload(reply, bytes, name, 'application/pdf');
  }
}
