import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { officerRoles, type OfficerRole } from '#kernel/permissions';
import { IsDay } from '../../../platform/http/is-day.js';
import {
  QueryChoice,
  QueryCursor,
  QueryInteger,
  QueryMatching,
} from '../../../platform/http/query-fields.js';

const COMMUNE = /^\d{5}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Above what any province has. */
const MOST_COMMUNES = 200;

/** One of the two. */
export class RecipientDto {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  accountId?: string;

  @ApiPropertyOptional({
    description: 'In place of the account: its whole phone number',
    example: '0912 345 678',
  })
  @IsOptional()
  @IsString()
  @MaxLength(30)
  phone?: string;
}

export class GrantDutyDto extends RecipientDto {
  @ApiProperty({ enum: officerRoles })
  @IsIn(officerRoles)
  role!: OfficerRole;

  @ApiProperty({
    type: [String],
    nullable: true,
    description: 'Codes of communes; null is the whole province',
  })
  @ValidateIf(({ communes }: GrantDutyDto) => communes !== null)
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MOST_COMMUNES)
  @Matches(COMMUNE, { each: true })
  communes!: string[] | null;

  @ApiPropertyOptional({ format: 'date', description: 'First day; today unless given' })
  @IsOptional()
  @IsDay()
  startsOn?: string;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true, description: 'Last day, included' })
  @IsOptional()
  @IsDay()
  endsOn?: string | null;
}

/** Who has the post from now on. */
export class HandOverDutyDto extends RecipientDto {}

/** Who covers the duty, and from which to which day. */
export class DelegateDutyDto extends RecipientDto {
  @ApiPropertyOptional({ format: 'date', description: 'First day; today unless given' })
  @IsOptional()
  @IsDay()
  startsOn?: string;

  @ApiProperty({ format: 'date', description: 'Last day, included' })
  @IsDay()
  endsOn!: string;
}

export class DutiesQueryDto {
  @QueryMatching(UUID, 'Duties of one account')
  accountId?: string;

  @QueryMatching(COMMUNE, 'Duties that answer for this commune, those of the whole province included')
  commune?: string;

  @QueryChoice(officerRoles, 'Duties of one role')
  role?: OfficerRole;

  @QueryChoice(
    ['open', 'all'],
    '`open` (by default): in force or still to begin; `all`: those that ended too',
  )
  state?: 'open' | 'all';

  @QueryInteger({ min: 1, max: 100, description: 'Duties on a page; 24 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class NamedAccountDto {
  @ApiProperty() id!: string;
  @ApiProperty({ type: String, nullable: true, description: 'null once the person was erased' })
  name!: string | null;
}

export class NamedCommuneDto {
  @ApiProperty() code!: string;
  @ApiProperty() name!: string;
}

export class DutyCoverDto {
  @ApiProperty({ description: 'The covering duty, or the covered one' }) dutyId!: string;
  @ApiProperty({ type: NamedAccountDto }) account!: NamedAccountDto;
  @ApiProperty() startsAt!: Date;
  @ApiProperty({ type: Date, nullable: true }) endsAt!: Date | null;
}

export class DutyDto {
  @ApiProperty() id!: string;
  @ApiProperty({ type: NamedAccountDto }) account!: NamedAccountDto;
  @ApiProperty({ enum: officerRoles }) role!: OfficerRole;
  @ApiProperty({ type: [NamedCommuneDto], nullable: true, description: 'null is the whole province' })
  communes!: NamedCommuneDto[] | null;
  @ApiProperty() startsAt!: Date;
  @ApiProperty({ type: Date, nullable: true, description: 'When it ends by itself' }) endsAt!: Date | null;
  @ApiProperty({ type: Date, nullable: true, description: 'When somebody ended it' }) endedAt!: Date | null;
  @ApiProperty({ enum: ['to_come', 'in_force', 'ended'] }) state!: 'to_come' | 'in_force' | 'ended';
  @ApiProperty({ type: NamedAccountDto, nullable: true }) grantedBy!: NamedAccountDto | null;
  @ApiProperty({ type: DutyCoverDto, nullable: true, description: 'Whose leave this covers' })
  covers!: DutyCoverDto | null;
  @ApiProperty({ type: DutyCoverDto, nullable: true, description: 'Who covers this one, now or later' })
  coveredBy!: DutyCoverDto | null;
  @ApiProperty({ description: 'Whether the caller may end it, hand it over and have it covered' })
  mayChange!: boolean;
}

export class DutyListDto {
  @ApiProperty({ type: [DutyDto] }) items!: DutyDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
