import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, Max, Min, ValidateNested } from 'class-validator';
import { IsDay } from '../../../platform/http/is-day.js';
import { PlainText } from '../../../platform/http/plain-text.js';
import { QueryChoice, QueryCursor, QueryInteger } from '../../../platform/http/query-fields.js';
import { ANNEX_COLUMN_KEYS, type AnnexColumnKey } from './annex-columns.js';
import { ANNEX_STATUSES, type AnnexStatus } from './annex-imports.sql.js';
import type { AnnexOutcome, AnnexSubject } from './judge-annex.js';
import { OBSTACLES, type ObstacleReason } from './undo-obstacles.sql.js';

const OUTCOMES = ['create', 'unchanged', 'faulty'] as const;
const SHOWN = [...OUTCOMES, 'warned'] as const;
const FINDING_COLUMNS = [...ANNEX_COLUMN_KEYS, 'decision'] as const;
const SUBJECTS = ['floor', 'chain', 'register', 'off_floor'] as const;
const nullable = { nullable: true } as const;
const integer = { type: 'integer' } as const;

/** The decision an annex belongs to, as the form beside the file says it. */
export class AnnexDecisionDto {
  @PlainText({ max: 60 })
  decisionNumber!: string;

  @IsDay()
  decisionDate!: string;

  @PlainText({ max: 160 })
  issuedBy!: string;
}

export class AnnexImportsQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'Imports on a page; 24 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class AnnexRowsQueryDto {
  @QueryChoice(SHOWN, 'What taking the file makes of the row; `warned`: worth a look before')
  outcome?: (typeof SHOWN)[number];

  @QueryInteger({ min: 1, max: 100, description: 'Rows on a page; 24 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

class AnnexColumnChoiceDto {
  @ApiProperty({ enum: ANNEX_COLUMN_KEYS })
  @IsIn(ANNEX_COLUMN_KEYS)
  column!: AnnexColumnKey;

  @ApiProperty({ ...integer, minimum: 0, description: 'The column of the file, from 0' })
  @IsInt()
  @Min(0)
  @Max(1_000)
  at!: number;
}

/** Which column of the file says what; what is not named is not read. */
export class AnnexColumnsDto {
  @ApiProperty({ type: [AnnexColumnChoiceDto] })
  @IsArray()
  @ArrayMaxSize(ANNEX_COLUMN_KEYS.length)
  @ValidateNested({ each: true })
  @Type(() => AnnexColumnChoiceDto)
  columns!: AnnexColumnChoiceDto[];
}

export class ConfirmAnnexDto {
  @ApiProperty({ enum: ['all', 'good'], description: '`all` is refused while any row is faulty' })
  @IsIn(['all', 'good'])
  rows!: 'all' | 'good';
}

class AnnexHeadingDto {
  @ApiProperty({ ...integer, description: 'From 0' }) at!: number;
  @ApiProperty({ description: 'As written; may be empty' }) text!: string;
  @ApiProperty({ description: 'What the first row says there' }) sample!: string;
  @ApiProperty({ type: String, enum: ANNEX_COLUMN_KEYS, ...nullable, description: 'What it is read as' })
  column!: AnnexColumnKey | null;
}

class AnnexObstacleDto {
  @ApiProperty({ enum: OBSTACLES }) reason!: ObstacleReason;
  @ApiProperty() certificateId!: string;
  @ApiProperty() productName!: string;
}

export class AnnexImportDto {
  @ApiProperty() id!: string;
  @ApiProperty() fileName!: string;
  @ApiProperty() decisionNumber!: string;
  @ApiProperty({ type: String, format: 'date' }) decisionDate!: string;
  @ApiProperty() issuedBy!: string;
  @ApiProperty({
    enum: ANNEX_STATUSES,
    description: '`columns`: to be chosen by hand; `waiting`: the worker takes it; `refused`: it could not',
  })
  status!: AnnexStatus;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ format: 'date-time' }) statusChangedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', ...nullable, description: 'When the worker began' })
  startedAt!: string | null;
  @ApiProperty({ ...integer, description: 'Rows that enter a certificate' }) created!: number;
  @ApiProperty({ ...integer, description: 'Rows the register has already' }) unchanged!: number;
  @ApiProperty({ ...integer, description: 'Rows that cannot be taken' }) faulty!: number;
  @ApiProperty({ ...integer, description: 'Rows that can, and are worth a look' }) warned!: number;
  @ApiProperty({ type: [AnnexHeadingDto] }) headings!: AnnexHeadingDto[];
  @ApiProperty({ enum: ANNEX_COLUMN_KEYS, isArray: true, description: 'To be chosen before rows are read' })
  missingColumns!: AnnexColumnKey[];
  @ApiProperty({
    type: [Number],
    description: 'Lines of the file that are no rows: titles, numbers of columns',
  })
  leftOut!: number[];
  @ApiProperty({ type: String, ...nullable, description: 'Of a refused one: why, in Vietnamese' })
  refusal!: string | null;
}

export class AnnexImportDetailDto extends AnnexImportDto {
  @ApiProperty({
    type: [AnnexObstacleDto],
    description: 'Of a confirmed one: what stands on its certificates',
  })
  obstacles!: AnnexObstacleDto[];
}

export class AnnexImportListDto {
  @ApiProperty({ type: [AnnexImportDto] }) items!: AnnexImportDto[];
  @ApiProperty({ type: String, ...nullable }) nextCursor!: string | null;
}

class AnnexFindingDto {
  @ApiProperty({ enum: FINDING_COLUMNS }) column!: (typeof FINDING_COLUMNS)[number];
  @ApiProperty() code!: string;
  @ApiProperty({ description: 'In Vietnamese, as the file is' }) message!: string;
}

class AnnexSubjectDto {
  @ApiProperty({
    enum: SUBJECTS,
    description:
      'A product of the floor; of the certificate it follows; in the register already; none of these',
  })
  kind!: AnnexSubject['kind'];
  @ApiProperty({ type: String, ...nullable, description: 'As floor or register call it' }) name!:
    string | null;
  @ApiProperty({ type: String, ...nullable, description: 'Of a product of the floor' }) slug!: string | null;
  @ApiProperty({ type: String, ...nullable, description: 'Of the certificate it follows or repeats' })
  certificateId!: string | null;
}

export class AnnexRowDto {
  @ApiProperty({ ...integer, description: 'As the file counts it' }) no!: number;
  @ApiProperty({ enum: OUTCOMES }) outcome!: AnnexOutcome;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Cells as written, by column',
  })
  cells!: Partial<Record<AnnexColumnKey, string>>;
  @ApiProperty({ type: [AnnexFindingDto] }) problems!: AnnexFindingDto[];
  @ApiProperty({ type: [AnnexFindingDto] }) warnings!: AnnexFindingDto[];
  @ApiProperty({ type: AnnexSubjectDto, ...nullable }) subject!: AnnexSubjectDto | null;
  @ApiProperty({ type: String, ...nullable, description: 'The certificate it became' })
  certificateId!: string | null;
}

export class AnnexRowListDto {
  @ApiProperty({ type: [AnnexRowDto] }) items!: AnnexRowDto[];
  @ApiProperty({ type: String, ...nullable }) nextCursor!: string | null;
}
