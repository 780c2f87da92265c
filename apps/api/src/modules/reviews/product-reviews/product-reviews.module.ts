import { Module } from '@nestjs/common';
import { OrdersModule } from '../../orders/index.js';
import { EditReview } from './edit-review.js';
import { OrderReviews } from './order-reviews.js';
import { RecountRatings } from './recount-ratings.js';
import { ReviewJobs } from './review-jobs.js';
import { ReviewPhotos } from './review-photos.js';
import { ReviewsService } from './reviews.service.js';
import { ShopOrderReviewsController } from './shop-order-reviews.controller.js';
import { ShopReviewsController } from './shop-reviews.controller.js';
import { WriteReview } from './write-review.js';

/** What buyers say of goods that came to them. */
@Module({
  imports: [OrdersModule],
  controllers: [ShopReviewsController, ShopOrderReviewsController],
  providers: [
    ReviewsService,
    OrderReviews,
    WriteReview,
    EditReview,
    ReviewPhotos,
    RecountRatings,
    ReviewJobs,
  ],
  exports: [ReviewJobs],
})
export class ProductReviewsModule {}
