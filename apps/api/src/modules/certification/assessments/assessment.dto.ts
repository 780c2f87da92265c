import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsNumber, IsOptional, IsUUID, Max, Min, ValidateNested } from 'class-validator';
import { IsDay } from '../../../platform/http/is-day.js';
import { PlainText } from '../../../platform/http/plain-text.js';
import { QueryCursor, QueryInteger, QueryMatching, QueryText } from '../../../platform/http/query-fields.js';
import { HolderFacts, NamedSubject } from '../certificates/certificate-input.dto.js';

/** What a council found. */
class AssessmentFacts {
  @ApiProperty({ type: String, format: 'date' })
  @IsDay()
  assessedOn!: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 5 })
  @IsInt()
  @Min(1)
  @Max(5)
  stars!: number;

  @ApiProperty({ type: Number, minimum: 0, maximum: 100, description: 'Average of the council’s members' })
  @IsNumber({ maxDecimalPlaces: 1 })
  @Min(0)
  @Max(100)
  score!: number;

  @ApiPropertyOptional({ maxLength: 60, description: 'Of the council’s report, where it bears a number' })
  @IsOptional()
  @PlainText({ min: 0, max: 60 })
  reportNumber?: string;
}

/** A result of one or two stars, which ends without a certificate; of a product of the floor or of any other. */
export class RecordAssessmentDto extends IntersectionType(AssessmentFacts, NamedSubject) {}

/** A council's result as the register takes it in, from a form or the demo. */
export class RecordAssessmentInput extends AssessmentFacts {
  /** A product of the floor. */
  @IsOptional()
  @IsUUID()
  productId?: string;

  /** Any other product, of whoever is named. */
  @IsOptional()
  @ValidateNested()
  @Type(() => HolderFacts)
  holder?: HolderFacts;
}

/** Why an entry is taken back. */
export class RemovalDto {
  @ApiProperty({ maxLength: 500 })
  @PlainText({ max: 500, multiline: true })
  reason!: string;
}

export class AssessmentsQueryDto {
  @QueryText({ max: 200, description: 'Words of product or producer' })
  q?: string;

  @QueryMatching(/^\d{5}$/, 'A commune')
  commune?: string;

  @QueryInteger({ min: 1, max: 100, description: 'So many, 24 unless said' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

class AssessedCommune {
  @ApiProperty() code!: string;
  @ApiProperty() name!: string;
}

class AssessedProduct {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
}

export class AssessmentDto {
  @ApiProperty() id!: string;
  @ApiProperty() productName!: string;
  @ApiProperty({ type: 'integer' }) set!: number;
  @ApiProperty() holderName!: string;
  @ApiProperty() holderKind!: string;
  @ApiProperty({ type: AssessedCommune }) commune!: AssessedCommune;
  @ApiProperty({ type: AssessedProduct, nullable: true }) product!: AssessedProduct | null;
  @ApiProperty({ type: String, format: 'date' }) assessedOn!: string;
  @ApiProperty({ type: 'integer' }) stars!: number;
  @ApiProperty({ type: Number }) score!: number;
  @ApiProperty() reportNumber!: string;
}

export class AssessmentListDto {
  @ApiProperty({ type: [AssessmentDto] }) items!: AssessmentDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class RecordedAssessmentDto {
  @ApiProperty() id!: string;
}
