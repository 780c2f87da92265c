import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { JsonText } from '../../../platform/http/json-text.js';
import {
  PriceAnswer,
  SavedChangeAnswer,
  ShopProductAnswer,
  ShopProductListAnswer,
  StartedProductAnswer,
  SubmissionAnswer,
} from './change-answers.dto.js';
import {
  SaveChangeDto,
  SetPriceDto,
  ShopProductsQueryDto,
  StartProductDto,
  SubmitChangeDto,
} from './listing.dto.js';
import { PauseProduct } from './pause-product.js';
import { SaveChange } from './save-change.js';
import { SetPrice } from './set-price.js';
import { ShopListingsService } from './shop-listings.service.js';
import { StartProduct } from './start-product.js';
import { SubmitChange } from './submit-change.js';

/** A shop's products from inside: written as changes, sold as approved. */
@ApiTags('listings')
@Controller('v1/seller/:sellerSlug/products')
@Access('seller:listings')
export class SellerProductsController {
  constructor(
    private readonly listings: ShopListingsService,
    private readonly startProduct: StartProduct,
    private readonly saveChange: SaveChange,
    private readonly submitChange: SubmitChange,
    private readonly setPrice: SetPrice,
    private readonly pauseProduct: PauseProduct,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The shop’s products, the youngest first' })
  @JsonText(ShopProductListAnswer)
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Query() query: ShopProductsQueryDto,
  ): Promise<string> {
    return this.listings.list(principal, slug, query);
  }

  @Post()
  @ApiOperation({ summary: 'Begin a product; the same draft sent again is the same product' })
  @ApiCreatedResponse({ type: StartedProductAnswer })
  start(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Body() { draftKey, content }: StartProductDto,
  ): Promise<StartedProductAnswer> {
    return this.startProduct.run(principal, slug, draftKey, content ?? {});
  }

  @Get(':productId')
  @ApiOperation({ summary: 'A product: what buyers read, what is being changed, what is in stock' })
  @ApiOkResponse({ type: ShopProductAnswer })
  product(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('productId') id: string,
  ): Promise<ShopProductAnswer> {
    return this.listings.product(principal, slug, id);
  }

  @Put(':productId/change')
  @ApiOperation({ summary: 'Save parts of the description; buyers go on reading what was approved' })
  @ApiOkResponse({ type: SavedChangeAnswer })
  save(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('productId') id: string,
    @Body() body: SaveChangeDto,
  ): Promise<SavedChangeAnswer> {
    return this.saveChange.run(principal, slug, id, body);
  }

  @Delete(':productId/change')
  @HttpCode(204)
  @ApiOperation({ summary: 'Give the change up; what was approved stays' })
  @ApiNoContentResponse()
  discard(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('productId') id: string,
  ): Promise<void> {
    return this.submitChange.discard(principal, slug, id);
  }

  @Post(':productId/submission')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send it: what needs no approval is in effect at once, the rest waits' })
  @ApiOkResponse({ type: SubmissionAnswer })
  submit(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('productId') id: string,
    @Body() { version }: SubmitChangeDto,
  ): Promise<SubmissionAnswer> {
    return this.submitChange.run(principal, slug, id, version);
  }

  @Delete(':productId/submission')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take it back while nobody has published it' })
  @ApiNoContentResponse()
  takeBack(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('productId') id: string,
  ): Promise<void> {
    return this.submitChange.takeBack(principal, slug, id);
  }

  @Put(':productId/variants/:variantId/price')
  @ApiOperation({ summary: 'A new price: in effect at once, or waiting where it jumps' })
  @ApiOkResponse({ type: PriceAnswer })
  price(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('productId') id: string,
    @IdParam('variantId') variantId: string,
    @Body() body: SetPriceDto,
  ): Promise<PriceAnswer> {
    return this.setPrice.run(principal, slug, id, variantId, body);
  }

  @Post(':productId/pause')
  @HttpCode(204)
  @ApiOperation({ summary: 'Do not sell it for a while' })
  @ApiNoContentResponse()
  pause(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('productId') id: string,
  ): Promise<void> {
    return this.pauseProduct.pause(principal, slug, id);
  }

  @Delete(':productId/pause')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sell it again' })
  @ApiNoContentResponse()
  resume(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('productId') id: string,
  ): Promise<void> {
    return this.pauseProduct.resume(principal, slug, id);
  }
}
