import { Module } from '@nestjs/common';
import { OrdersModule } from '../../orders/index.js';
import { SellersModule } from '../../sellers/index.js';
import { AdminReviewsController } from './admin-reviews.controller.js';
import { EditReview } from './edit-review.js';
import { InviteReviewers } from './invite-reviewers.js';
import { ModerateAnswers } from './moderate-answers.js';
import { ModerateReviews } from './moderate-reviews.js';
import { OrderReviews } from './order-reviews.js';
import { RecountRatings } from './recount-ratings.js';
import { ReviewJobs } from './review-jobs.js';
import { ReviewPhotos } from './review-photos.js';
import { ReviewsService } from './reviews.service.js';
import { SellerReviewsController } from './seller-reviews.controller.js';
import { ShopOrderReviewsController } from './shop-order-reviews.controller.js';
import { ShopReviewVotesController } from './shop-review-votes.controller.js';
import { ShopReviewsController } from './shop-reviews.controller.js';
import { ShopSideOfReviews } from './shop-side.service.js';
import { TellOfReviews } from './tell-of-reviews.js';
import { VoteForReview } from './vote-for-review.js';
import { WriteReview } from './write-review.js';

/** What buyers say of goods that came to them. */
@Module({
  imports: [OrdersModule, SellersModule],
  controllers: [
    ShopReviewsController,
    ShopOrderReviewsController,
    ShopReviewVotesController,
    SellerReviewsController,
    AdminReviewsController,
  ],
  providers: [
    ReviewsService,
    OrderReviews,
    WriteReview,
    EditReview,
    ReviewPhotos,
    RecountRatings,
    VoteForReview,
    ShopSideOfReviews,
    ModerateReviews,
    ModerateAnswers,
    InviteReviewers,
    TellOfReviews,
    ReviewJobs,
  ],
  exports: [ReviewJobs, WriteReview, ShopSideOfReviews],
})
export class ProductReviewsModule {}
