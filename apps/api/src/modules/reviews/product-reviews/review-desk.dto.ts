import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';
import { QueryChoice, QueryCursor, QueryInteger, QueryText } from '../../../platform/http/query-fields.js';
import { hidingReasons, type HidingReason } from './review-rules.js';

/** Which reviews the officers' desk lists. */
export const deskShows = ['waiting', 'hidden', 'all'] as const;
export type DeskShow = (typeof deskShows)[number];

/** Which reviews a shop lists. */
export const shopShows = ['unanswered', 'answered', 'all'] as const;
export type ShopShow = (typeof shopShows)[number];

export class AnswerDto {
  @ApiProperty({ maxLength: 1000, description: 'Everybody reads it; no phone numbers, mail or links' })
  @PlainText({ max: 1000, multiline: true })
  words!: string;
}

export class ShopReviewsQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'How many; 24 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;

  @QueryChoice(shopShows, 'By default `unanswered`')
  show?: ShopShow;
}

export class DeskReviewsQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'How many; 24 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;

  @QueryChoice(deskShows, '`waiting`: held or reported; the default')
  show?: DeskShow;

  @QueryText({ max: 120, description: 'Words of the product’s or the shop’s name' })
  q?: string;
}

export class ShowDto {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'The version that was read' })
  @IsInt()
  @Min(1)
  @Max(32_000)
  version!: number;
}

export class HideDto extends ShowDto {
  @ApiProperty({ enum: hidingReasons })
  @IsIn(hidingReasons)
  reason!: HidingReason;

  @ApiPropertyOptional({ maxLength: 500, description: 'Its author reads it; needed with `other`' })
  @IsOptional()
  @PlainText({ max: 500, multiline: true })
  words?: string;
}

export class ReviewedProductDto {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
}

export class SellersReviewDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: ReviewedProductDto }) product!: ReviewedProductDto;
  @ApiProperty() variantName!: string;
  @ApiProperty({ type: 'integer' }) rating!: number;
  @ApiProperty({ type: String, nullable: true }) words!: string | null;
  @ApiProperty({ type: String, nullable: true }) authorName!: string | null;
  @ApiProperty({ format: 'date-time' }) writtenAt!: string;
  @ApiProperty({ type: String, nullable: true }) answer!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) answeredAt!: string | null;
  @ApiProperty({
    enum: ['shown', 'held', 'hidden'],
    description: 'Of the answer; `held`: changed after an officer took it down',
  })
  answerStatus!: string;
  @ApiProperty({ enum: hidingReasons, nullable: true }) answerHiddenReason!: string | null;
  @ApiProperty({ type: String, nullable: true }) answerHiddenWords!: string | null;
  @ApiProperty({ type: [String], description: 'Pictures, by address' }) photos!: string[];
}

export class SellersReviewsDto {
  @ApiProperty({ type: [SellersReviewDto] }) items!: SellersReviewDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty({ type: 'integer', description: 'How many have no answer' }) unanswered!: number;
}

export class ReviewReportDto {
  @ApiProperty({ enum: hidingReasons }) reason!: string;
  @ApiProperty({ type: String, nullable: true }) words!: string | null;
  @ApiProperty({ description: 'It is about the shop’s answer' }) ofAnswer!: boolean;
}

export class ReviewVersionDto {
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ type: 'integer' }) rating!: number;
  @ApiProperty({ type: String, nullable: true }) words!: string | null;
}

export class DeskReviewDto extends SellersReviewDto {
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ type: 'integer', description: 'Of the answer' }) answerVersion!: number;
  @ApiProperty({ enum: ['shown', 'held', 'hidden'] }) status!: string;
  @ApiProperty({ type: ReviewedProductDto }) seller!: ReviewedProductDto;
  @ApiProperty() commune!: string;
  @ApiProperty({ type: [String], description: 'Phrases an officer looks at' }) marked!: string[];
  @ApiProperty({ enum: hidingReasons, nullable: true }) hiddenReason!: string | null;
  @ApiProperty({ type: String, nullable: true }) hiddenWords!: string | null;
  @ApiProperty({ type: [ReviewReportDto], description: 'Open reports' }) reports!: ReviewReportDto[];
  @ApiProperty({ type: [ReviewVersionDto], description: 'What stood there before, the newest first' })
  versions!: ReviewVersionDto[];
  @ApiProperty({ description: 'You work in that shop, or did: another officer decides' }) own!: boolean;
}

export class DeskReviewsDto {
  @ApiProperty({ type: [DeskReviewDto] }) items!: DeskReviewDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty({ type: 'integer', description: 'How many wait in these communes' }) waiting!: number;
}
