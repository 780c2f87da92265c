import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';
import { QueryCursor, QueryInteger, QueryText } from '../../../platform/http/query-fields.js';

const GROUP_CODES = ['I', 'II', 'III', 'IV', 'V', 'VI'] as const;
/** One to sixty characters that begin and end with something; what is in them is checked when they are folded. */
const PHRASE = /^\S(.{0,58}\S)?$/u;

/** A term as an officer writes it, or as the province's list brings it. */
export class SearchTermDto {
  @ApiProperty({ maxLength: 60, example: 'dây nịt', description: 'What is typed: one to four words' })
  @PlainText({ max: 60 })
  words!: string;

  @ApiProperty({
    type: [String],
    maxItems: 8,
    example: ['thắt lưng'],
    description: 'Words of the same meaning',
  })
  @IsArray()
  @ArrayMaxSize(8)
  @ArrayUnique()
  @Matches(PHRASE, { each: true })
  means!: string[];

  @ApiProperty({ type: [Number], maxItems: 26, description: 'Product sets it names' })
  @IsArray()
  @ArrayMaxSize(26)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(26, { each: true })
  sets!: number[];

  @ApiProperty({ enum: GROUP_CODES, isArray: true, maxItems: 6, description: 'Product groups it names' })
  @IsArray()
  @ArrayMaxSize(6)
  @ArrayUnique()
  @IsIn(GROUP_CODES, { each: true })
  groups!: string[];

  @ApiProperty({ description: 'Offered as a search while somebody types' })
  @IsBoolean()
  suggested!: boolean;
}

export class ChangeSearchTermDto extends SearchTermDto {
  @ApiProperty({ type: 'integer', description: 'Of the term as it was read' })
  @IsInt()
  @Min(1)
  @Max(2_000_000_000)
  version!: number;
}

export class SearchTermVersionDto {
  @ApiProperty({ type: 'integer', description: 'Of the term as it was read' })
  @Matches(/^[1-9]\d{0,8}$/)
  version!: string;
}

export class SearchTermsQueryDto {
  @QueryText({ max: 60, description: 'Letters of the term or of what it means' })
  q?: string;

  @QueryInteger({ min: 1, max: 100, description: 'Terms on a page; 50 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class SearchTermAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() words!: string;
  @ApiProperty({ type: [String] }) means!: string[];
  @ApiProperty({ type: [Number] }) sets!: number[];
  @ApiProperty({ type: [String] }) groups!: string[];
  @ApiProperty() suggested!: boolean;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ type: String, format: 'date-time' }) updatedAt!: Date;
}

export class SearchTermListAnswer {
  @ApiProperty({ type: [SearchTermAnswer] }) items!: SearchTermAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
