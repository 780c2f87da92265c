import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsDay } from '../../../platform/http/is-day.js';
import { PlainText } from '../../../platform/http/plain-text.js';
import { SLUG } from '../../../platform/http/slug.js';
import { SlugNameDto } from '../../catalogue/index.js';
import { VISIT_STATUSES, type VisitStatus } from './visit-status.js';

/** Days ahead for which a visit can be asked. */
export const VISIT_DAYS_AHEAD = 180;

export class AskVisitDto {
  @ApiProperty({ format: 'date', description: `From tomorrow on, at most ${VISIT_DAYS_AHEAD} days ahead` })
  @IsDay()
  day!: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 200 })
  @IsInt()
  @Min(1)
  @Max(200)
  people!: number;

  @ApiProperty({ maxLength: 120 })
  @PlainText({ max: 120 })
  name!: string;

  @ApiProperty({ maxLength: 30, example: '0912 345 678' })
  @PlainText({ max: 30 })
  phone!: string;

  @ApiPropertyOptional({ maxLength: 500, description: 'What the hosts should know' })
  @IsOptional()
  @PlainText({ min: 0, max: 500, multiline: true })
  words?: string;
}

export class AskedVisitAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'Opens this one visit; also in the messages about it' }) token!: string;
}

export class AnswerVisitDto {
  @ApiPropertyOptional({ maxLength: 300 })
  @IsOptional()
  @PlainText({ min: 0, max: 300 })
  words?: string;
}

export class DeclineVisitDto {
  @ApiProperty({ maxLength: 300, description: 'Why, for whoever asked' })
  @PlainText({ max: 300 })
  words!: string;
}

class VisitDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: SlugNameDto }) point!: SlugNameDto;
  @ApiProperty({ format: 'date' }) day!: string;
  @ApiProperty({ type: 'integer' }) people!: number;
  @ApiProperty({ enum: VISIT_STATUSES }) status!: VisitStatus;
  @ApiProperty({ type: String, nullable: true, description: 'What the shop said' }) answer!: string | null;
  @ApiProperty({ description: 'The day is over' }) past!: boolean;
}

export class VisitHostDto extends SlugNameDto {
  @ApiProperty({ description: 'As the shop shows it' }) phone!: string;
}

export class OwnVisitAnswer extends VisitDto {
  @ApiProperty({ type: VisitHostDto }) seller!: VisitHostDto;
}

export class AccountVisitDto extends OwnVisitAnswer {
  @ApiProperty({ description: 'Opens this one visit' }) token!: string;
}

export class AccountVisitsAnswer {
  @ApiProperty({ type: [AccountVisitDto], description: 'Those to come by day, then the last month' })
  items!: AccountVisitDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class VisitsWaitingAnswer {
  @ApiProperty({ description: 'Somebody asked at some time' }) asked!: boolean;
  @ApiProperty({ type: 'integer', description: 'To come, without an answer' }) waiting!: number;
}

export class VisitContactDto {
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'E.164' }) phone!: string;
  @ApiProperty({ type: String, nullable: true }) words!: string | null;
}

export class ShopVisitDto extends VisitDto {
  @ApiProperty({ type: VisitContactDto, nullable: true, description: 'null once it was forgotten' })
  contact!: VisitContactDto | null;
  @ApiProperty({ type: 'integer', description: 'People the shop expects that day already' })
  expected!: number;
}

export class ShopVisitsAnswer {
  @ApiProperty({ type: [ShopVisitDto], description: 'Those to come by day, then the last month' })
  items!: ShopVisitDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class PointSellerDto {
  @ApiProperty({ type: String, nullable: true, maxLength: 120, description: 'The shop’s slug; null: none' })
  @IsOptional()
  @MaxLength(120)
  @Matches(SLUG)
  seller!: string | null;
}
