import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { parsePublicCode } from '#kernel/ids';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { Problem } from '../../../platform/http/problem.js';
import { OrdersToWeigh } from './orders-to-weigh.js';
import { WeighOrder } from './weigh-order.js';
import { OrdersToWeighAnswer, OrdersToWeighQueryDto, WeighDto, WeighedOrderAnswer } from './weighing.dto.js';

/** Goods sold by weight, at packing. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug')
@Access('seller:orders')
export class SellerWeighingsController {
  constructor(
    private readonly ordersToWeigh: OrdersToWeigh,
    private readonly weighOrder: WeighOrder,
  ) {}

  @Get('orders-to-weigh')
  @ApiOperation({
    summary: 'Open orders with goods sold by weight that were not weighed yet, the oldest first',
  })
  @JsonText(OrdersToWeighAnswer)
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Query() query: OrdersToWeighQueryDto,
  ): Promise<string> {
    return this.ordersToWeigh.list(principal, slug, query);
  }

  @Post('orders/:code/weighings')
  @HttpCode(200)
  @ApiOperation({ summary: 'What the goods of an order weigh: its total falls to it, and never rises' })
  @ApiOkResponse({ type: WeighedOrderAnswer })
  weigh(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
    @Body() body: WeighDto,
  ): Promise<WeighedOrderAnswer> {
    const code = parsePublicCode(typed);
    if (code === null) throw new Problem('not_found');
    return this.weighOrder.run(principal, slug, code, body);
  }
}
