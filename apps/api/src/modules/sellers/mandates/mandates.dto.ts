import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
} from 'class-validator';
import { mandatePermissions } from '#kernel/permissions';
import { PlainText } from '../../../platform/http/plain-text.js';
import { QueryCursor, QueryInteger } from '../../../platform/http/query-fields.js';
import { SLUG } from '../../../platform/http/slug.js';
import type { MandatePermission } from './consent-text.js';
import { ShopNameAnswer } from '../members/my-shops.dto.js';

const STATUSES = ['requested', 'active', 'declined', 'withdrawn', 'lapsed'] as const;

export class RequestMandateDto {
  @ApiProperty({ description: 'The shop, by its address' })
  @IsString()
  @MaxLength(120)
  @Matches(SLUG)
  sellerSlug!: string;

  @ApiProperty({ maxLength: 500, description: 'What for; the owner reads it' })
  @PlainText({ max: 500 })
  reason!: string;

  @ApiProperty({
    enum: mandatePermissions,
    isArray: true,
    required: false,
    description: 'What to be let do; everything a mandate can give unless named',
  })
  @IsOptional()
  @ArrayNotEmpty()
  @ArrayMaxSize(mandatePermissions.length)
  @ArrayUnique()
  @IsIn(mandatePermissions, { each: true })
  permissions?: MandatePermission[];
}

export class ConsentCodeDto {
  @ApiProperty({ description: 'Six digits, as the owner read them out; spaces do no harm' })
  @IsString()
  @MaxLength(20)
  code!: string;
}

export class AskedMandateAnswer {
  @ApiProperty() id!: string;
  @ApiProperty({ format: 'date-time', description: 'Until when the code on the owner’s phone can be used' })
  codeExpiresAt!: string;
}

export class MandatesQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'Mandates on a page; 24 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

class MandateFacts {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: STATUSES }) status!: string;
  @ApiProperty({ format: 'date-time' }) statusChangedAt!: string;
  @ApiProperty() reason!: string;
  @ApiProperty({ enum: mandatePermissions, isArray: true }) permissions!: string[];
  @ApiProperty({ format: 'date-time' }) requestedAt!: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) consentedAt!: string | null;
  @ApiProperty({ type: String, nullable: true, enum: ['code', 'page'] }) consentBy!: string | null;
  @ApiProperty({ format: 'date-time', description: 'Until when it lasts, or a request can be answered' })
  until!: string;
}

export class MandateStaffAnswer {
  @ApiProperty({ description: 'Empty once the account was erased' }) name!: string;
}

/** A mandate as the shop sees it. */
export class ShopMandateAnswer extends MandateFacts {
  @ApiProperty({ type: MandateStaffAnswer }) staff!: MandateStaffAnswer;
}

export class ShopMandatesAnswer {
  @ApiProperty({ type: [ShopMandateAnswer] }) items!: ShopMandateAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

/** A mandate as the staff member sees it. */
export class StaffMandateAnswer extends MandateFacts {
  @ApiProperty({ type: ShopNameAnswer }) shop!: ShopNameAnswer;
}

export class StaffMandatesAnswer {
  @ApiProperty({ type: [StaffMandateAnswer] }) items!: StaffMandateAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
