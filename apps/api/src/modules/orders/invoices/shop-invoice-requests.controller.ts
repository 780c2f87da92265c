import { Body, Controller, Headers, Param, Put, Req } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access, OptionalPrincipal, type Principal } from '../../../platform/access/access.js';
import { OrderGroupAnswer } from '../order-answers.dto.js';
import { accountOf } from '../order-buyer.js';
import { OrderPageService } from '../order-page.service.js';
import { InvoiceRequestDto } from '../place-order.dto.js';
import { orderCodeOf } from '../shop-orders/seller-orders.controller.js';
import { AskForInvoice } from './ask-for-invoice.js';

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
  @ApiHeader({
    name: 'Order-Token',
    required: false,
    description: 'Not needed by the account that placed it',
  })
  @ApiOkResponse({ type: OrderGroupAnswer })
  async ask(
    @Param('code') typed: string,
    @Headers('order-token') token: string | undefined,
    @Body() body: InvoiceRequestDto,
    @Req() request: FastifyRequest,
    @OptionalPrincipal() principal: Principal | null,
  ): Promise<object> {
    const code = orderCodeOf(typed);
    const buyer = { token, accountId: accountOf(principal) };
    await this.askForInvoice.run(code, buyer, body, request.id);
    return this.orderPage.group(code, buyer);
  }
}
