import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { RecognitionKind } from '#kernel/certificate-chain';
import { REVOCATION_GROUNDS, type RevocationGround } from '#kernel/certificate-rules';
import { IsDay } from '../../../platform/http/is-day.js';
import { PlainText } from '../../../platform/http/plain-text.js';
import { SLUG } from '../../../platform/http/slug.js';
import {
  HOLDER_KINDS,
  INSPECTION_OUTCOMES,
  INSPECTION_SUBJECTS,
  type HolderKind,
} from './certificate-words.js';

/** What stands on the decision and the certificate; the decrees are asked in `kernel/certificate-rules`. */
export class DecisionFacts {
  @ApiProperty({
    maxLength: 40,
    description: 'Since 22 May 2026 `96-32248-01-2026`; before as it stands on the sheet',
  })
  @PlainText({ max: 40 })
  productCode!: string;

  @ApiProperty({ maxLength: 60 })
  @PlainText({ max: 60 })
  decisionNumber!: string;

  @ApiProperty({ type: String, format: 'date' })
  @IsDay()
  decisionDate!: string;

  @ApiProperty({ maxLength: 160, description: 'One of the issuing bodies, in any usual spelling' })
  @PlainText({ max: 160 })
  issuedBy!: string;

  @ApiPropertyOptional({ type: String, maxLength: 60, nullable: true })
  @IsOptional()
  @PlainText({ max: 60 })
  certificateNumber?: string | null;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 5 })
  @IsInt()
  @Min(1)
  @Max(5)
  stars!: number;

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    description: 'Average of the council’s members; null: not stated',
  })
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 1 })
  score?: number | null;

  @ApiProperty({ type: String, format: 'date' })
  @IsDay()
  issuedOn!: string;

  @ApiProperty({ type: String, format: 'date', description: '36 months after the issue' })
  @IsDay()
  expiresOn!: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date',
    nullable: true,
    description: 'When the dossier was filed',
  })
  @IsOptional()
  @IsDay()
  filedOn?: string | null;
}

/** Whom and what a certificate was given for, where the product is not on the floor. */
export class HolderFacts {
  @ApiProperty({ maxLength: 160 })
  @PlainText({ max: 160 })
  productName!: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 26 })
  @IsInt()
  @Min(1)
  @Max(26)
  setNo!: number;

  @ApiProperty({ maxLength: 200 })
  @PlainText({ max: 200 })
  holderName!: string;

  @ApiProperty({ enum: HOLDER_KINDS })
  @IsIn(HOLDER_KINDS)
  holderKind!: HolderKind;

  @ApiProperty({ example: '32248' })
  @Matches(/^\d{5}$/)
  communeCode!: string;

  @ApiPropertyOptional({
    type: String,
    maxLength: 30,
    nullable: true,
    description: 'Of a cooperative: its register number',
  })
  @IsOptional()
  @PlainText({ max: 30 })
  registerNumber?: string | null;
}

/** Which product, and whose: one of the floor by its slug, or any other by name. */
export class NamedSubject {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Slug of the product; then its facts are the floor’s',
  })
  @IsOptional()
  @Matches(SLUG)
  productSlug?: string | null;

  @ApiPropertyOptional({ type: String, maxLength: 160 })
  @IsOptional()
  @PlainText({ max: 160 })
  productName?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 26 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(26)
  setNo?: number;

  @ApiPropertyOptional({ type: String, maxLength: 200 })
  @IsOptional()
  @PlainText({ max: 200 })
  holderName?: string;

  @ApiPropertyOptional({ enum: HOLDER_KINDS })
  @IsOptional()
  @IsIn(HOLDER_KINDS)
  holderKind?: HolderKind;

  @ApiPropertyOptional({ example: '32248' })
  @IsOptional()
  @Matches(/^\d{5}$/)
  communeCode?: string;

  @ApiPropertyOptional({ type: String, maxLength: 30, nullable: true })
  @IsOptional()
  @PlainText({ max: 30 })
  registerNumber?: string | null;
}

