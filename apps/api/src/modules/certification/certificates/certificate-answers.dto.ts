import { ApiProperty } from '@nestjs/swagger';
import { NOTICE_STEPS, type NoticeStep } from '#kernel/certificate-notices';
import {
  QueryChoice,
  QueryCursor,
  QueryInteger,
  QueryList,
  QueryMatching,
  QueryText,
} from '../../../platform/http/query-fields.js';
import {
  CERTIFICATE_STANDINGS,
  HOLDER_KINDS,
  INSPECTION_OUTCOMES,
  INSPECTION_SUBJECTS,
  SCAN_KINDS,
  type CertificateStanding,
} from './certificate-words.js';

const KINDS = ['first', 'upgrade', 'renewal'] as const;
const FILINGS = ['open', 'missed'] as const;
const nullable = { nullable: true } as const;
const day = { type: String, format: 'date' } as const;
const integer = { type: 'integer' } as const;

/** Which part of the register; a filter that is left out leaves nobody out. */
export class CertificatesQueryDto {
  @QueryText({
    max: 200,
    description: 'Part of a product’s or producer’s name, or a whole decision number or product code',
  })
  q?: string;

  @QueryList(/^(in_force|late_renewal|replaced|lapsed|revoked)$/, 'Where it stands today; may repeat')
  status?: CertificateStanding[];

  @QueryList(/^\d{5}$/, 'Codes of communes; may repeat')
  commune?: string[];

  @QueryList(/^[345]$/, 'Stars; may repeat')
  stars?: string[];

  @QueryInteger({
    min: 0,
    max: 1_096,
    description: 'In force, and for no more than so many days; the soonest first',
  })
  expiringWithin?: number;

  @QueryChoice(FILINGS, 'In force, and a renewal is to be filed now, or should have been')
  filing?: (typeof FILINGS)[number];

  @QueryInteger({ min: 1, max: 100, description: 'Certificates on a page; 24 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class CertificateFiguresQueryDto {
  @QueryMatching(/^\d{4}-\d{2}-\d{2}$/, 'A day; today by default')
  asOf?: string;

  @QueryList(/^\d{5}$/, 'Codes of communes; may repeat')
  commune?: string[];
}

class PlaceDto {
  @ApiProperty() code!: string;
  @ApiProperty() name!: string;
}

class CertifiedProductDto {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
}

export class CertificateDto {
  @ApiProperty() id!: string;
  @ApiProperty() productName!: string;
  @ApiProperty(integer) set!: number;
  @ApiProperty() holderName!: string;
  @ApiProperty({ enum: HOLDER_KINDS }) holderKind!: (typeof HOLDER_KINDS)[number];
  @ApiProperty({ type: PlaceDto }) commune!: PlaceDto;
  @ApiProperty({ enum: KINDS }) kind!: (typeof KINDS)[number];
  @ApiProperty(integer) stars!: number;
  @ApiProperty() productCode!: string;
  @ApiProperty() decisionNumber!: string;
  @ApiProperty(day) decisionDate!: string;
  @ApiProperty() issuedBy!: string;
  @ApiProperty(day) issuedOn!: string;
  @ApiProperty(day) expiresOn!: string;
  @ApiProperty({ ...day, description: 'Its last day, by expiry or by an admitted late renewal' })
  validUntil!: string;
  @ApiProperty({ enum: CERTIFICATE_STANDINGS, description: 'Today' }) standing!: CertificateStanding;
  @ApiProperty({
    type: String,
    enum: FILINGS,
    ...nullable,
    description: 'Of one in force: whether a renewal is to be filed',
  })
  filing!: (typeof FILINGS)[number] | null;
  @ApiProperty({ type: CertifiedProductDto, ...nullable, description: 'null: not on the floor' })
  product!: CertifiedProductDto | null;
  @ApiProperty({ type: [String], description: 'Invented for the demonstration' }) illustrative!: string[];
}

export class CertificateListDto {
  @ApiProperty({ type: [CertificateDto] }) items!: CertificateDto[];
  @ApiProperty({ type: String, ...nullable }) nextCursor!: string | null;
}

class LateRenewalAnswerDto {
  @ApiProperty(day) until!: string;
  @ApiProperty() evidence!: string;
}

class RevocationAnswerDto {
  @ApiProperty(day) revokedOn!: string;
  @ApiProperty() ground!: string;
  @ApiProperty() decisionNumber!: string;
  @ApiProperty({ type: String, ...nullable }) revokedBy!: string | null;
}

class HolderCooperativeDto {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: ['active', 'ceased', 'dissolved'] }) status!: 'active' | 'ceased' | 'dissolved';
}

class ChainLinkDto {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: KINDS }) kind!: (typeof KINDS)[number];
  @ApiProperty(integer) stars!: number;
  @ApiProperty() decisionNumber!: string;
  @ApiProperty(day) decisionDate!: string;
  @ApiProperty(day) validUntil!: string;
  @ApiProperty({ enum: CERTIFICATE_STANDINGS }) standing!: CertificateStanding;
}

class ScanAnswerDto {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: SCAN_KINDS }) kind!: (typeof SCAN_KINDS)[number];
  @ApiProperty({ enum: ['jpg', 'pdf'] }) format!: 'jpg' | 'pdf';
  @ApiProperty(integer) bytes!: number;
  @ApiProperty({ type: String, format: 'date-time' }) uploadedAt!: string;
}

