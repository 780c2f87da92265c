import { ApiProperty } from '@nestjs/swagger';

const money = { type: 'integer', description: 'đồng' } as const;

/** What a month’s sales were taxed at, and what of it went back. */
export class WithheldMonthDto {
  @ApiProperty({ example: '2026-11' }) month!: string;
  @ApiProperty({ ...money, description: 'What was sold, less what was taken back in the month' })
  revenueVnd!: number;
  @ApiProperty({ ...money, description: 'Kept back before the shop was paid' }) withheldVnd!: number;
  @ApiProperty({ ...money, description: 'Owed by the shop, which was paid itself' }) owedVnd!: number;
  @ApiProperty({ ...money, description: 'Taken back: tax on what was cancelled or returned' })
  reversedVnd!: number;
}

/** The certificate 01/CTKT-TMĐT of a year, as it was issued last. */
export class TaxCertificateDto {
  @ApiProperty({ example: '2026' }) year!: string;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty() issuedAt!: Date;
  @ApiProperty({ ...money, description: 'Tax of the year' }) taxVnd!: number;
}

export class WithholdingsDto {
  @ApiProperty({ type: [WithheldMonthDto], description: 'The latest first' }) months!: WithheldMonthDto[];
  @ApiProperty({ type: [TaxCertificateDto], description: 'The latest first' })
  certificates!: TaxCertificateDto[];
}
