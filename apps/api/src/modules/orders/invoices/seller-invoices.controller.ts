import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { sendAsDownload } from '../../../platform/http/send-as-download.js';
import { InvoiceDataAnswer, InvoiceDataQueryDto, InvoiceDto } from './invoice.dto.js';
import { InvoicesService } from './invoices.service.js';
import { WriteInvoice } from './write-invoice.js';
import { orderCodeOf } from '../order-code.js';

const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What a shop's invoices are made from, and which it issued. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug')
@Access('seller:orders')
export class SellerInvoicesController {
  constructor(
    private readonly invoices: InvoicesService,
    private readonly writeInvoice: WriteInvoice,
  ) {}

  @Get('orders/:code/invoice')
  @ApiOperation({ summary: 'What an order is invoiced at and whom for, and the invoices that were issued' })
  @ApiOkResponse({ type: InvoiceDataAnswer })
  one(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') code: string,
  ): Promise<InvoiceDataAnswer> {
    return this.invoices.one(principal, slug, orderCodeOf(code));
  }

  @Post('orders/:code/invoices')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Write down the invoice that was issued of the order, or put right what was written',
  })
  @ApiOkResponse({ type: InvoiceDataAnswer })
  async write(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
    @Body() body: InvoiceDto,
  ): Promise<InvoiceDataAnswer> {
    const code = orderCodeOf(typed);
    await this.writeInvoice.run(principal, slug, code, body);
    return this.invoices.one(principal, slug, code);
  }

  @Get('invoice-data.xlsx')
  @Access('seller:money')
  @ApiOperation({ summary: 'Lines of orders whose goods came in a month, for e-invoice software' })
  @ApiOkResponse({ content: { 'application/octet-stream': {} } })
  async file(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Query() { month }: InvoiceDataQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bytes, name } = await this.invoices.file(principal, slug, month);
    sendAsDownload(reply, bytes, name, XLSX_TYPE);
  }
}
