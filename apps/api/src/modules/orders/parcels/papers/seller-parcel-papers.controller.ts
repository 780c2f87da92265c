import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../../platform/access/access.js';
import { IdParam } from '../../../../platform/http/id-param.js';
import { sendAsDownload } from '../../../../platform/http/send-as-download.js';
import { ParcelPapers } from './parcel-papers.js';
import { orderCodeOf } from '../../order-code.js';

/** What is printed for a parcel. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug/orders/:code/parcels/:parcelId')
@Access('seller:orders')
export class SellerParcelPapersController {
  constructor(private readonly papers: ParcelPapers) {}

  @Get('packing-slip.pdf')
  @ApiOperation({
    summary: 'What lies in the parcel, A5: goods and amounts, neither phone nor address of the buyer',
  })
  @ApiOkResponse({ content: { 'application/pdf': {} } })
  async slip(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
    @IdParam('parcelId') parcelId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const code = orderCodeOf(typed);
    const bytes = await this.papers.slip(principal, slug, { code, parcelId });
    sendAsDownload(reply, bytes, `phieu-dong-goi-${code.toLowerCase()}.pdf`, 'application/pdf');
  }

  @Get('label.pdf')
  @ApiOperation({ summary: 'What is stuck on the parcel, A6: to whom, what to collect, how to carry it' })
  @ApiOkResponse({ content: { 'application/pdf': {} } })
  async label(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
    @IdParam('parcelId') parcelId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const code = orderCodeOf(typed);
    const bytes = await this.papers.label(principal, slug, { code, parcelId });
    sendAsDownload(reply, bytes, `nhan-kien-${code.toLowerCase()}.pdf`, 'application/pdf');
  }
}
