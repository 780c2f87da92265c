import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { QuoteAnswer } from '../answers.dto.js';
import { demandKey } from '../shop-orders.controller.js';
import {
  PhoneGoodsAnswer,
  PhoneGoodsQueryDto,
  PhoneOrderAnswer,
  PhoneOrderDto,
  PhoneQuoteDto,
} from './phone-orders.dto.js';
import { PhoneOrdersService, type PhoneOrder } from './phone-orders.service.js';

/** Orders entered for somebody who calls. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug')
@Access('seller:orders')
export class SellerPhoneOrdersController {
  constructor(private readonly phoneOrders: PhoneOrdersService) {}

  @Get('phone-goods')
  @ApiOperation({ summary: 'What the shop can sell a caller now: sizes of its listed products, by name' })
  @ApiOkResponse({ type: PhoneGoodsAnswer })
  goods(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Query() query: PhoneGoodsQueryDto,
  ): Promise<PhoneGoodsAnswer> {
    return this.phoneOrders.goods(principal, slug, query);
  }

  @Post('phone-quotes')
  @HttpCode(200)
  @ApiOperation({ summary: 'The complete price of these goods for an address' })
  @ApiOkResponse({ type: QuoteAnswer })
  quote(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Body() body: PhoneQuoteDto,
  ): Promise<object> {
    return this.phoneOrders.quote(principal, slug, body);
  }

  @Post('phone-orders')
  @ApiOperation({ summary: 'Place an order for a caller, once per key; the way to it goes to their phone' })
  @ApiHeader({ name: 'Idempotency-Key', required: true, description: '8 to 64 characters; lives 24 hours' })
  @ApiCreatedResponse({ type: PhoneOrderAnswer })
  place(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Body() body: PhoneOrderDto,
    @Headers('idempotency-key') key: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<PhoneOrder> {
    return this.phoneOrders.enterOrder(principal, slug, body, demandKey(key), request.id);
  }
}
