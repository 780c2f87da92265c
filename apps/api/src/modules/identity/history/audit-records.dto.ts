import { ApiProperty } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsDay } from '../../../platform/http/is-day.js';
import { QueryCursor, QueryInteger, QueryMatching } from '../../../platform/http/query-fields.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const STATES = ['none', 'plain', 'opened', 'sealed', 'erased'] as const;

export class AuditRecordsQueryDto {
  @QueryMatching(/^[a-z_]{1,40}$/, 'Kind of subject, such as `seller`; with `subjectId`')
  subjectType?: string;

  @QueryMatching(UUID, 'The subject; personal values are opened for one subject at a time')
  subjectId?: string;

  @QueryMatching(UUID, 'What this account did')
  actorId?: string;

  @QueryMatching(UUID, 'What was done for this shop, or to it')
  sellerId?: string;

  @QueryMatching(/^[a-z_]{1,40}\.[a-z_]{0,40}$/, 'An action, or all of a kind by its first half: `seller.`')
  action?: string;

  @IsOptional()
  @IsDay()
  @ApiProperty({ required: false, format: 'date', description: 'From this day in Vietnam on' })
  from?: string;

  @IsOptional()
  @IsDay()
  @ApiProperty({ required: false, format: 'date', description: 'Through this day in Vietnam' })
  to?: string;

  @QueryInteger({ min: 1, max: 100, description: 'Records on a page; 24 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class AuditActorDto {
  @ApiProperty({ enum: ['account', 'buyer', 'officer', 'seller', 'worker'] }) kind!: string;
  @ApiProperty({ type: String, nullable: true }) id!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'null for the floor itself and for erased people',
  })
  name!: string | null;
}

export class AuditShopDto {
  @ApiProperty() sellerId!: string;
  @ApiProperty({ type: String, nullable: true }) slug!: string | null;
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
  @ApiProperty({ description: 'Done by staff under the shop’s mandate' }) byMandate!: boolean;
}

export class AuditValueDto {
  @ApiProperty({
    enum: STATES,
    description: '`erased`: its owner had everything about them erased; `sealed`: not opened for this list',
  })
  state!: (typeof STATES)[number];
  @ApiProperty({ type: String, nullable: true }) text!: string | null;
}

export class AuditChangeDto {
  @ApiProperty({ example: 'duty.role' }) field!: string;
  @ApiProperty({ type: AuditValueDto }) before!: AuditValueDto;
  @ApiProperty({ type: AuditValueDto }) after!: AuditValueDto;
}

export class AuditRecordDto {
  @ApiProperty() id!: string;
  @ApiProperty() occurredAt!: Date;
  @ApiProperty({ example: 'seller.approved' }) action!: string;
  @ApiProperty({ example: 'seller' }) subjectType!: string;
  @ApiProperty() subjectId!: string;
  @ApiProperty({ type: String, nullable: true }) subjectName!: string | null;
  @ApiProperty({ type: AuditActorDto }) actor!: AuditActorDto;
  @ApiProperty({ type: AuditShopDto, nullable: true, description: 'For which shop it was done' })
  forShop!: AuditShopDto | null;
  @ApiProperty({ type: [AuditChangeDto] }) changes!: AuditChangeDto[];
  @ApiProperty({ type: String, nullable: true }) requestId!: string | null;
}

export class AuditRecordListDto {
  @ApiProperty({ type: [AuditRecordDto] }) items!: AuditRecordDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
