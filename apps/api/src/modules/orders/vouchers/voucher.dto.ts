import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Max, Min, ValidateIf } from 'class-validator';
import { IsDay } from '../../../platform/http/is-day.js';
import { PlainText } from '../../../platform/http/plain-text.js';
import { QueryCursor, QueryInteger } from '../../../platform/http/query-fields.js';

const LEAST_VND = 1_000;
const MOST_VND = 1_000_000_000;

export class GiveVoucherDto {
  @ApiProperty({ description: '4 to 16 letters and digits; accents, case and spaces make no difference' })
  @PlainText({ max: 60 })
  code!: string;

  @ApiProperty({ enum: ['percent', 'fixed'] })
  @IsIn(['percent', 'fixed'])
  kind!: 'percent' | 'fixed';

  @ApiPropertyOptional({ type: 'integer', description: 'Of `percent`: so many hundredths of the goods' })
  @ValidateIf((d: GiveVoucherDto) => d.kind === 'percent' || d.percent !== undefined)
  @IsInt()
  @Min(1)
  @Max(90)
  percent?: number;

  @ApiPropertyOptional({ type: 'integer', description: 'Of `percent`: at most so much. The floor’s need it' })
  @IsOptional()
  @IsInt()
  @Min(LEAST_VND)
  @Max(MOST_VND)
  capVnd?: number;

  @ApiPropertyOptional({ type: 'integer', description: 'Of `fixed`' })
  @ValidateIf((d: GiveVoucherDto) => d.kind === 'fixed' || d.amountVnd !== undefined)
  @IsInt()
  @Min(LEAST_VND)
  @Max(MOST_VND)
  amountVnd?: number;

  @ApiProperty({ type: 'integer', description: 'Goods for at least so much; 0 for any' })
  @IsInt()
  @Min(0)
  @Max(MOST_VND)
  minItemsVnd!: number;

  @ApiPropertyOptional({ format: 'date', description: 'The first day it counts; today unless given' })
  @IsOptional()
  @IsDay()
  startsOn?: string;

  @ApiProperty({ format: 'date', description: 'The last day it counts' })
  @IsDay()
  endsOn!: string;

  @ApiPropertyOptional({
    type: 'integer',
    description: 'Purchases it counts for altogether; any number unless given',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  totalLimit?: number;

  @ApiProperty({ type: 'integer', description: 'Purchases of one person it counts for' })
  @IsInt()
  @Min(1)
  @Max(100)
  personLimit!: number;
}

export class VouchersQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'How many; 24 unless given' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class VoucherAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() code!: string;
  @ApiProperty({ enum: ['percent', 'fixed'] }) kind!: 'percent' | 'fixed';
  @ApiProperty({ type: 'integer', nullable: true }) percent!: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) capVnd!: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) amountVnd!: number | null;
  @ApiProperty({ type: 'integer' }) minItemsVnd!: number;
  @ApiProperty({ format: 'date' }) startsOn!: string;
  @ApiProperty({ format: 'date' }) endsOn!: string;
  @ApiProperty({ type: 'integer', nullable: true }) totalLimit!: number | null;
  @ApiProperty({ type: 'integer' }) personLimit!: number;
  @ApiProperty({ type: 'integer', description: 'Purchases that use it now' }) usedCount!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: string | null;
  @ApiProperty({ enum: ['running', 'waiting', 'used_up', 'over', 'ended'] })
  state!: 'running' | 'waiting' | 'used_up' | 'over' | 'ended';
  @ApiProperty({ type: 'integer', description: 'Taken off so far, cancelled orders left out' })
  discountedVnd!: number;
}

export class VouchersAnswer {
  @ApiProperty({ type: [VoucherAnswer] }) items!: VoucherAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class GivenVoucherAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'As it is to be printed' }) code!: string;
}
