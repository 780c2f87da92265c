import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsOptional, Max, Min } from 'class-validator';
import { QueryBoolean, QueryChoice, QueryInteger } from '../../../platform/http/query-fields.js';
import { sheetKinds, type SheetKind } from './layouts.js';

const column = {
  type: 'integer',
  minimum: 0,
  maximum: 39,
  description: 'Column of the file, from 0',
} as const;

const Column = (): PropertyDecorator => (target, name) => {
  ApiPropertyOptional(column)(target, name);
  IsOptional()(target, name);
  IsInt()(target, name);
  Min(0)(target, name);
  Max(39)(target, name);
};

/** Which column holds what; of a bank's statement the first five, of a carrier's the others and `amount`. */
export class SheetColumnsDto {
  @Column() date?: number;
  @Column() amount?: number;
  @Column() remark?: number;
  @Column() reference?: number;
  @Column() direction?: number;
  @Column() tracking?: number;
  @Column() fee?: number;
  @Column() paidOn?: number;
}

export class ConfirmSheetDto {
  @ApiProperty({
    description:
      'Also lines that need a second look: of a statement, money that fits no order; of a carrier’s, amounts that differ',
  })
  @IsBoolean()
  all!: boolean;
}

export class SheetsQueryDto {
  @QueryChoice(sheetKinds, 'Statements unless given')
  kind?: SheetKind;
}

export class SheetQueryDto {
  @QueryBoolean('Also lines that are nothing to record: money that went out, and what is known already')
  everything?: boolean;

  @QueryInteger({ min: 0, max: 100_000, description: 'Lines after that row of the file' })
  after?: number;
}

class SheetFieldAnswer {
  @ApiProperty({ example: 'amount' }) name!: string;
  @ApiProperty() required!: boolean;
  @ApiProperty({ type: Number, nullable: true, description: 'Column of the file, from 0' }) column!:
    number | null;
}

class SheetColumnAnswer {
  @ApiProperty({ type: 'integer' }) index!: number;
  @ApiProperty({ type: String, nullable: true }) heading!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The first value below it' }) sample!:
    string | null;
}

export class SheetSummaryAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: sheetKinds }) kind!: string;
  @ApiProperty() fileName!: string;
  @ApiProperty({ enum: ['uploaded', 'previewed', 'confirming', 'confirmed'] }) status!: string;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'How many lines are what',
  })
  counts!: Record<string, number>;
}

export class SheetsAnswer {
  @ApiProperty({ type: [SheetSummaryAnswer], description: 'The latest twelve' }) items!: SheetSummaryAnswer[];
}

export class SheetLineAnswer {
  @ApiProperty({ type: 'integer', description: 'Its row in the file' }) no!: number;
  @ApiProperty({ description: 'What it is, or what it did once it was confirmed' }) outcome!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Why it cannot be read' }) why!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) day!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'đồng' }) amountVnd!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'What the carrier kept, in đồng' }) feeVnd!:
    number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'What the carrier was to collect, in đồng' })
  expectedVnd!: number | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Remark of a transfer, or tracking code of a parcel',
  })
  text!: string | null;
  @ApiProperty({ type: String, nullable: true }) reference!: string | null;
  @ApiProperty({ type: String, nullable: true }) orderCode!: string | null;
  @ApiProperty({ type: [String], description: 'Open orders that miss exactly that much' })
  suggestions!: string[];
}

export class SheetAnswer extends SheetSummaryAnswer {
  @ApiProperty({ type: [SheetFieldAnswer] }) fields!: SheetFieldAnswer[];
  @ApiProperty({ type: [SheetColumnAnswer], description: 'What the file has; empty once it was forgotten' })
  columns!: SheetColumnAnswer[];
  @ApiProperty({ type: [SheetLineAnswer] }) lines!: SheetLineAnswer[];
  @ApiProperty({ type: Number, nullable: true, description: '`after` of what comes next' }) next!:
    number | null;
}

class HeldParcelAnswer {
  @ApiProperty() orderCode!: string;
  @ApiProperty({ type: String, nullable: true }) carrier!: string | null;
  @ApiProperty() trackingCode!: string;
  @ApiProperty({ format: 'date-time' }) arrivedAt!: string;
  @ApiProperty({ type: 'integer', description: 'What the carrier was to collect, in đồng' })
  expectedVnd!: number;
  @ApiProperty({ description: 'The carrier has had it for longer than it should' }) late!: boolean;
}

export class CarrierCashAnswer {
  @ApiProperty({ type: 'integer', description: 'Parcels whose cash a carrier has and has not handed on' })
  count!: number;
  @ApiProperty({ type: 'integer', description: 'đồng' }) vnd!: number;
  @ApiProperty({ type: 'integer' }) late!: number;
  @ApiProperty({ type: 'integer', description: 'Late is what it has had for more days than this' })
  days!: number;
  @ApiProperty({ type: [HeldParcelAnswer], description: 'The first 24, the oldest first' })
  items!: HeldParcelAnswer[];
}