/** A certificate of first recognition: of a product of the floor by its slug, or of any other by name. */
export class RecordCertificateDto extends IntersectionType(DecisionFacts, NamedSubject) {}

/** A certificate that follows another: product and producer are those of the one it follows. */
export class FollowingCertificateDto extends DecisionFacts {}

/** A certificate as the register takes it in, from a form, a file or the demo. */
export class RecordCertificationInput extends DecisionFacts {
  /** A product of the floor. */
  @IsOptional()
  @IsUUID()
  productId?: string;

  /** Any other product, of whoever is named. */
  @IsOptional()
  @ValidateNested()
  @Type(() => HolderFacts)
  holder?: HolderFacts;

  @IsOptional()
  @IsIn(['first', 'upgrade', 'renewal'])
  kind?: RecognitionKind;

  /** The certificate an upgrade or a renewal follows; its product is this one's. */
  @IsOptional()
  @IsUUID()
  followsId?: string;

  /** Fields that are invented for a demonstration. */
  @IsOptional()
  @Matches(/^.{1,40}$/, { each: true })
  illustrative?: string[];
}

/** What a decision really says, where it was copied wrongly, and how the mistake came about. */
export class CorrectionDto extends DecisionFacts {
  @ApiProperty({ maxLength: 500 })
  @PlainText({ max: 500, multiline: true })
  reason!: string;
}

/** What was entered by mistake and is taken back. */
export class EntryRemovalDto {
  @ApiProperty({ enum: ['entry', 'revocation', 'late_renewal'] })
  @IsIn(['entry', 'revocation', 'late_renewal'])
  what!: 'entry' | 'revocation' | 'late_renewal';

  @ApiProperty({ maxLength: 500 })
  @PlainText({ max: 500, multiline: true })
  reason!: string;
}

export class RevocationDto {
  @ApiProperty({ type: String, format: 'date' })
  @IsDay()
  revokedOn!: string;

  @ApiProperty({ enum: REVOCATION_GROUNDS, description: 'Letter of Article 8, Decision 26/2026/QĐ-TTg' })
  @IsIn(REVOCATION_GROUNDS)
  ground!: RevocationGround;

  @ApiProperty({ maxLength: 60 })
  @PlainText({ max: 60 })
  decisionNumber!: string;

  @ApiProperty({ maxLength: 160, description: 'Who revoked: the province 3 and 4 stars, the ministry 5' })
  @PlainText({ max: 160 })
  revokedBy!: string;
}

/** Keeps a certificate until the result of a renewal that was late (Decision 26/2026/QĐ-TTg, Art. 12.3). */
export class LateRenewalDto {
  @ApiProperty({ type: String, format: 'date', description: 'At most 180 days after the expiry' })
  @IsDay()
  until!: string;

  @ApiProperty({ maxLength: 300, description: 'The paper it rests on' })
  @PlainText({ max: 300 })
  evidence!: string;
}

export class InspectionDto {
  @ApiProperty({ type: String, format: 'date' })
  @IsDay()
  inspectedOn!: string;

  @ApiProperty({ maxLength: 160 })
  @PlainText({ max: 160 })
  inspectedBy!: string;

  @ApiProperty({
    enum: INSPECTION_SUBJECTS,
    isArray: true,
    description: 'Criteria kept; use of mark and promotion',
  })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(INSPECTION_SUBJECTS, { each: true })
  covered!: (typeof INSPECTION_SUBJECTS)[number][];

  @ApiProperty({ enum: INSPECTION_OUTCOMES })
  @IsIn(INSPECTION_OUTCOMES)
  outcome!: (typeof INSPECTION_OUTCOMES)[number];

  @ApiPropertyOptional({ maxLength: 2000, description: 'Needed unless everything was in order' })
  @IsOptional()
  @PlainText({ min: 0, max: 2_000, multiline: true })
  findings?: string;
}

export class LinkProductDto {
  @ApiProperty({ description: 'Slug of the product' })
  @Matches(SLUG)
  productSlug!: string;
}
