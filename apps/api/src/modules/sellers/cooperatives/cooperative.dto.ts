import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsDay } from '../../../platform/http/is-day.js';
import { PlainText } from '../../../platform/http/plain-text.js';
import type { CooperativeField } from './cooperative.entity.js';
import type { CooperativeStatus } from './cooperative-status.js';

export const COOPERATIVE_FIELDS = ['agriculture', 'non_agriculture'] as const;
export const COOPERATIVE_STATUSES = ['active', 'ceased', 'dissolved'] as const;

/** As it stands in the register: capitals, digits, `/`, `.` and `-`, without spaces. */
export const REGISTER_NUMBER = /^[0-9A-ZĐ][0-9A-ZĐ/.-]{0,29}$/;
export const TAX_CODE = /^\d{10}(-\d{3})?$/;
export const MOST_PEOPLE = 100_000;

/** Capitals and no spaces, so that one number has one spelling. */
export const asRegisterNumber = (text: string): string => text.replace(/\s+/g, '').toUpperCase();

/** What the register says of a cooperative, apart from its histories. */
export class CooperativeFacts {
  @ApiProperty({ maxLength: 30, example: '93A00012' })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? asRegisterNumber(value) : value))
  @Matches(REGISTER_NUMBER)
  registerNumber!: string;

  @ApiProperty({ maxLength: 200 })
  @PlainText({ max: 200 })
  name!: string;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @Matches(TAX_CODE)
  taxCode?: string | null;

  @ApiProperty({ enum: COOPERATIVE_FIELDS })
  @IsIn(COOPERATIVE_FIELDS)
  field!: CooperativeField;

  @ApiPropertyOptional({ maxLength: 200 })
  @IsOptional()
  @PlainText({ min: 0, max: 200 })
  fieldDetail?: string;

  @ApiProperty({ example: '32248' })
  @Matches(/^\d{5}$/)
  communeCode!: string;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true })
  @IsOptional()
  @IsDay()
  foundedOn?: string | null;

  @ApiPropertyOptional({
    type: String,
    format: 'date',
    description: 'The day it counts from; today if left out',
  })
  @IsOptional()
  @IsDay()
  enteredOn?: string | null;

  @ApiPropertyOptional({ type: Boolean, nullable: true, description: 'null: nobody has asked' })
  @IsOptional()
  @IsBoolean()
  hasOffice?: boolean | null;

  @ApiPropertyOptional({ type: Boolean, nullable: true })
  @IsOptional()
  @IsBoolean()
  hasComputer?: boolean | null;

  @ApiPropertyOptional({ type: Boolean, nullable: true })
  @IsOptional()
  @IsBoolean()
  hasWebsite?: boolean | null;
}

/** How many people a cooperative has. */
export class PeopleCounted {
  @ApiProperty({ type: 'integer', minimum: 0, maximum: MOST_PEOPLE })
  @IsInt()
  @Min(0)
  @Max(MOST_PEOPLE)
  members!: number;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: MOST_PEOPLE, description: 'Who work there regularly' })
  @IsInt()
  @Min(0)
  @Max(MOST_PEOPLE)
  workers!: number;
}

export class CountInput extends PeopleCounted {
  @ApiProperty({ type: String, format: 'date' })
  @IsDay()
  countedOn!: string;
}

export class StatusInput {
  @ApiProperty({ enum: COOPERATIVE_STATUSES })
  @IsIn(COOPERATIVE_STATUSES)
  status!: CooperativeStatus;

  @ApiProperty({
    type: String,
    format: 'date',
    description: 'The day from which it counts, today at the latest',
  })
  @IsDay()
  fromOn!: string;
}

/** A new entry, active since its founding; with what was counted, where somebody has counted. */
export class EnterCooperativeDto extends CooperativeFacts {
  @ApiPropertyOptional({ type: CountInput, nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => CountInput)
  count?: CountInput | null;
}

/** The entry as it is to be; `version` is the one the officer saw. */
export class EditCooperativeDto extends CooperativeFacts {
  @ApiProperty({ type: 'integer', description: 'The version this change was made from; another one is 409' })
  @IsInt()
  @Min(1)
  version!: number;
}

/** An entry with its past, as a register that was kept elsewhere brings it. */
export class CooperativeEntry extends CooperativeFacts {
  /** Changes after being active, in their order. */
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => StatusInput)
  statuses!: StatusInput[];

  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => CountInput)
  counts!: CountInput[];

  /** Fields that are invented for a demonstration; empty for everybody else. */
  @IsArray()
  @ArrayMaxSize(40)
  @Matches(/^.{1,40}$/, { each: true })
  illustrative!: string[];
}
