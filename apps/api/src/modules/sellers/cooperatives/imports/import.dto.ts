import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { QueryChoice, QueryCursor, QueryInteger } from '../../../../platform/http/query-fields.js';
import { REGISTER_COLUMNS, type ColumnKey } from './columns.js';
import type { ImportStatus } from './imports.sql.js';
import type { RowOutcome } from './judge-rows.js';

const OUTCOMES = ['create', 'update', 'unchanged', 'faulty'] as const;
const COLUMN_KEYS = REGISTER_COLUMNS.map(({ key }) => key);

export class ImportsQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'Imports on a page; 24 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class ImportRowsQueryDto {
  @QueryChoice(OUTCOMES, 'What confirming makes of the row')
  outcome?: RowOutcome;

  @QueryInteger({ min: 1, max: 100, description: 'Rows on a page; 24 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class ConfirmImportDto {
  @ApiProperty({ enum: ['all', 'good'], description: '`all` is refused while any row is faulty' })
  @IsIn(['all', 'good'])
  rows!: 'all' | 'good';
}

export class ImportDto {
  @ApiProperty() id!: string;
  @ApiProperty() fileName!: string;
  @ApiProperty({ enum: ['previewed', 'confirmed', 'undone'] }) status!: ImportStatus;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ format: 'date-time' }) statusChangedAt!: string;
  @ApiProperty({ type: 'integer', description: 'Rows that enter a cooperative' }) created!: number;
  @ApiProperty({ type: 'integer', description: 'Rows that change one' }) updated!: number;
  @ApiProperty({ type: 'integer', description: 'Rows that say what the register says' }) unchanged!: number;
  @ApiProperty({ type: 'integer', description: 'Rows that cannot be taken' }) faulty!: number;
  @ApiProperty({ type: [String], description: 'Headings the register has no use for' })
  ignoredColumns!: string[];
}

export class ImportListDto {
  @ApiProperty({ type: [ImportDto] }) items!: ImportDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class CandidateDto {
  @ApiProperty() value!: string;
  @ApiProperty() label!: string;
}

export class CellProblemDto {
  @ApiProperty({ enum: COLUMN_KEYS }) column!: ColumnKey;
  @ApiProperty() code!: string;
  @ApiProperty({ description: 'In Vietnamese, as the file is' }) message!: string;
  @ApiProperty({ type: [CandidateDto], description: 'What may have been meant; may be empty' })
  candidates!: CandidateDto[];
}

export class ImportRowDto {
  @ApiProperty({ type: 'integer', description: 'As the file counts it' }) no!: number;
  @ApiProperty({ enum: OUTCOMES }) outcome!: RowOutcome;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Cells as written, by column',
  })
  cells!: Partial<Record<ColumnKey, string>>;
  @ApiProperty({ type: [CellProblemDto] }) problems!: CellProblemDto[];
  @ApiProperty({ type: String, nullable: true }) cooperativeId!: string | null;
}

export class ImportRowListDto {
  @ApiProperty({ type: [ImportRowDto] }) items!: ImportRowDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
