import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { sendAsDownload } from '../../../platform/http/send-as-download.js';
import { ContractAnswer } from './contract.dto.js';
import { ContractsService } from './contracts.service.js';
import { orderCodeOf } from '../order-code.js';

/** The contract of an order, for its shop. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug/orders/:code')
@Access('seller:orders')
export class SellerContractsController {
  constructor(private readonly contracts: ContractsService) {}

  @Get('contract')
  @ApiOperation({ summary: 'What was agreed when it was ordered, and the terms that held then' })
  @ApiOkResponse({ type: ContractAnswer })
  read(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
  ): Promise<ContractAnswer> {
    return this.contracts.forShop(principal, slug, orderCodeOf(typed));
  }

  @Get('contract.pdf')
  @ApiOperation({ summary: 'The same on paper' })
  @ApiOkResponse({ content: { 'application/octet-stream': {} } })
  async file(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const code = orderCodeOf(typed);
    const contract = await this.contracts.forShop(principal, slug, code);
    sendAsDownload(
      reply,
      await this.contracts.paper(contract),
      `hop-dong-don-${code}.pdf`,
      'application/pdf',
    );
  }
}
