import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { sendAsDownload } from '../../../platform/http/send-as-download.js';
import { ShopOrderAnswer } from '../shop-orders/shop-orders.dto.js';
import { ShopOrders } from '../shop-orders/shop-orders.js';
import { AnswerReturn } from './answer-return.js';
import {
  AgreementDto,
  DeclineDto,
  GoodsBackDto,
  ShopReturnsAnswer,
  ShopReturnsQueryDto,
} from './return.dto.js';
import { ShopReturns } from './shop-returns.js';
import { orderCodeOf } from '../order-code.js';

/** What buyers give back to a shop; each act answers with the order as it is then. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug')
@Access('seller:orders')
export class SellerReturnsController {
  constructor(
    private readonly orders: ShopOrders,
    private readonly returns: ShopReturns,
    private readonly answer: AnswerReturn,
  ) {}

  @Get('returns')
  @ApiOperation({
    summary: 'Returns that wait for the shop or for goods, the next last day first; or those that are over',
  })
  @JsonText(ShopReturnsAnswer)
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Query() query: ShopReturnsQueryDto,
  ): Promise<string> {
    return this.returns.list(principal, slug, query);
  }

  @Get('orders/:code/return-photos/:photoId')
  @ApiOperation({ summary: 'A picture of a return, as a download' })
  @ApiOkResponse({ content: { 'image/jpeg': {} } })
  async photo(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
    @IdParam('photoId') photoId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const bytes = await this.returns.photo(principal, slug, orderCodeOf(typed), photoId);
    sendAsDownload(reply, bytes, 'anh-tra-hang.jpg', 'image/jpeg');
  }

  @Post('orders/:code/returns/:returnId/agreement')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take the goods back, or give the money back without them' })
  @ApiOkResponse({ type: ShopOrderAnswer })
  async agree(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
    @IdParam('returnId') returnId: string,
    @Body() body: AgreementDto,
  ): Promise<ShopOrderAnswer> {
    const code = orderCodeOf(typed);
    await this.answer.agree(principal, slug, { orderCode: code, returnId }, body);
    return this.orders.one(principal, slug, code);
  }

  @Post('orders/:code/returns/:returnId/refusal')
  @HttpCode(200)
  @ApiOperation({ summary: 'Decline it for a reason; the buyer may go to the officers' })
  @ApiOkResponse({ type: ShopOrderAnswer })
  async decline(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
    @IdParam('returnId') returnId: string,
    @Body() body: DeclineDto,
  ): Promise<ShopOrderAnswer> {
    const code = orderCodeOf(typed);
    await this.answer.decline(principal, slug, { orderCode: code, returnId }, body);
    return this.orders.one(principal, slug, code);
  }

  @Post('orders/:code/returns/:returnId/arrival')
  @HttpCode(200)
  @ApiOperation({ summary: 'The goods are back: on the shelf again, or written off; the money is owed' })
  @ApiOkResponse({ type: ShopOrderAnswer })
  async goodsBack(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Param('code') typed: string,
    @IdParam('returnId') returnId: string,
    @Body() body: GoodsBackDto,
  ): Promise<ShopOrderAnswer> {
    const code = orderCodeOf(typed);
    await this.answer.goodsBack(principal, slug, { orderCode: code, returnId }, body);
    return this.orders.one(principal, slug, code);
  }
}
