import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../platform/access/access.js';
import { CartAnswer, QuoteAnswer } from './answers.dto.js';
import { CartLineDto, EmptyDto } from './cart.dto.js';
import { CartsService } from './carts.service.js';
import { QuoteRequestDto } from './place-order.dto.js';

/** Carts of guests: the id is the secret, whoever holds it owns the cart. */
@ApiTags('buying')
@Controller('v1/carts')
export class ShopCartsController {
  constructor(private readonly carts: CartsService) {}

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
  read(@Param('id') id: string): Promise<object> {
    return this.carts.read(id);
  }

  @Put(':id/lines/:variantId')
  @Access('bearer-secret')
  @ApiOperation({ summary: 'Set how many of a variant the cart holds; 0 removes the line' })
  @ApiOkResponse({ type: CartAnswer })
  setLine(
    @Param('id') id: string,
    @Param('variantId') variantId: string,
    @Body() body: CartLineDto,
  ): Promise<object> {
    return this.carts.setLine(id, variantId, body.quantity);
  }

  @Delete(':id/lines/:variantId')
  @Access('bearer-secret')
  @ApiOperation({ summary: 'Remove a line' })
  @ApiOkResponse({ type: CartAnswer })
  removeLine(@Param('id') id: string, @Param('variantId') variantId: string): Promise<object> {
    return this.carts.setLine(id, variantId, 0);
  }

  @Post(':id/quote')
  @Access('bearer-secret')
  @HttpCode(200)
  @ApiOperation({ summary: 'The complete price for an address, before the order' })
  @ApiOkResponse({ type: QuoteAnswer })
  quote(@Param('id') id: string, @Body() body: QuoteRequestDto): Promise<object> {
    return this.carts.quote(id, body.delivery);
  }
}
