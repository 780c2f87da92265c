import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { EmptyDto } from '../../../platform/http/empty.dto.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { ConfirmOrder } from '../confirming/confirm-order.js';
import { RefuseOrder } from '../confirming/refuse-order.js';
import { ShopCancellationDto } from './shop-order-acts.dto.js';
import { ShopOrderAnswer, ShopOrdersAnswer, ShopOrdersQueryDto } from './shop-orders.dto.js';
import { ShopOrders } from './shop-orders.js';
import { orderCodeOf } from '../order-code.js';

/** A shop's own orders: what is to be done, whom it is for, taking on and cancelling. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug/orders')
@Access('seller:orders')
export class SellerOrdersController {
  constructor(
    private readonly orders: ShopOrders,
    private readonly confirmOrder: ConfirmOrder,
    private readonly refuseOrder: RefuseOrder,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Orders by whose turn it is: what is to be done, the longest waiting first' })
  @JsonText(ShopOrdersAnswer)
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Query() query: ShopOrdersQueryDto,
  ): Promise<string> {
    return this.orders.list(principal, slug, query);
  }

  @Get(':code')
  @ApiOperation({
    summary: 'An order with its parcels, what happened, and, while it is open, whom it is for',
  })
  @ApiOkResponse({ type: ShopOrderAnswer })
  one(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') code: string,
  ): Promise<ShopOrderAnswer> {
    return this.orders.one(principal, slug, orderCodeOf(code));
  }

  @Post(':code/confirmation')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take the order on: its buyer cannot take it back any more' })
  @ApiOkResponse({ type: ShopOrderAnswer })
  async confirm(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
    @Body() _body: EmptyDto,
  ): Promise<ShopOrderAnswer> {
    const code = orderCodeOf(typed);
    await this.confirmOrder.run(principal, slug, code);
    return this.orders.one(principal, slug, code);
  }

  @Post(':code/cancellation')
  @HttpCode(200)
  @ApiOperation({ summary: 'Cancel it for a reason; what was paid is owed back' })
  @ApiOkResponse({ type: ShopOrderAnswer })
  async cancel(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
    @Body() body: ShopCancellationDto,
  ): Promise<ShopOrderAnswer> {
    const code = orderCodeOf(typed);
    await this.refuseOrder.run(principal, slug, code, body);
    return this.orders.one(principal, slug, code);
  }
}
