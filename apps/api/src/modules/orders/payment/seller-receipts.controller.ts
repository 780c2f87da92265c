import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { MoneyReceivedAnswer, MoneyReceivedDto } from './money.dto.js';
import { ReceiveMoney } from './receive-money.js';

/** For whoever works on the shop's orders, staff under its mandate among them: they see no other money of the shop. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug/orders/:code')
@Access('seller:orders')
export class SellerReceiptsController {
  constructor(private readonly receiveMoney: ReceiveMoney) {}

  @Post('receipts')
  @HttpCode(200)
  @ApiOperation({ summary: 'Money came in for the order, by the shop’s own word' })
  @ApiOkResponse({ type: MoneyReceivedAnswer })
  received(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') code: string,
    @Body() body: MoneyReceivedDto,
  ): Promise<MoneyReceivedAnswer> {
    return this.receiveMoney.received(principal, { slug, permission: 'orders' }, code, body);
  }
}
