import { Module } from '@nestjs/common';
import { ProductReviewsModule } from './product-reviews/product-reviews.module.js';
import { QuestionsModule } from './questions/questions.module.js';
import { ReportsModule } from './reports/reports.module.js';

/** What people say about goods and shops. Each noun is a folder with a module of its own, named here. */
@Module({ imports: [ProductReviewsModule, QuestionsModule, ReportsModule], exports: [ProductReviewsModule] })
export class ReviewsModule {}
