import { ApiProperty } from '@nestjs/swagger';
import { officerRoles, type OfficerRole } from '#kernel/permissions';
import { PlainText } from '../../../../platform/http/plain-text.js';
import { QueryCursor, QueryInteger, QueryText } from '../../../../platform/http/query-fields.js';
import { NamedCommuneDto } from '../../duties/duties.dto.js';

export class AccountsQueryDto {
  @QueryText({ max: 30, description: 'A whole phone number, as people write it' })
  phone?: string;

  @QueryText({ max: 254, description: 'A whole e-mail address' })
  email?: string;

  @QueryText({ max: 100, description: 'Words of an officer’s name, with or without accents' })
  name?: string;

  @QueryInteger({ min: 1, max: 100, description: 'Accounts on a page; 24 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

/** Why somebody’s account is blocked or opened again. */
export class ReasonDto {
  @ApiProperty({ minLength: 10, maxLength: 500 })
  @PlainText({ min: 10, max: 500, multiline: true })
  reason!: string;
}

export class AccountDutyDto {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: officerRoles }) role!: OfficerRole;
  @ApiProperty({ type: [NamedCommuneDto], nullable: true, description: 'null is the whole province' })
  communes!: NamedCommuneDto[] | null;
  @ApiProperty() startsAt!: Date;
  @ApiProperty({ type: Date, nullable: true }) endsAt!: Date | null;
}

export class AccountShopDto {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: ['owner', 'staff', 'mandate'] }) capacity!: 'owner' | 'staff' | 'mandate';
}

export class AdminAccountDto {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: ['active', 'blocked', 'erased'] }) status!: 'active' | 'blocked' | 'erased';
  @ApiProperty() statusChangedAt!: Date;
  @ApiProperty() createdAt!: Date;
  @ApiProperty({ type: String, nullable: true, description: 'null once the person was erased' })
  name!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '091••••678' }) phoneMasked!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'b•••@example.vn' }) emailMasked!: string | null;
  @ApiProperty({ type: [AccountDutyDto], description: 'In force or still to begin' })
  duties!: AccountDutyDto[];
  @ApiProperty({ type: [AccountShopDto] }) shops!: AccountShopDto[];
  @ApiProperty({ type: 'integer', description: 'Browsers that are signed in' }) devices!: number;
  @ApiProperty({ type: 'integer', description: 'Bearer tokens' }) programs!: number;
  @ApiProperty({ type: Date, nullable: true, description: 'To the hour' }) lastSeenAt!: Date | null;
  @ApiProperty({ description: 'Whether the caller may block it, open it again and end its sessions' })
  mayChange!: boolean;
}

export class AdminAccountListDto {
  @ApiProperty({ type: [AdminAccountDto] }) items!: AdminAccountDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty({ description: 'Only so many names are opened for a search; there may be more officers' })
  more!: boolean;
}
