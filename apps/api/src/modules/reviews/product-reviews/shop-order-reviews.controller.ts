import { Body, Controller, Get, Header, Param, Post, Put, Req, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access } from '../../../platform/access/access.js';
import { EmptyDto } from '../../../platform/http/empty.dto.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { LARGEST_UPLOAD_BYTES, readUpload, TakesUpload } from '../../../platform/http/upload.js';
import { ByOrderToken, CurrentBuyer, orderCodeOf, type OrderBuyer } from '../../orders/index.js';
import { EditReview } from './edit-review.js';
import { InviteReviewers } from './invite-reviewers.js';
import { OrderReviews } from './order-reviews.js';
import { ReviewPhotos } from './review-photos.js';
import { EditReviewDto, OrderReviewsDto, ReviewPhotoAnswer } from './review.dto.js';

/** What a buyer says of an order's goods, from the order's own page; by its token, or signed in. */
@ApiTags('reviews')
@Controller('v1/orders/:code')
@Access('bearer-secret')
export class ShopOrderReviewsController {
  constructor(
    private readonly orderReviews: OrderReviews,
    private readonly editReview: EditReview,
    private readonly photos: ReviewPhotos,
    private readonly invite: InviteReviewers,
  ) {}

  @Get('reviews')
  @ByOrderToken()
  @ApiOperation({
    summary: 'Every line of the order: whether it can be reviewed, and what its buyer said of it',
  })
  @ApiOkResponse({ type: OrderReviewsDto })
  list(@Param('code') code: string, @CurrentBuyer() buyer: OrderBuyer): Promise<OrderReviewsDto> {
    return this.orderReviews.of(orderCodeOf(code), buyer);
  }

  @Put('reviews/:reviewId')
  @ByOrderToken()
  @ApiOperation({ summary: 'Change what was said; what stood there before is kept' })
  @ApiOkResponse({ type: OrderReviewsDto })
  async edit(
    @Param('code') typed: string,
    @IdParam('reviewId') reviewId: string,
    @CurrentBuyer() buyer: OrderBuyer,
    @Body() body: EditReviewDto,
  ): Promise<OrderReviewsDto> {
    const code = orderCodeOf(typed);
    await this.editReview.run(code, buyer, reviewId, body);
    return this.orderReviews.of(code, buyer);
  }

  @Post('review-refusal')
  @ByOrderToken()
  @ApiOperation({ summary: 'No purchase on this number is invited to a review again' })
  @ApiCreatedResponse({ type: OrderReviewsDto })
  async refuse(
    @Param('code') typed: string,
    @CurrentBuyer() buyer: OrderBuyer,
    @Body() _body: EmptyDto,
  ): Promise<OrderReviewsDto> {
    const code = orderCodeOf(typed);
    await this.invite.refuse(code, buyer);
    return this.orderReviews.of(code, buyer);
  }

  @Post('review-photos')
  @TakesUpload()
  @ByOrderToken()
  @ApiOperation({ summary: 'Send a picture for a review: JPEG, PNG, WebP or AVIF, at most 12 MB' })
  @ApiCreatedResponse({ type: ReviewPhotoAnswer })
  async addPhoto(
    @Param('code') code: string,
    @CurrentBuyer() buyer: OrderBuyer,
    @Req() request: FastifyRequest,
  ): Promise<ReviewPhotoAnswer> {
    const { bytes } = await readUpload(request, LARGEST_UPLOAD_BYTES);
    return this.photos.add(orderCodeOf(code), buyer, bytes);
  }

  @Get('review-photos/:photoId')
  @ByOrderToken()
  @Header('cache-control', 'private, no-store')
  @Header('content-security-policy', "default-src 'none'; sandbox")
  @ApiOperation({ summary: 'A picture of theirs, also while nobody else sees it' })
  @ApiOkResponse({ content: { 'image/jpeg': {} } })
  async photo(
    @Param('code') code: string,
    @IdParam('photoId') photoId: string,
    @CurrentBuyer() buyer: OrderBuyer,
  ): Promise<StreamableFile> {
    const { bytes, contentType } = await this.photos.ofBuyer(orderCodeOf(code), buyer, photoId);
    return new StreamableFile(bytes, { type: contentType, length: bytes.length });
  }
}
