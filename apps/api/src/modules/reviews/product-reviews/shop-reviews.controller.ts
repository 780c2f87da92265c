import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../platform/access/access.js';
import { JsonText } from '../../../platform/http/json-text.js';
import { SlugPipe } from '../../../platform/http/slug.js';
import { ByOrderToken, CurrentBuyer, orderCodeOf, type OrderBuyer } from '../../orders/index.js';
import { OrderReviews } from './order-reviews.js';
import { OrderReviewsDto, ReviewDto, ReviewListDto, ReviewsQueryDto } from './review.dto.js';
import { ReviewsService } from './reviews.service.js';
import { WriteReview } from './write-review.js';

/** What buyers say of a product. */
@ApiTags('reviews')
@Controller('v1/products/:slug/reviews')
export class ShopReviewsController {
  constructor(
    private readonly reviews: ReviewsService,
    private readonly orderReviews: OrderReviews,
    private readonly writeReview: WriteReview,
  ) {}

  @Get()
  @Access('public')
  @ApiOperation({ summary: 'Reviews of buyers to whom the goods came, with the histogram of all' })
  @JsonText(ReviewListDto)
  list(@Param('slug', SlugPipe) slug: string, @Query() query: ReviewsQueryDto): Promise<string> {
    return this.reviews.list(slug, query);
  }

  @Post()
  @Access('bearer-secret')
  @ByOrderToken()
  @ApiOperation({
    summary: 'Review goods of an order that came; once a line. Answers with all lines of the order',
  })
  @ApiCreatedResponse({ type: OrderReviewsDto })
  async write(
    @Param('slug', SlugPipe) slug: string,
    @CurrentBuyer() buyer: OrderBuyer,
    @Body() body: ReviewDto,
  ): Promise<OrderReviewsDto> {
    await this.writeReview.run(slug, buyer, body);
    return this.orderReviews.of(orderCodeOf(body.orderCode), buyer);
  }
}
