import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../../../platform/access/access.js';
import { sendAsDownload } from '../../../platform/http/send-as-download.js';
import { ContractAnswer } from './contract.dto.js';
import { ContractsService } from './contracts.service.js';
import { orderCodeOf } from '../order-code.js';
import { ByOrderToken, CurrentBuyer, type OrderBuyer } from '../order-buyer.js';

/** The contract of an order, for whoever bought. */
@ApiTags('buying')
@ByOrderToken()
@Controller('v1/orders/:code')
@Access('bearer-secret')
export class ShopContractsController {
  constructor(private readonly contracts: ContractsService) {}

  @Get('contract')
  @ApiOperation({ summary: 'What was agreed when it was ordered, and the terms that held then' })
  @ApiOkResponse({ type: ContractAnswer })
  read(@Param('code') typed: string, @CurrentBuyer() buyer: OrderBuyer): Promise<ContractAnswer> {
    return this.contracts.forBuyer(orderCodeOf(typed), buyer);
  }

  @Get('contract.pdf')
  @ApiOperation({ summary: 'The same on paper' })
  @ApiOkResponse({ content: { 'application/octet-stream': {} } })
  async file(
    @Param('code') typed: string,
    @CurrentBuyer() buyer: OrderBuyer,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const code = orderCodeOf(typed);
    const contract = await this.contracts.forBuyer(code, buyer);
    sendAsDownload(
      reply,
      await this.contracts.paper(contract),
      `hop-dong-don-${code}.pdf`,
      'application/pdf',
    );
  }
}
