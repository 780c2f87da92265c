import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Req, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { parsePublicCode } from '#kernel/ids';
import type { FastifyRequest } from 'fastify';
import { Access, CurrentPrincipal, OptionalPrincipal, type Principal } from '../../platform/access/access.js';
import { AddressThrottle, Throttled } from '../../platform/access/throttle.js';
import { EmptyDto } from '../../platform/http/empty.dto.js';
import { JsonText } from '../../platform/http/json-text.js';
import { Problem, type Language } from '../../platform/http/problem.js';
import { ReaderLanguage } from '../../platform/http/reader-language.js';
import { PlacedOrderAnswer } from './answers.dto.js';
import { CancelOrder } from './cancel-order.js';
import { OrderDetailAnswer, OrderGroupAnswer } from './order-answers.dto.js';
import { MyOrdersQueryDto, MyOrderGroupsAnswer } from './my-orders.dto.js';
import { MyOrders } from './my-orders.js';
import { OrderLookupDto } from './order-lookup.dto.js';
import { OrderPageService } from './order-page.service.js';
import { SayReceived } from './parcels/say-received.js';
import { PlaceOrderDto } from './place-order.dto.js';
import { PlaceOrder, type PlacedOrder } from './place-order.js';
import { orderCodeOf } from './order-code.js';
import { ByOrderToken, CurrentBuyer, accountOf, type OrderBuyer } from './order-buyer.js';

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{8,64}$/;

/** Placing orders and coming back to them. */
@ApiTags('buying')
@Controller('v1')
export class ShopOrdersController {
  constructor(
    private readonly placeOrder: PlaceOrder,
    private readonly cancelOrder: CancelOrder,
    private readonly sayReceived: SayReceived,
    private readonly orderPage: OrderPageService,
    private readonly myOrders: MyOrders,
  ) {}

  @Post('order-groups')
  @Access('bearer-secret')
  @ApiOperation({ summary: 'Place the cart: one order per seller, all or nothing, once per key' })
  @ApiHeader({ name: 'Idempotency-Key', required: true, description: '8 to 64 characters; lives 24 hours' })
  @ApiCreatedResponse({ type: PlacedOrderAnswer })
  place(
    @Body() body: PlaceOrderDto,
    @Headers('idempotency-key') key: string | undefined,
    @Req() request: FastifyRequest,
    @OptionalPrincipal() principal: Principal | null,
    @ReaderLanguage() language: Language,
  ): Promise<PlacedOrder> {
    return this.placeOrder.run(body, demandKey(key), request.id, accountOf(principal), null, language);
  }

  @Get('order-groups/:code')
  @Access('bearer-secret')
  @ApiOperation({ summary: 'A purchase with all its orders' })
  @ByOrderToken()
  @ApiOkResponse({ type: OrderGroupAnswer })
  group(@Param('code') code: string, @CurrentBuyer() buyer: OrderBuyer): Promise<object> {
    return this.orderPage.group(orderCodeOf(code), buyer);
  }

  @Get('orders/:code')
  @Access('bearer-secret')
  @ApiOperation({ summary: "One seller's order" })
  @ByOrderToken()
  @ApiOkResponse({ type: OrderDetailAnswer })
  order(@Param('code') code: string, @CurrentBuyer() buyer: OrderBuyer): Promise<object> {
    return this.orderPage.order(orderCodeOf(code), buyer);
  }

  @Post('orders/:code/cancellation')
  @Access('bearer-secret')
  @ApiOperation({ summary: 'Cancel an order that is neither confirmed nor paid; its stock is free at once' })
  @ByOrderToken()
  @ApiCreatedResponse({ type: OrderDetailAnswer })
  async cancel(
    @Param('code') code: string,
    @CurrentBuyer() buyer: OrderBuyer,
    @Body() _body: EmptyDto,
    @Req() request: FastifyRequest,
  ): Promise<object> {
    const orderCode = orderCodeOf(code);
    await this.cancelOrder.run(orderCode, buyer, request.id);
    return this.orderPage.order(orderCode, buyer);
  }

  @Post('orders/:code/receipt')
  @Access('bearer-secret')
  @ApiOperation({ summary: 'Say that everything came: the order is complete' })
  @ByOrderToken()
  @ApiCreatedResponse({ type: OrderDetailAnswer })
  async receive(
    @Param('code') code: string,
    @CurrentBuyer() buyer: OrderBuyer,
    @Body() _body: EmptyDto,
  ): Promise<object> {
    const orderCode = orderCodeOf(code);
    await this.sayReceived.run(orderCode, buyer);
    return this.orderPage.order(orderCode, buyer);
  }

  @Get('me/order-groups')
  @Access('account')
  @ApiOperation({ summary: 'What you bought while signed in, newest first' })
  @JsonText(MyOrderGroupsAnswer)
  mine(@CurrentPrincipal() { accountId }: Principal, @Query() query: MyOrdersQueryDto): Promise<string> {
    return this.myOrders.list(accountId, query);
  }

  @Post('order-lookups')
  @Access('public')
  @UseGuards(AddressThrottle)
  @Throttled({ limit: 10, seconds: 60 })
  @HttpCode(202)
  @ApiOperation({
    summary: 'Send a fresh link to the phone or e-mail on the order; the answer is always the same',
  })
  async lookUp(@Body() body: OrderLookupDto): Promise<object> {
    const code = parsePublicCode(body.code);
    if (code !== null) await this.orderPage.lookUp(body.phone, code);
    return {};
  }
}

/** @throws Problem idempotency_key_required */
export function demandKey(key: string | undefined): string {
  if (key === undefined || !IDEMPOTENCY_KEY.test(key)) throw new Problem('idempotency_key_required');
  return key;
}
