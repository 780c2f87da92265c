import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Matches, Max, MaxLength, Min } from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';
import { QueryMatching } from '../../../platform/http/query-fields.js';
import { paymentMethods } from '../../payments/index.js';
import { InvoiceRequestDto } from '../place-order.dto.js';

const money = { type: 'integer', description: 'đồng, tax included' } as const;
const MONTH = /^20\d{2}-(0[1-9]|1[0-2])$/;

/** Why an invoice is written down again: its number was mistyped, or another invoice replaces or adjusts it. */
export const invoiceCorrections = ['mistyped', 'replaced', 'adjusted'] as const;
export type InvoiceCorrection = (typeof invoiceCorrections)[number];

export class InvoiceDto {
  @ApiProperty({ example: '1C26TAA', description: 'Form and series: form, C or K, year, kind, two letters' })
  @Matches(/^[1-9][CK]\d{2}[A-Z]{3}$/, {
    context: {
      code: 'bad_series',
      vi: 'Ký hiệu hóa đơn gồm 7 ký tự, như 1C26TAA',
      en: 'A series has seven characters, such as 1C26TAA',
    },
  })
  series!: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 99_999_999 })
  @IsInt()
  @Min(1)
  @Max(99_999_999)
  number!: number;

  @ApiProperty({ format: 'date', description: 'Not before the order, and not after today' })
  @Matches(/^20\d{2}-\d{2}-\d{2}$/, {
    context: { code: 'bad_date', vi: 'Ngày chưa đúng', en: 'Not a date' },
  })
  issuedOn!: string;

  @ApiPropertyOptional({ maxLength: 64, description: 'By which the buyer looks it up' })
  @IsOptional()
  @PlainText({ max: 64 })
  lookupCode?: string;

  @ApiPropertyOptional({ maxLength: 300, description: 'Where the buyer looks it up; https' })
  @IsOptional()
  @MaxLength(300)
  @Matches(/^https:\/\/[^\s<>"']+$/, {
    context: {
      code: 'bad_address',
      vi: 'Địa chỉ trang tra cứu bắt đầu bằng https://',
      en: 'The address begins with https://',
    },
  })
  lookupUrl?: string;

  @ApiPropertyOptional({
    enum: invoiceCorrections,
    description: 'Required where an invoice was written down before',
  })
  @IsOptional()
  @IsIn(invoiceCorrections)
  correction?: InvoiceCorrection;
}

export class InvoiceDataQueryDto {
  @QueryMatching(MONTH, 'The month in which the goods came, `2026-11`; this one unless given')
  month?: string;
}

/** An invoice as its shop wrote it down. */
export class InvoiceAnswer {
  @ApiProperty({ type: 'integer', description: '1 is the first' }) version!: number;
  @ApiProperty({ example: '1C26TAA' }) series!: string;
  @ApiProperty({ type: 'integer' }) number!: number;
  @ApiProperty({ format: 'date' }) issuedOn!: string;
  @ApiProperty({ type: String, nullable: true }) lookupCode!: string | null;
  @ApiProperty({ type: String, nullable: true }) lookupUrl!: string | null;
  @ApiProperty({ enum: invoiceCorrections, nullable: true, description: 'null of the first' })
  correction!: string | null;
  @ApiProperty({ format: 'date-time' }) writtenAt!: string;
}

export class InvoiceLineAnswer {
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'kg of goods that were weighed' }) unit!: string;
  @ApiProperty({ type: Number, description: 'What was taken' }) quantity!: number;
  @ApiProperty(money) unitPriceVnd!: number;
  @ApiProperty(money) goodsVnd!: number;
  @ApiProperty({ ...money, description: 'Taken off by the shop' }) shopDiscountVnd!: number;
  @ApiProperty({ ...money, description: 'Taken off by the floor, which pays it to the shop' })
  floorDiscountVnd!: number;
  @ApiProperty({ ...money, description: 'What the buyer pays for it' }) payVnd!: number;
}

/** What a shop needs to invoice an order (Decree 254/2026, Art. 17.1.c and 19.2). */
export class InvoiceDataAnswer {
  @ApiProperty({
    type: InvoiceRequestDto,
    nullable: true,
    description: 'Whom the buyer wants it for; null where no invoice was asked for',
  })
  buyer!: InvoiceRequestDto | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) requestedAt!: string | null;
  @ApiProperty({ enum: paymentMethods }) method!: string;
  @ApiProperty({ type: [InvoiceLineAnswer], description: 'With the delivery fee as the last' })
  lines!: InvoiceLineAnswer[];
  @ApiProperty({ ...money, description: 'What the lines come to' }) payVnd!: number;
  @ApiProperty({ ...money, description: 'Given back since, for goods that were returned' })
  returnedVnd!: number;
  @ApiProperty({ ...money, description: 'The floor’s fee for the sale' }) feeVnd!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'The last parcel came' })
  deliveredAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) completedAt!: string | null;
  @ApiProperty({ type: [InvoiceAnswer], description: 'The one that counts first' })
  invoices!: InvoiceAnswer[];
  @ApiProperty({ description: 'Whether a number can be written down now' }) canWrite!: boolean;
}
