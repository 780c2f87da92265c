import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsOptional,
  Matches,
  ValidateNested,
} from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';
import {
  QueryChoice,
  QueryCursor,
  QueryInteger,
  QueryMatching,
  QueryText,
} from '../../../platform/http/query-fields.js';
import { STEPS } from '../application/application.dto.js';

const STATUSES = ['draft', 'submitted', 'approved', 'suspended', 'closed'] as const;
const STEP_NAMES = [...Object.keys(STEPS), 'documents'];

export class AdminSellersQueryDto {
  @QueryText({ max: 200, description: 'Part of the shop’s or producer’s name, accents optional' })
  q?: string;

  @QueryChoice(STATUSES, 'Only shops of that status')
  status?: (typeof STATUSES)[number];

  @QueryMatching(/^\d{5}$/, 'Only shops of that commune')
  commune?: string;

  @QueryChoice(['due', 'newest', 'name'], 'By default what is late or due soonest comes first')
  sort?: 'due' | 'newest' | 'name';

  @QueryInteger({ min: 1, max: 100, description: 'So many, 24 unless said' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class AdditionDto {
  @ApiProperty({ enum: STEP_NAMES })
  @IsIn(STEP_NAMES)
  step!: string;

  @ApiPropertyOptional({ description: 'A field of the step, or a kind of paper; without one the whole step' })
  @IsOptional()
  @Matches(/^[a-zA-Z_]{1,40}$/)
  field?: string;

  @ApiProperty({ description: 'A code of the list of reasons' })
  @Matches(/^[a-z_]{1,60}$/)
  reason!: string;

  @ApiProperty({ maxLength: 1000 })
  @PlainText({ max: 1000, multiline: true })
  words!: string;
}

export class AskForAdditionsDto {
  @ApiProperty({ type: [AdditionDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  @Type(() => AdditionDto)
  items!: AdditionDto[];
}

/** A decision against somebody: one reason of the list, and words of the officer's own. */
export class ReasonedDto {
  @ApiProperty({ description: 'A code of the list of reasons' })
  @Matches(/^[a-z_]{1,60}$/)
  reason!: string;

  @ApiProperty({ maxLength: 2000 })
  @PlainText({ max: 2000, multiline: true })
  words!: string;
}

export class SuspendDto extends ReasonedDto {
  @ApiPropertyOptional({
    maxLength: 300,
    description: 'An authority’s request and its number: at once, without notice',
  })
  @IsOptional()
  @PlainText({ max: 300 })
  authority?: string;
}

export class RevealDto {
  @ApiProperty({ maxLength: 500, description: 'Why; it is written into the history' })
  @PlainText({ max: 500 })
  reason!: string;
}
