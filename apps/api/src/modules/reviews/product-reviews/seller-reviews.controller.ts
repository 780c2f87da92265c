import { Body, Controller, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, CurrentPrincipal, type Principal } from '../../../platform/access/access.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { AnswerDto, SellersReviewsDto, ShopReviewsQueryDto } from './review-desk.dto.js';
import { ShopSideOfReviews } from './shop-side.service.js';

/** What buyers say of a shop's goods, from its own side. */
@ApiTags('seller')
@Controller('v1/seller/:sellerSlug/reviews')
@Access('seller:orders')
export class SellerReviewsController {
  constructor(private readonly reviews: ShopSideOfReviews) {}

  @Get()
  @ApiOperation({ summary: 'Reviews of the shop’s goods, the newest first' })
  @JsonText(SellersReviewsDto)
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @Query() query: ShopReviewsQueryDto,
  ): Promise<string> {
    return this.reviews.list(principal, slug, query);
  }

  @Put(':reviewId/answer')
  @HttpCode(204)
  @ApiOperation({ summary: 'Answer a review, or change the answer; everybody reads it' })
  @ApiNoContentResponse()
  answer(
    @CurrentPrincipal() principal: Principal,
    @Param('sellerSlug') slug: string,
    @IdParam('reviewId') id: string,
    @Body() { words }: AnswerDto,
  ): Promise<void> {
    return this.reviews.answer(principal, slug, id, words);
  }
}
