import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import type { Day } from '#kernel/time';
import { IsDay } from '../../../platform/http/is-day.js';
import { PlainText } from '../../../platform/http/plain-text.js';
import { withholdingModes, type WithholdingMode } from '../ledger/accounts.js';
import { termSubjects, type TermSubject } from './terms.js';

/** A decision: the mode of a channel, or the fee. */
export class DecideTermDto {
  @ApiProperty({ enum: termSubjects })
  @IsIn(termSubjects)
  subject!: TermSubject;

  @ApiPropertyOptional({ enum: withholdingModes, description: 'For a channel' })
  @IsOptional()
  @IsIn(withholdingModes)
  mode?: WithholdingMode;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: 3000,
    description: 'For the fee: hundredths of a per cent',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(3000)
  feeBasisPoints?: number;

  @ApiProperty({
    type: String,
    example: '2026-12-01',
    description: 'The first day it holds; tomorrow at the earliest',
  })
  @IsDay()
  effectiveFrom!: Day;

  @ApiProperty({ description: 'Why, such as the letter of the tax office' })
  @PlainText({ min: 5, max: 500 })
  reason!: string;
}

export class TermDto {
  @ApiProperty({ enum: termSubjects }) subject!: TermSubject;
  @ApiProperty({ enum: withholdingModes, type: String, nullable: true }) mode!: WithholdingMode | null;
  @ApiProperty({ type: 'integer', nullable: true }) feeBasisPoints!: number | null;
  @ApiProperty() effectiveFrom!: string;
  @ApiProperty() reason!: string;
  @ApiProperty() decidedAt!: Date;
}

/** What was decided about tax at the source and the fee, the latest first. */
export class TermsDto {
  @ApiProperty({ type: [TermDto] }) items!: TermDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
