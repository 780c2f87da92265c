import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';
import { QueryChoice, QueryCursor, QueryInteger } from '../../../platform/http/query-fields.js';
import {
  deskShows,
  ReviewedProductDto,
  ReviewReportDto,
  type DeskShow,
} from '../product-reviews/review-desk.dto.js';
import { hidingReasons } from '../product-reviews/review-rules.js';

/** Which questions a shop lists. */
export const questionShows = ['unanswered', 'answered'] as const;
export type QuestionShow = (typeof questionShows)[number];

export class AskDto {
  @ApiProperty({
    minLength: 5,
    maxLength: 500,
    description: 'Everybody reads it; no phone numbers, mail or links',
  })
  @PlainText({ min: 5, max: 500, multiline: true })
  words!: string;

  @ApiPropertyOptional({ description: 'Show the short form of the account’s name; nothing otherwise' })
  @IsOptional()
  @IsBoolean()
  showName?: boolean;
}

export class AskedAnswer {
  @ApiProperty({ enum: ['shown', 'held'], description: '`held`: an officer reads it before the shop does' })
  status!: string;
}

export class QuestionsQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'How many; 24 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class ShopQuestionsQueryDto extends QuestionsQueryDto {
  @QueryChoice(questionShows, 'By default `unanswered`')
  show?: QuestionShow;
}

export class DeskQuestionsQueryDto extends QuestionsQueryDto {
  @QueryChoice(deskShows, '`waiting`: held; the default')
  show?: DeskShow;
}

export class PublicQuestionDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() words!: string;
  @ApiProperty({ type: String, nullable: true }) askerName!: string | null;
  @ApiProperty({ format: 'date-time' }) askedAt!: string;
  @ApiProperty() answer!: string;
  @ApiProperty({ format: 'date-time' }) answeredAt!: string;
}

export class QuestionListDto {
  @ApiProperty({ type: [PublicQuestionDto] }) items!: PublicQuestionDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class ShopQuestionDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: ReviewedProductDto }) product!: ReviewedProductDto;
  @ApiProperty() words!: string;
  @ApiProperty({ type: String, nullable: true }) askerName!: string | null;
  @ApiProperty({ format: 'date-time' }) askedAt!: string;
  @ApiProperty({ type: String, nullable: true }) answer!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) answeredAt!: string | null;
  @ApiProperty({
    enum: ['shown', 'held', 'hidden'],
    description: 'Of the answer; `held`: changed after an officer took it down',
  })
  answerStatus!: string;
  @ApiProperty({ enum: hidingReasons, nullable: true }) answerHiddenReason!: string | null;
  @ApiProperty({ type: String, nullable: true }) answerHiddenWords!: string | null;
}

export class ShopQuestionsDto {
  @ApiProperty({ type: [ShopQuestionDto] }) items!: ShopQuestionDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty({ type: 'integer', description: 'How many have no answer' }) unanswered!: number;
}

export class DeskQuestionDto extends ShopQuestionDto {
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ type: 'integer', description: 'Of the answer' }) answerVersion!: number;
  @ApiProperty({ enum: ['shown', 'held', 'hidden'] }) status!: string;
  @ApiProperty({ type: ReviewedProductDto }) seller!: ReviewedProductDto;
  @ApiProperty() commune!: string;
  @ApiProperty({ type: [String] }) marked!: string[];
  @ApiProperty({ enum: hidingReasons, nullable: true }) hiddenReason!: string | null;
  @ApiProperty({ type: String, nullable: true }) hiddenWords!: string | null;
  @ApiProperty({ type: [ReviewReportDto], description: 'Open reports' }) reports!: ReviewReportDto[];
  @ApiProperty({ description: 'You work in that shop, or did: another officer decides' }) own!: boolean;
}

export class DeskQuestionsDto {
  @ApiProperty({ type: [DeskQuestionDto] }) items!: DeskQuestionDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty({ type: 'integer' }) waiting!: number;
}
