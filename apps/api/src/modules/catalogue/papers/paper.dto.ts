import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import type { Day } from '#kernel/time';
import { IsDay } from '../../../platform/http/is-day.js';
import { PlainText } from '../../../platform/http/plain-text.js';
import { paperKinds } from '../rules/listing-rules.js';
import type { ProductPaper } from './product-paper.entity.js';

const KINDS = paperKinds.map(({ code }) => code);

/** What the form beside the file says; an empty field is one that was left out. */
export class PaperFieldsDto {
  @ApiProperty({ enum: KINDS })
  @IsIn(KINDS)
  kind!: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'The product it is about; not of papers of the whole shop',
  })
  @IsOptional()
  @IsUUID()
  productId?: string;

  @ApiPropertyOptional({ maxLength: 80 })
  @IsOptional()
  @PlainText({ max: 80 })
  number?: string;

  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @IsDay()
  issuedOn?: string;

  @ApiPropertyOptional({ format: 'date', description: 'Its last day, where it runs out' })
  @IsOptional()
  @IsDay()
  expiresOn?: string;
}

export class ProductPaperAnswer {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: KINDS }) kind!: string;
  @ApiProperty({ description: 'The kind in Vietnamese' }) name!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null: of everything the shop makes' })
  productId!: string | null;
  @ApiProperty() number!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) issuedOn!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) expiresOn!: string | null;
  @ApiProperty() expired!: boolean;
  @ApiProperty({ enum: ['jpg', 'pdf'] }) format!: string;
  @ApiProperty({ format: 'date-time' }) uploadedAt!: Date;
}

export class ProductPaperListAnswer {
  @ApiProperty({ type: [ProductPaperAnswer] }) items!: ProductPaperAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export function paperAnswer(paper: ProductPaper, today: Day): ProductPaperAnswer {
  const { id, kind, productId, number, issuedOn, expiresOn, format, uploadedAt } = paper;
  return {
    id,
    kind,
    name: paperKinds.find(({ code }) => code === kind)?.name ?? kind,
    productId,
    number,
    issuedOn,
    expiresOn,
    expired: expiresOn !== null && expiresOn < today,
    format,
    uploadedAt,
  };
}
