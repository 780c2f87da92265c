import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';
import { QueryChoice, QueryCursor, QueryInteger } from '../../../platform/http/query-fields.js';
import {
  hidingReasons,
  MOST_REVIEW_PHOTOS,
  reviewOrders,
  type HidingReason,
  type ReviewOrder,
} from './review-rules.js';

/** What a buyer says of goods. */
export class ReviewWordsDto {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 5 })
  @IsInt()
  @Min(1)
  @Max(5)
  rating!: number;

  @ApiPropertyOptional({ maxLength: 2000 })
  @IsOptional()
  @PlainText({ max: 2000, multiline: true })
  words?: string;

  @ApiPropertyOptional({ description: 'Show the short form of the name on the order; nothing otherwise' })
  @IsOptional()
  @IsBoolean()
  showName?: boolean;

  @ApiPropertyOptional({ type: [String], description: 'Up to five pictures that were sent before, in order' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_REVIEW_PHOTOS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  photos?: string[];
}

export class ReviewDto extends ReviewWordsDto {
  @ApiProperty({ description: 'The order in which the goods came' })
  @Matches(/^[A-Za-z0-9 -]{8,20}$/)
  orderCode!: string;

  @ApiProperty({ format: 'uuid', description: 'What was ordered, as the order names it' })
  @IsUUID()
  variantId!: string;
}

export class EditReviewDto extends ReviewWordsDto {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'The version that is changed, as it was read' })
  @IsInt()
  @Min(1)
  @Max(32_000)
  version!: number;
}

export class ReviewsQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'Reviews on a page; 24 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;

  @QueryChoice(reviewOrders, 'By default `newest`')
  sort?: ReviewOrder;

  @QueryInteger({ min: 1, max: 5, description: 'Only reviews that rate so' })
  rating?: number;
}

export class ReviewImageDto {
  @ApiProperty() url!: string;
  @ApiProperty() width!: number;
  @ApiProperty() height!: number;
  @ApiProperty() srcset!: string;
}

export class PublicReviewDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: 'integer' }) rating!: number;
  @ApiProperty({ type: String, nullable: true }) words!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The short form, where the buyer shows it' })
  authorName!: string | null;
  @ApiProperty() variantName!: string;
  @ApiProperty({ description: 'The goods went back, or the money did' }) givenBack!: boolean;
  @ApiProperty({ type: 'integer' }) helpfulCount!: number;
  @ApiProperty({ format: 'date-time' }) writtenAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) editedAt!: string | null;
  @ApiProperty({ type: [ReviewImageDto] }) photos!: ReviewImageDto[];
  @ApiProperty({ type: String, nullable: true, description: 'What the shop says to it' })
  answer!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) answeredAt!: string | null;
}

export class RatingCountDto {
  @ApiProperty({ type: 'integer' }) rating!: number;
  @ApiProperty({ type: 'integer' }) count!: number;
}

export class ReviewSummaryDto {
  @ApiProperty({ type: Number, nullable: true }) average!: number | null;
  @ApiProperty({ type: 'integer' }) count!: number;
  @ApiProperty({ type: [RatingCountDto], description: 'From 5 down to 1' }) histogram!: RatingCountDto[];
}

export class ReviewListDto {
  @ApiProperty({ type: [PublicReviewDto] }) items!: PublicReviewDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty({ type: ReviewSummaryDto, description: 'Of all reviews that are shown' })
  summary!: ReviewSummaryDto;
}

export class ReviewPhotoAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

/** A review as whoever wrote it reads it. */
export class OwnReviewDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ type: 'integer' }) rating!: number;
  @ApiProperty({ type: String, nullable: true }) words!: string | null;
  @ApiProperty({ type: String, nullable: true }) authorName!: string | null;
  @ApiProperty({ enum: ['shown', 'held', 'hidden'] }) status!: string;
  @ApiProperty({ type: String, nullable: true }) hiddenReason!: string | null;
  @ApiProperty({ type: String, nullable: true }) hiddenWords!: string | null;
  @ApiProperty({ type: String, nullable: true }) answer!: string | null;
  @ApiProperty({ type: [String] }) photos!: string[];
  @ApiProperty({ format: 'date-time' }) writtenAt!: string;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Until when it can be changed',
  })
  editableUntil!: string | null;
}

export class ReviewableLineDto {
  @ApiProperty({ format: 'uuid' }) variantId!: string;
  @ApiProperty() productSlug!: string;
  @ApiProperty() name!: string;
  @ApiProperty() variantName!: string;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null where it cannot be reviewed',
  })
  reviewableUntil!: string | null;
  @ApiProperty({ type: OwnReviewDto, nullable: true }) review!: OwnReviewDto | null;
}

export class OrderReviewsDto {
  @ApiProperty({ type: [ReviewableLineDto] }) items!: ReviewableLineDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty({ description: 'Whether purchases on this number are invited to a review' }) invited!: boolean;
}

export class VoteAnswer {
  @ApiProperty({ type: 'integer' }) helpfulCount!: number;
  @ApiProperty({ description: 'Whether whoever asks finds it helpful' }) voted!: boolean;
}

export class ReportReviewDto {
  @ApiProperty({ enum: hidingReasons })
  @IsIn(hidingReasons)
  reason!: HidingReason;

  @ApiPropertyOptional({ maxLength: 500 })
  @IsOptional()
  @PlainText({ max: 500, multiline: true })
  words?: string;

  @ApiPropertyOptional({ description: 'It is the shop’s answer that is wrong, not what it answers' })
  @IsOptional()
  @IsBoolean()
  ofAnswer?: boolean;
}
