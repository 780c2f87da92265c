import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { sendAsDownload } from '../../../platform/http/send-as-download.js';
import { XLSX_TYPE } from '../xlsx-type.js';
import { WithholdingsDto } from './withholdings.dto.js';
import { WithholdingsService } from './withholdings.service.js';

/** What was kept back of a shop's sales, month by month, and its certificates. */
@ApiTags('settlement')
@Controller('v1/seller/:sellerSlug')
@Access('seller:money')
export class SellerWithholdingsController {
  constructor(private readonly withholdings: WithholdingsService) {}

  @Get('withholdings')
  @ApiOperation({ summary: 'Tax kept back month by month, and the certificates that were issued' })
  @ApiOkResponse({ type: WithholdingsDto })
  read(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
  ): Promise<WithholdingsDto> {
    return this.withholdings.read(principal, slug);
  }

  @Get('tax-certificates/:year/file')
  @ApiOperation({ summary: 'The certificate 01/CTKT-TMĐT of a year as a workbook' })
  @ApiOkResponse({ content: { 'application/octet-stream': {} } })
  async file(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('year') year: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bytes, name } = await this.withholdings.file(principal, slug, year);
    sendAsDownload(reply, bytes, name, XLSX_TYPE);
  }
}
