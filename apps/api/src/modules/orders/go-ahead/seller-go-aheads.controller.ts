import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { ShopOrderAnswer } from '../shop-orders/shop-orders.dto.js';
import { ShopOrders } from '../shop-orders/shop-orders.js';
import { CallDto, WaiverDto } from './go-ahead.dto.js';
import { RecordCall } from './record-call.js';
import { orderCodeOf } from '../order-code.js';

/** The buyer's word before an order to be paid on delivery is sent, as the shop hears it. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug/orders/:code')
@Access('seller:orders')
export class SellerGoAheadsController {
  constructor(
    private readonly orders: ShopOrders,
    private readonly recordCall: RecordCall,
  ) {}

  @Post('calls')
  @HttpCode(200)
  @ApiOperation({ summary: 'What came of calling the buyer before the order is sent' })
  @ApiOkResponse({ type: ShopOrderAnswer })
  async call(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
    @Body() body: CallDto,
  ): Promise<ShopOrderAnswer> {
    const code = orderCodeOf(typed);
    await this.recordCall.run(principal, slug, code, body);
    return this.orders.one(principal, slug, code);
  }

  @Post('go-ahead-waiver')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say why it is sent without the buyer’s word' })
  @ApiOkResponse({ type: ShopOrderAnswer })
  async waive(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
    @Body() body: WaiverDto,
  ): Promise<ShopOrderAnswer> {
    const code = orderCodeOf(typed);
    await this.recordCall.waive(principal, slug, code, body);
    return this.orders.one(principal, slug, code);
  }
}
