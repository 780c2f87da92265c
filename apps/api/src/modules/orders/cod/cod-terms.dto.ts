import { ApiProperty } from '@nestjs/swagger';
import { IsDefined, IsInt, IsUUID, Max, Min, ValidateIf } from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';

/** More than any order of the floor; who types it has typed a digit too many. */
const MOST_VND = 1_000_000_000;

export class DecideCodTermsDto {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Of the terms as they were read; null while nobody has decided',
  })
  @IsDefined()
  @ValidateIf(({ version }: DecideCodTermsDto) => version !== null)
  @IsUUID()
  version!: string | null;

  @ApiProperty({ type: 'integer', description: 'Always possible, one order at a time' })
  @IsInt()
  @Min(0)
  @Max(MOST_VND)
  smallVnd!: number;

  @ApiProperty({
    type: 'integer',
    description: 'The most a phone may order that has received nothing yet, or has refused something',
  })
  @IsInt()
  @Min(0)
  @Max(MOST_VND)
  unknownVnd!: number;

  @ApiProperty({
    type: 'integer',
    description: 'From so many refused parcels on, within 180 days, only a small order is sent unpaid',
  })
  @IsInt()
  @Min(1)
  @Max(20)
  refusalsAllowed!: number;

  @ApiProperty({
    type: 'integer',
    description: 'From this amount on everybody is asked once more before an order is sent',
  })
  @IsInt()
  @Min(0)
  @Max(MOST_VND)
  askFromVnd!: number;

  @ApiProperty({
    type: 'integer',
    description: 'From this amount on a phone that has received nothing yet is asked',
  })
  @IsInt()
  @Min(0)
  @Max(MOST_VND)
  askUnknownFromVnd!: number;

  @ApiProperty({
    type: 'integer',
    description: 'From so many refused parcels on, within 180 days, every order is asked about',
  })
  @IsInt()
  @Min(1)
  @Max(20)
  askRefusals!: number;

  @ApiProperty({ minLength: 5, maxLength: 500, description: 'Why it is changed' })
  @PlainText({ min: 5, max: 500 })
  reason!: string;
}

export class CodDecisionAnswer {
  @ApiProperty() smallVnd!: number;
  @ApiProperty() unknownVnd!: number;
  @ApiProperty({ type: 'integer' }) refusalsAllowed!: number;
  @ApiProperty() askFromVnd!: number;
  @ApiProperty() askUnknownFromVnd!: number;
  @ApiProperty({ type: 'integer' }) askRefusals!: number;
  @ApiProperty() reason!: string;
  @ApiProperty({ type: String, format: 'date-time' }) decidedAt!: Date;
}

/** What holds now, and what was decided before, the latest first. */
export class CodTermsAnswer {
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) version!: string | null;
  @ApiProperty() smallVnd!: number;
  @ApiProperty() unknownVnd!: number;
  @ApiProperty({ type: 'integer' }) refusalsAllowed!: number;
  @ApiProperty() askFromVnd!: number;
  @ApiProperty() askUnknownFromVnd!: number;
  @ApiProperty({ type: 'integer' }) askRefusals!: number;
  @ApiProperty({ type: [CodDecisionAnswer] }) decisions!: CodDecisionAnswer[];
}
