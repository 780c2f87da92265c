import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, OptionalPrincipal, type Principal } from '../../../platform/access/access.js';
import { sendAsDownload } from '../../../platform/http/send-as-download.js';
import { accountOf } from '../order-buyer.js';
import { orderCodeOf } from '../shop-orders/seller-orders.controller.js';
import { ContractAnswer } from './contract.dto.js';
import { ContractsService } from './contracts.service.js';

/** The contract of an order, for whoever bought. */
@ApiTags('buying')
@ApiHeader({
  name: 'Order-Token',
  required: false,
  description: 'Not needed by the account that placed it',
})
@Controller('v1/orders/:code')
@Access('bearer-secret')
export class ShopContractsController {
  constructor(private readonly contracts: ContractsService) {}

  @Get('contract')
  @ApiOperation({ summary: 'What was agreed when it was ordered, and the terms that held then' })
  @ApiOkResponse({ type: ContractAnswer })
  read(
    @Param('code') typed: string,
    @Headers('order-token') token: string | undefined,
    @OptionalPrincipal() principal: Principal | null,
  ): Promise<ContractAnswer> {
    return this.contracts.forBuyer(orderCodeOf(typed), { token, accountId: accountOf(principal) });
  }

  @Get('contract.pdf')
  @ApiOperation({ summary: 'The same on paper' })
  @ApiOkResponse({ content: { 'application/octet-stream': {} } })
  async file(
    @Param('code') typed: string,
    @Headers('order-token') token: string | undefined,
    @OptionalPrincipal() principal: Principal | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const code = orderCodeOf(typed);
    const contract = await this.contracts.forBuyer(code, { token, accountId: accountOf(principal) });
    sendAsDownload(
      reply,
      await this.contracts.paper(contract),
      `hop-dong-don-${code}.pdf`,
      'application/pdf',
    );
  }
}
