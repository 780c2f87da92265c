import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Matches, MaxLength, IsString, Min } from 'class-validator';
import { IsDay } from '../../../platform/http/is-day.js';
import { PlainText } from '../../../platform/http/plain-text.js';
import type { ProducerKind } from '../producer.entity.js';

export const PRODUCER_KINDS = [
  'cooperative', 'cooperative_group', 'small_enterprise', 'farm', 'household', 'association',
] as const; // prettier-ignore

export class StartApplicationDto {
  @ApiProperty({ enum: PRODUCER_KINDS })
  @IsIn(PRODUCER_KINDS)
  kind!: ProducerKind;

  @ApiProperty({ maxLength: 200 })
  @PlainText({ max: 200 })
  legalName!: string;

  @ApiProperty({ maxLength: 120, description: 'The name on screens' })
  @PlainText({ max: 120 })
  name!: string;

  @ApiProperty({ example: '32248' })
  @Matches(/^\d{5}$/)
  communeCode!: string;
}

/** A step as somebody saw it: saving over a later one is refused with `stale_version`. */
class StepDto {
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    description: 'The `version` of the step the answers began from',
  })
  @IsInt()
  @Min(1)
  version!: number;
}

// Every answer of a step may be left open, as null: a step is saved as far as somebody came.

export class ProducerStepDto extends StepDto {
  @ApiPropertyOptional({ enum: PRODUCER_KINDS, nullable: true })
  @IsOptional()
  @IsIn(PRODUCER_KINDS)
  kind?: ProducerKind | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @PlainText({ max: 200 })
  legalName?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @PlainText({ max: 120 })
  name?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @PlainText({ min: 0, max: 4000, multiline: true })
  story?: string | null;
}

export class RegistrationStepDto extends StepDto {
  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @PlainText({ max: 60 })
  registrationNumber?: string | null;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true })
  @IsOptional()
  @IsDay()
  registeredOn?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Ten digits, or twelve of a person' })
  @IsOptional()
  @IsString()
  @MaxLength(14)
  taxCode?: string | null;
}

export class RepresentativeStepDto extends StepDto {
  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @PlainText({ max: 120 })
  representativeName?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Twelve digits; never answered again' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  idNumber?: string | null;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true, description: 'Never answered again' })
  @IsOptional()
  @IsDay()
  dateOfBirth?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'What they are there, such as director' })
  @IsOptional()
  @PlainText({ max: 120 })
  position?: string | null;
}

export class AddressStepDto extends StepDto {
  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @Matches(/^\d{5}$/)
  communeCode?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @PlainText({ max: 200 })
  addressLine?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @Matches(/^\+?\d[\d ]{7,18}$/)
  phone?: string | null;
}

export class BankStepDto extends StepDto {
  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @Matches(/^\d{6}$/)
  bankBin?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Never answered again' })
  @IsOptional()
  @Matches(/^[A-Z0-9]{6,19}$/)
  accountNumber?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'As the bank writes it, without accents',
  })
  @IsOptional()
  @Matches(/^[A-Z0-9][A-Z0-9 ]{0,69}$/)
  accountName?: string | null;
}

export class ConsentsStepDto extends StepDto {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description:
      'The version of the text agreed to: that the data of the representative serve for the verification',
  })
  @IsOptional()
  @PlainText({ max: 20 })
  representativeData?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'The same for the bank account' })
  @IsOptional()
  @PlainText({ max: 20 })
  bankAccountData?: string | null;
}

/** The steps of an application, each with the answers it takes. */
export const STEPS = {
  producer: ProducerStepDto,
  registration: RegistrationStepDto,
  representative: RepresentativeStepDto,
  address: AddressStepDto,
  bank: BankStepDto,
  consents: ConsentsStepDto,
} as const;
export type StepName = keyof typeof STEPS;
/** What is sent for each step. */
export type StepForms = { [Step in StepName]: InstanceType<(typeof STEPS)[Step]> };

export const isStepName = (name: string): name is StepName => Object.hasOwn(STEPS, name);
