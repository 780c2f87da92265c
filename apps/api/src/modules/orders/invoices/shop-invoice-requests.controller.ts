import { Body, Controller, Param, Put, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access } from '../../../platform/access/access.js';
import { OrderGroupAnswer } from '../order-answers.dto.js';
import { OrderPageService } from '../order-page.service.js';
import { InvoiceRequestDto } from '../place-order.dto.js';
import { AskForInvoice } from './ask-for-invoice.js';
import { orderCodeOf } from '../order-code.js';
import { ByOrderToken, CurrentBuyer, type OrderBuyer } from '../order-buyer.js';

/** Asking for the invoices of a purchase after it was placed. */
@ApiTags('buying')
@Controller('v1')
export class ShopInvoiceRequestsController {
  constructor(
    private readonly askForInvoice: AskForInvoice,
    private readonly orderPage: OrderPageService,
  ) {}

  @Put('order-groups/:code/invoice-request')
  @Access('bearer-secret')
  @ApiOperation({ summary: 'Say, or say anew, whom the invoices of a purchase are for' })
  @ByOrderToken()
  @ApiOkResponse({ type: OrderGroupAnswer })
  async ask(
    @Param('code') typed: string,
    @CurrentBuyer() buyer: OrderBuyer,
    @Body() body: InvoiceRequestDto,
    @Req() request: FastifyRequest,
  ): Promise<object> {
    const code = orderCodeOf(typed);
    await this.askForInvoice.run(code, buyer, body, request.id);
    return this.orderPage.group(code, buyer);
  }
}
