import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { QueryMatching } from '../../../platform/http/query-fields.js';

const PERIOD = /^20\d{2}(-(0[1-9]|1[0-2]))?$/;
const NO_PERIOD = {
  code: 'bad_period',
  vi: 'Chọn một tháng, như 2026-10, hoặc một năm, như 2026',
  en: 'A month such as 2026-10, or a year such as 2026',
};
const money = { type: 'integer', description: 'đồng' } as const;

/** Which month or year; last month where nothing is said. */
export class TaxPeriodQueryDto {
  @QueryMatching(PERIOD, 'A month, `2026-10`, or a year, `2026`')
  period?: string;
}

export class IssueTaxFormDto {
  @ApiProperty({ example: '2026-10', description: 'A month or year that is over' })
  @Matches(PERIOD, { context: NO_PERIOD })
  period!: string;
}

class TaxRowDto {
  @ApiProperty({ example: '2026-10' }) month!: string;
  @ApiProperty() slug!: string;
  @ApiProperty() shopName!: string;
  @ApiProperty() sellerName!: string;
  @ApiProperty({ type: String, nullable: true }) taxCode!: string | null;
  @ApiProperty({ enum: ['goods', 'services', 'transport', 'unknown'] }) kind!: string;
  @ApiProperty(money) soldVnd!: number;
  @ApiProperty(money) takenBackVnd!: number;
  @ApiProperty(money) revenueVnd!: number;
  @ApiProperty(money) vatVnd!: number;
  @ApiProperty(money) pitVnd!: number;
  @ApiProperty({ ...money, description: 'Of the tax, what shops owe that were paid themselves' })
  owedBySellerVnd!: number;
}

class TaxSumsDto {
  @ApiProperty(money) revenueVnd!: number;
  @ApiProperty(money) vatVnd!: number;
  @ApiProperty(money) pitVnd!: number;
}

/** A form that was issued. */
export class TaxFormDto {
  @ApiProperty() id!: string;
  @ApiProperty() period!: string;
  @ApiProperty({ type: 'integer', description: '1 is the first; later ones correct it' }) version!: number;
  @ApiProperty({ example: '3f9a 02c1 77de 41b0' }) digest!: string;
  @ApiProperty() issuedAt!: Date;
  @ApiProperty({ type: TaxSumsDto }) sum!: TaxSumsDto;
}

/** What a form of the period would say now, and those that were issued. */
export class TaxPeriodDto {
  @ApiProperty() period!: string;
  @ApiProperty({ description: 'Whether it is over, so that its form can be issued' }) over!: boolean;
  @ApiProperty({ type: [TaxRowDto] }) rows!: TaxRowDto[];
  @ApiProperty({ type: TaxSumsDto }) sum!: TaxSumsDto;
  @ApiProperty({ type: [TaxFormDto] }) forms!: TaxFormDto[];
}
