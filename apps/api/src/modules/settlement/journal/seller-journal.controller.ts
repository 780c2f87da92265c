import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { sendAsDownload } from '../../../platform/http/send-as-download.js';
import { XLSX_TYPE } from '../xlsx-type.js';
import { JournalDto, JournalQueryDto } from './journal.dto.js';
import { JournalService } from './journal.service.js';

/** What a shop sold and collected, month by month. */
@ApiTags('settlement')
@Controller('v1/seller/:sellerSlug')
@Access('seller:money')
export class SellerJournalController {
  constructor(private readonly journal: JournalService) {}

  @Get('sales-journal')
  @ApiOperation({ summary: 'The sales journal of a month, beside what the bank told' })
  @ApiOkResponse({ type: JournalDto })
  read(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Query() { month }: JournalQueryDto,
  ): Promise<JournalDto> {
    return this.journal.read(principal, slug, month);
  }

  @Get('sales-journal.xlsx')
  @ApiOperation({ summary: 'The same as a workbook' })
  @ApiOkResponse({ content: { 'application/octet-stream': {} } })
  async file(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Query() { month }: JournalQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bytes, name } = await this.journal.file(principal, slug, month);
    sendAsDownload(reply, bytes, name, XLSX_TYPE);
  }
}
