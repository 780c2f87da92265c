import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsObject, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';

/** Six digits, as people read them from a message: `123456` or `123 456`. */
const SIX_DIGITS = /^\s*\d{3}\s?\d{3}\s*$/;
/** Longer than any password may be, so that a wrong one is refused as wrong and a novel is not hashed. */
const LONGEST_TYPED = 512;

/** A code that came by message. */
export class CodeDto {
  @ApiPropertyOptional({ description: 'Six digits, as they came by message' })
  @IsOptional()
  @Matches(SIX_DIGITS)
  code?: string;

  @ApiPropertyOptional({
    description: 'What asking for the code answered; with it the code opens from any address',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  ticket?: string;
}

/** Either a phone number or an e-mail address. */
export class ReachedAtDto {
  @ApiPropertyOptional({ description: 'A Vietnamese mobile: 0912 345 678 or +84…' })
  @IsOptional()
  @IsString()
  @MaxLength(30)
  phone?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(254)
  email?: string;
}

/** A phone number or an address with the code that went there. */
export class ProvenContactDto extends IntersectionType(ReachedAtDto, CodeDto) {}

export class SignInDto extends ProvenContactDto {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, LONGEST_TYPED)
  password?: string;

  @ApiPropertyOptional({ type: Object, description: 'What navigator.credentials.get answered, as JSON' })
  @IsOptional()
  @IsObject()
  passkey?: Record<string, unknown>;

  @ApiPropertyOptional({ description: 'What the first step answered, where a second factor is asked for' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  challenge?: string;

  @ApiPropertyOptional({ description: 'Six digits of the authenticator app' })
  @IsOptional()
  @Matches(SIX_DIGITS)
  totp?: string;

  @ApiPropertyOptional({ description: 'One of the codes on paper' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  recoveryCode?: string;
}

/** How somebody who is signed in shows again that it is them. */
export class FreshCheckDto extends CodeDto {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, LONGEST_TYPED)
  password?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Matches(SIX_DIGITS)
  totp?: string;

  @ApiPropertyOptional({ type: Object })
  @IsOptional()
  @IsObject()
  passkey?: Record<string, unknown>;
}

export class AccountBrief {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
}

export class SessionBrief {
  @ApiProperty({ description: 'As in the list of devices' }) id!: string;
}

export class SignedInAnswer {
  @ApiProperty({ type: AccountBrief }) account!: AccountBrief;
  @ApiProperty({ type: SessionBrief }) session!: SessionBrief;
  @ApiProperty({ description: 'An officer who has still to set up a second factor' })
  secondFactorNeeded!: boolean;
}

export class SecondFactorAnswer {
  @ApiProperty({ description: 'Goes back with the second factor' }) challenge!: string;
  @ApiProperty({ isArray: true, enum: ['totp', 'passkey', 'recovery'] }) factors!: string[];
}

export class CodeTicketAnswer {
  @ApiProperty({ description: 'Goes back with the code' }) ticket!: string;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
  @ApiProperty({ type: 'integer' }) resendAfterSeconds!: number;
}

export class SessionAnswer {
  @ApiProperty() id!: string;
  @ApiProperty({ description: 'Browser and system in words', example: 'Chrome · Android' }) label!: string;
  @ApiProperty({ description: 'The one that asks' }) current!: boolean;
  @ApiProperty({ format: 'date-time' }) openedAt!: string;
  @ApiProperty({ format: 'date-time', description: 'To the hour' }) lastSeenAt!: string;
  @ApiProperty({ description: 'Whether notices appear on it' }) push!: boolean;
}

export class SessionListAnswer {
  @ApiProperty({ type: [SessionAnswer] }) items!: SessionAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
