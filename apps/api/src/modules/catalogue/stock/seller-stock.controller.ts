import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { KeepStock } from './keep-stock.js';
import { SetSeason } from './set-season.js';
import {
  AddBatchDto,
  AddedBatchAnswer,
  BatchDto,
  PiecesDto,
  RecountDto,
  SeasonDto,
  ShelfAnswer,
  StockTapDto,
  VariantStockAnswer,
} from './stock.dto.js';
import { StockService } from './stock.service.js';

/** Stock in two taps, batches and seasons. */
@ApiTags('listings')
@Controller('v1/seller/:sellerSlug/products/:productId')
@Access('seller:listings')
export class SellerStockController {
  constructor(
    private readonly stock: StockService,
    private readonly keepStock: KeepStock,
    private readonly setSeason: SetSeason,
  ) {}

  @Get('variants/:variantId/stock')
  @ApiOperation({ summary: 'The shelf: what is there, its batches, its last movements' })
  @ApiOkResponse({ type: VariantStockAnswer })
  shelf(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('productId') productId: string,
    @IdParam('variantId') variantId: string,
  ): Promise<VariantStockAnswer> {
    return this.stock.shelf(principal, { slug, productId, variantId });
  }

  @Post('variants/:variantId/stock/sold-out')
  @HttpCode(200)
  @ApiOperation({ summary: 'Nothing is left but what is promised' })
  @ApiOkResponse({ type: ShelfAnswer })
  soldOut(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('productId') productId: string,
    @IdParam('variantId') variantId: string,
    @Body() { key }: StockTapDto,
  ): Promise<ShelfAnswer> {
    return this.keepStock.act(
      principal,
      { slug, productId, variantId },
      { key, act: 'sold_out', quantity: 0 },
    );
  }

  @Post('variants/:variantId/stock/recount')
  @HttpCode(200)
  @ApiOperation({ summary: 'So many were counted' })
  @ApiOkResponse({ type: ShelfAnswer })
  recount(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('productId') productId: string,
    @IdParam('variantId') variantId: string,
    @Body() { key, onHand }: RecountDto,
  ): Promise<ShelfAnswer> {
    return this.keepStock.act(
      principal,
      { slug, productId, variantId },
      { key, act: 'recount', quantity: onHand },
    );
  }

  @Post('variants/:variantId/stock/sold-off-floor')
  @HttpCode(200)
  @ApiOperation({ summary: 'So many were sold elsewhere' })
  @ApiOkResponse({ type: ShelfAnswer })
  soldOffFloor(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('productId') productId: string,
    @IdParam('variantId') variantId: string,
    @Body() { key, quantity }: PiecesDto,
  ): Promise<ShelfAnswer> {
    return this.keepStock.act(
      principal,
      { slug, productId, variantId },
      { key, act: 'sold_off_floor', quantity },
    );
  }

  @Post('variants/:variantId/stock/received')
  @HttpCode(200)
  @ApiOperation({ summary: 'So many came in, without a batch' })
  @ApiOkResponse({ type: ShelfAnswer })
  received(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('productId') productId: string,
    @IdParam('variantId') variantId: string,
    @Body() { key, quantity }: PiecesDto,
  ): Promise<ShelfAnswer> {
    return this.keepStock.act(principal, { slug, productId, variantId }, { key, act: 'received', quantity });
  }

  @Post('variants/:variantId/batches')
  @ApiOperation({ summary: 'A batch with its dates: past its last day it is not sold any more' })
  @ApiCreatedResponse({ type: AddedBatchAnswer })
  addBatch(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('productId') productId: string,
    @IdParam('variantId') variantId: string,
    @Body() { expiresOn, onShelf, ...form }: AddBatchDto,
  ): Promise<AddedBatchAnswer> {
    const batch = { ...form, expiresOn: expiresOn ?? null, onShelf: onShelf ?? false };
    return this.keepStock.addBatch(principal, { slug, productId, variantId }, batch);
  }

  @Put('variants/:variantId/batches/:batchId')
  @ApiOperation({ summary: 'Put right what was mistyped; what it said before stays in the history' })
  @ApiOkResponse({ type: ShelfAnswer })
  correctBatch(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('productId') productId: string,
    @IdParam('variantId') variantId: string,
    @IdParam('batchId') batchId: string,
    @Body() { expiresOn, ...form }: BatchDto,
  ): Promise<ShelfAnswer> {
    const batch = { ...form, expiresOn: expiresOn ?? null };
    return this.keepStock.correctBatch(principal, { slug, productId, variantId }, batchId, batch);
  }

  @Put('season')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sold by season: ordered in these days, sent from that day on' })
  @ApiNoContentResponse()
  season(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('productId') productId: string,
    @Body() body: SeasonDto,
  ): Promise<void> {
    return this.setSeason.run(principal, slug, productId, body);
  }

  @Delete('season')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sold all year again' })
  @ApiNoContentResponse()
  noSeason(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('productId') productId: string,
  ): Promise<void> {
    return this.setSeason.run(principal, slug, productId, null);
  }
}
