import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsString, MaxLength } from 'class-validator';
import { staffPermissions } from '#kernel/permissions';

const ROLES = ['owner', 'staff'] as const;

class MemberRightsDto {
  @ApiProperty({ enum: ROLES })
  @IsIn(ROLES)
  role!: 'owner' | 'staff';

  @ApiProperty({
    enum: staffPermissions,
    isArray: true,
    description: 'Of staff, at least one; empty for an owner, who may do everything',
  })
  @IsArray()
  @ArrayMaxSize(staffPermissions.length)
  @ArrayUnique()
  @IsIn(staffPermissions, { each: true })
  permissions!: (typeof staffPermissions)[number][];
}

/** Whom the shop invites, and to what. */
export class InviteMemberDto extends MemberRightsDto {
  @ApiProperty({ description: 'A Vietnamese mobile number' })
  @IsString()
  @MaxLength(30)
  phone!: string;
}

/** What a member may do from now on. */
export class ChangeMemberDto extends MemberRightsDto {}

export class MemberAnswer {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: ROLES }) role!: string;
  @ApiProperty({ enum: staffPermissions, isArray: true }) permissions!: string[];
  @ApiProperty({ format: 'date-time' }) since!: string;
  @ApiProperty({ description: 'Whether that is the caller' }) self!: boolean;
}

export class InvitationAnswer {
  @ApiProperty() id!: string;
  @ApiProperty({ description: 'As it was typed in, in E.164' }) phone!: string;
  @ApiProperty({ enum: ROLES }) role!: string;
  @ApiProperty({ enum: staffPermissions, isArray: true }) permissions!: string[];
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
}

export class MembersAnswer {
  @ApiProperty({ type: [MemberAnswer] }) members!: MemberAnswer[];
  @ApiProperty({ type: [InvitationAnswer], description: 'Nobody has answered these yet' })
  invitations!: InvitationAnswer[];
}
