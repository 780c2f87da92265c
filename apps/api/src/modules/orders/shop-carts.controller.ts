import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, OptionalPrincipal, type Principal } from '../../platform/access/access.js';
import { EmptyDto } from '../../platform/http/empty.dto.js';
import { AttachedCartAnswer, CartAnswer, PlacedOrderAnswer, QuoteAnswer } from './answers.dto.js';
import { AttachCart } from './attach-cart.js';
import { CartLineDto } from './cart.dto.js';
import { CartsService } from './carts.service.js';
import { accountOf } from './order-buyer.js';
import { OrderOfCart } from './order-of-cart.js';
import { QuoteRequestDto } from './place-order.dto.js';
import type { PlacedOrder } from './place-order.js';
import { demandKey } from './shop-orders.controller.js';

/** Carts: the id is the secret, whoever holds it owns the cart, until somebody signs in and it becomes theirs. */
@ApiTags('buying')
@Controller('v1/carts')
export class ShopCartsController {
  constructor(
    private readonly carts: CartsService,
    private readonly attachCart: AttachCart,
    private readonly orderOfCart: OrderOfCart,
  ) {}

  @Post()
  @Access('public')
  @ApiOperation({ summary: 'A new, empty cart; its id is a secret given out once' })
  @ApiCreatedResponse({ type: CartAnswer })
  create(@Body() _body: EmptyDto): Promise<object> {
    return this.carts.create();
  }

  @Get(':id')
  @Access('bearer-secret')
  @ApiOperation({ summary: 'The cart with present prices and what stands in the way of each line' })
  @ApiOkResponse({ type: CartAnswer })
  read(@Param('id') secret: string, @OptionalPrincipal() principal: Principal | null): Promise<object> {
    return this.carts.read({ secret, accountId: accountOf(principal) });
  }

  @Put(':id/lines/:variantId')
  @Access('bearer-secret')
  @ApiOperation({ summary: 'Set how many of a variant the cart holds; 0 removes the line' })
  @ApiOkResponse({ type: CartAnswer })
  setLine(
    @Param('id') secret: string,
    @Param('variantId') variantId: string,
    @Body() body: CartLineDto,
    @OptionalPrincipal() principal: Principal | null,
  ): Promise<object> {
    return this.carts.setLine({ secret, accountId: accountOf(principal) }, variantId, body.quantity);
  }

  @Delete(':id/lines/:variantId')
  @Access('bearer-secret')
  @ApiOperation({ summary: 'Remove a line' })
  @ApiOkResponse({ type: CartAnswer })
  removeLine(
    @Param('id') secret: string,
    @Param('variantId') variantId: string,
    @OptionalPrincipal() principal: Principal | null,
  ): Promise<object> {
    return this.carts.setLine({ secret, accountId: accountOf(principal) }, variantId, 0);
  }

  @Post(':id/quote')
  @Access('bearer-secret')
  @HttpCode(200)
  @ApiOperation({ summary: 'The complete price for an address, before the order' })
  @ApiOkResponse({ type: QuoteAnswer })
  quote(
    @Param('id') secret: string,
    @Body() body: QuoteRequestDto,
    @OptionalPrincipal() principal: Principal | null,
  ): Promise<object> {
    return this.carts.quote({ secret, accountId: accountOf(principal) }, body);
  }

  @Get(':id/order-group')
  @Access('bearer-secret')
  @ApiOperation({ summary: 'What it was placed as under that key, for whoever never had the answer' })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: true,
    description: 'With which it was placed, within its 24 hours',
  })
  @ApiOkResponse({ type: PlacedOrderAnswer })
  placed(
    @Param('id') secret: string,
    @Headers('idempotency-key') key: string | undefined,
    @OptionalPrincipal() principal: Principal | null,
  ): Promise<PlacedOrder> {
    return this.orderOfCart.run({ secret, accountId: accountOf(principal) }, demandKey(key));
  }

  @Post(':id/attachment')
  @Access('account')
  @ApiOperation({
    summary:
      'Make the cart yours: from now on it needs your session. With a cart of yours open, both become one',
  })
  @ApiCreatedResponse({ type: AttachedCartAnswer })
  async attach(
    @Param('id') secret: string,
    @Body() _body: EmptyDto,
    @CurrentPrincipal() { accountId }: Principal,
  ): Promise<object> {
    const { omittedLines } = await this.attachCart.run(secret, accountId);
    return { ...(await this.carts.read({ secret, accountId })), omittedLines };
  }
}
