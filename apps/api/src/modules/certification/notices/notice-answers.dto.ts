import { ApiProperty } from '@nestjs/swagger';
import { NOTICE_STEPS, type NoticeStep } from '#kernel/certificate-notices';
import { QueryChoice, QueryCursor, QueryInteger, QueryList } from '../../../platform/http/query-fields.js';
import { CalendarDayDto } from '../certificates/certificate-answers.dto.js';
import { CERTIFICATE_STANDINGS, type CertificateStanding } from '../certificates/certificate-words.js';

/** How a message to a shop went: `none` where there is no shop to tell. */
export const DELIVERIES = ['none', 'waiting', 'sent', 'undelivered', 'dropped'] as const;
export type Delivery = (typeof DELIVERIES)[number];
const FILINGS = ['before', 'open', 'missed'] as const;
const nullable = { nullable: true } as const;
const day = { type: String, format: 'date' } as const;
const integer = { type: 'integer' } as const;

class NamedProductDto {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
}

class FilingWindowDto {
  @ApiProperty(day) opensOn!: string;
  @ApiProperty(day) closesOn!: string;
  @ApiProperty({ type: String, enum: FILINGS, ...nullable, description: 'Of one in force' })
  state!: (typeof FILINGS)[number] | null;
}

class ToldDto {
  @ApiProperty({ enum: NOTICE_STEPS }) step!: NoticeStep;
  @ApiProperty({ ...day, description: 'The last day it counted to' }) endsOn!: string;
  @ApiProperty(day) on!: string;
  @ApiProperty({ enum: DELIVERIES }) delivery!: Delivery;
}

/** A certificate as its shop reads it. */
export class ShopCertificateDto {
  @ApiProperty() id!: string;
  @ApiProperty({ type: NamedProductDto }) product!: NamedProductDto;
  @ApiProperty(integer) stars!: number;
  @ApiProperty() decisionNumber!: string;
  @ApiProperty(day) decisionDate!: string;
  @ApiProperty() issuedBy!: string;
  @ApiProperty(day) expiresOn!: string;
  @ApiProperty({ ...day, description: 'Its last day, by expiry or by an admitted late renewal' })
  validUntil!: string;
  @ApiProperty({ enum: CERTIFICATE_STANDINGS, description: 'Today' }) standing!: CertificateStanding;
  @ApiProperty({ ...integer, description: 'Until the last day; negative since it passed' }) daysLeft!: number;
  @ApiProperty({ type: String, enum: NOTICE_STEPS, ...nullable, description: 'What is true of it today' })
  step!: NoticeStep | null;
  @ApiProperty({ type: FilingWindowDto }) filing!: FilingWindowDto;
  @ApiProperty({ type: [CalendarDayDto] }) calendar!: CalendarDayDto[];
  @ApiProperty({ type: [ToldDto], description: 'The latest first' }) notices!: ToldDto[];
}

export class ShopCertificatesDto {
  @ApiProperty({ type: [ShopCertificateDto] }) items!: ShopCertificateDto[];
  @ApiProperty({ type: String, ...nullable }) nextCursor!: string | null;
}

/** Which notices; a filter that is left out leaves nobody out. */
export class NoticesQueryDto {
  @QueryChoice(DELIVERIES, 'How the message to the shop went')
  delivery?: Delivery;

  @QueryChoice(NOTICE_STEPS, 'What was noticed')
  step?: NoticeStep;

  @QueryList(/^\d{5}$/, 'Codes of communes; may repeat')
  commune?: string[];

  @QueryInteger({ min: 1, max: 100, description: 'Notices on a page; 24 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

class NoticedCertificateDto {
  @ApiProperty() id!: string;
  @ApiProperty() productName!: string;
  @ApiProperty() holderName!: string;
  @ApiProperty() commune!: string;
}

class ToldShopDto {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty() phone!: string;
}

export class NoticeDto {
  @ApiProperty() id!: string;
  @ApiProperty({ type: NoticedCertificateDto }) certificate!: NoticedCertificateDto;
  @ApiProperty({ enum: NOTICE_STEPS }) step!: NoticeStep;
  @ApiProperty(day) endsOn!: string;
  @ApiProperty(day) noticedOn!: string;
  @ApiProperty({ type: ToldShopDto, ...nullable }) shop!: ToldShopDto | null;
  @ApiProperty({ enum: DELIVERIES }) delivery!: Delivery;
  @ApiProperty({ type: Date, ...nullable, description: 'When the message went out, or was given up' })
  settledAt!: Date | null;
}

export class NoticeListDto {
  @ApiProperty({ type: [NoticeDto] }) items!: NoticeDto[];
  @ApiProperty({
    ...integer,
    description: 'Messages to shops that reached nobody, in the officer’s communes',
  })
  undelivered!: number;
  @ApiProperty({ type: String, ...nullable }) nextCursor!: string | null;
}
