import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';
import {
  checkResults,
  checkSubjects,
  type CheckResult,
  type CheckSubject,
} from './verification-check.entity.js';

export class CheckDto {
  @ApiProperty({ enum: checkSubjects })
  @IsIn(checkSubjects)
  subject!: CheckSubject;

  @ApiProperty({ enum: checkResults })
  @IsIn(checkResults)
  result!: CheckResult;

  @ApiPropertyOptional({ maxLength: 500, description: 'Needed for everything but a match' })
  @IsOptional()
  @PlainText({ max: 500, multiline: true })
  note?: string;
}

export class RecordChecksDto {
  @ApiProperty({ type: [CheckDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(checkSubjects.length)
  @ValidateNested({ each: true })
  @Type(() => CheckDto)
  items!: CheckDto[];
}

export class VneidAnswer {
  @ApiProperty({ enum: ['matches', 'differs', 'not_available'] })
  result!: string;
}