class InspectionAnswerDto {
  @ApiProperty() id!: string;
  @ApiProperty(day) inspectedOn!: string;
  @ApiProperty() inspectedBy!: string;
  @ApiProperty({ enum: INSPECTION_SUBJECTS, isArray: true }) covered!: (typeof INSPECTION_SUBJECTS)[number][];
  @ApiProperty({ enum: INSPECTION_OUTCOMES }) outcome!: (typeof INSPECTION_OUTCOMES)[number];
  @ApiProperty() findings!: string;
}

class OpenOrdersDto {
  @ApiProperty(integer) orders!: number;
  @ApiProperty({ ...integer, description: 'One buyer each' }) purchases!: number;
}

export class CalendarDayDto {
  @ApiProperty({ enum: NOTICE_STEPS }) notice!: NoticeStep;
  @ApiProperty(day) on!: string;
  @ApiProperty({ ...integer, description: 'Before the expiry' }) daysBefore!: number;
}

export class CertificateDetailDto extends CertificateDto {
  @ApiProperty() setName!: string;
  @ApiProperty({ type: String, ...nullable }) certificateNumber!: string | null;
  @ApiProperty({ type: Number, ...nullable }) score!: number | null;
  @ApiProperty({ ...day, ...nullable }) filedOn!: string | null;
  @ApiProperty({ type: LateRenewalAnswerDto, ...nullable }) lateRenewal!: LateRenewalAnswerDto | null;
  @ApiProperty({ type: RevocationAnswerDto, ...nullable }) revocation!: RevocationAnswerDto | null;
  @ApiProperty({ type: HolderCooperativeDto, ...nullable, description: 'In the register of cooperatives' })
  cooperative!: HolderCooperativeDto | null;
  @ApiProperty({ description: 'Whether the floor sells its product today because of it' }) listed!: boolean;
  @ApiProperty({
    type: OpenOrdersDto,
    ...nullable,
    description: 'Orders of its product somebody still waits for',
  })
  openOrders!: OpenOrdersDto | null;
  @ApiProperty({
    type: [ChainLinkDto],
    description: 'First recognition, upgrades and renewals, oldest first',
  })
  chain!: ChainLinkDto[];
  @ApiProperty({ type: [ScanAnswerDto] }) scans!: ScanAnswerDto[];
  @ApiProperty({ type: [InspectionAnswerDto] }) inspections!: InspectionAnswerDto[];
  @ApiProperty({
    type: [CalendarDayDto],
    description: 'When producer and officer are told before the expiry',
  })
  calendar!: CalendarDayDto[];
}

export class RecordedCertificateDto {
  @ApiProperty() id!: string;
}

class IssuingBodyDto {
  @ApiProperty() name!: string;
  @ApiProperty({ enum: ['district', 'province', 'ministry'] }) level!: 'district' | 'province' | 'ministry';
  @ApiProperty({ ...day, ...nullable }) from!: string | null;
  @ApiProperty({ ...day, ...nullable, description: 'Its last day' }) until!: string | null;
}

export class IssuingBodiesDto {
  @ApiProperty({ type: [IssuingBodyDto] }) items!: IssuingBodyDto[];
  @ApiProperty({ type: String, ...nullable }) nextCursor!: string | null;
}

class StarsFiguresDto {
  @ApiProperty(integer) stars!: number;
  @ApiProperty(integer) products!: number;
}

class HolderFiguresDto {
  @ApiProperty({ enum: HOLDER_KINDS }) kind!: (typeof HOLDER_KINDS)[number];
  @ApiProperty(integer) holders!: number;
  @ApiProperty(integer) products!: number;
}

/** What the register says of a day. */
export class CertificateFiguresDto {
  @ApiProperty(day) asOf!: string;
  @ApiProperty({ ...integer, description: 'With a certificate in force' }) products!: number;
  @ApiProperty({ ...integer, description: 'Producers who hold them' }) holders!: number;
  @ApiProperty({ type: [StarsFiguresDto] }) byStars!: StarsFiguresDto[];
  @ApiProperty({ type: [HolderFiguresDto] }) byHolderKind!: HolderFiguresDto[];
  @ApiProperty({ ...integer, description: 'Among the holders' }) cooperatives!: number;
  @ApiProperty(integer) agriculturalCooperatives!: number;
  @ApiProperty(integer) productsOfAgriculturalCooperatives!: number;
}

class ForecastMonthDto {
  @ApiProperty({ example: '2026-11' }) month!: string;
  @ApiProperty({ ...integer, description: 'In force, with the last day in this month' }) expiring!: number;
  @ApiProperty({
    ...integer,
    description: 'In force, with renewals to be filed on some day of it that is still to come',
  })
  filing!: number;
  @ApiProperty({ ...integer, description: 'Expired in it, and nothing followed' }) lapsed!: number;
}

class ForecastCommuneDto {
  @ApiProperty({ type: PlaceDto }) commune!: PlaceDto;
  @ApiProperty(integer) inForce!: number;
  @ApiProperty({ ...integer, description: 'Renewals to be filed today' }) filingOpen!: number;
  @ApiProperty({ ...integer, description: 'Filing closed, nothing followed yet' }) filingMissed!: number;
  @ApiProperty(integer) lapsed!: number;
}

/** What lies ahead, as of a day. */
export class CertificateForecastDto {
  @ApiProperty(day) asOf!: string;
  @ApiProperty(integer) inForce!: number;
  @ApiProperty(integer) filingOpen!: number;
  @ApiProperty(integer) filingMissed!: number;
  @ApiProperty(integer) lateRenewals!: number;
  @ApiProperty(integer) lapsed!: number;
  @ApiProperty({ type: [ForecastMonthDto] }) months!: ForecastMonthDto[];
  @ApiProperty({ type: [ForecastCommuneDto] }) byCommune!: ForecastCommuneDto[];
}
