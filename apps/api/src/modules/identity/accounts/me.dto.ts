import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length, Matches, MaxLength } from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';
import { CodeDto } from '../sessions/sign-in.dto.js';

export class ChangeNameDto {
  @ApiProperty({ maxLength: 120 })
  @PlainText({ max: 120 })
  name!: string;
}

export class ChangePasswordDto {
  @ApiProperty({ minLength: 10, maxLength: 128 })
  @IsString()
  @Length(1, 512)
  password!: string;
}

export class ChangePhoneDto extends CodeDto {
  @ApiProperty({ description: 'A Vietnamese mobile: 0912 345 678 or +84…' })
  @IsString()
  @MaxLength(30)
  phone!: string;
}

export class ChangeEmailDto extends CodeDto {
  @ApiProperty()
  @IsString()
  @MaxLength(254)
  email!: string;
}

export class TotpCodeDto {
  @ApiProperty({ description: 'Six digits of the authenticator app' })
  @Matches(/^\s*\d{3}\s?\d{3}\s*$/)
  code!: string;
}

export class DutyAnswer {
  @ApiProperty() id!: string;
  @ApiProperty() role!: string;
  @ApiProperty({ type: [String], nullable: true, description: 'null: the whole province' })
  communes!: readonly string[] | null;
}

export class MeAnswer {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: String, nullable: true, description: 'E.164' }) phone!: string | null;
  @ApiProperty({ type: String, nullable: true }) email!: string | null;
  @ApiProperty() hasPassword!: boolean;
  @ApiProperty({ description: 'An authenticator app is set up' }) totp!: boolean;
  @ApiProperty({ type: 'integer', description: 'How many passkeys' }) passkeys!: number;
  @ApiProperty({ type: 'integer', description: 'Paper codes not used yet' }) recoveryCodesLeft!: number;
  @ApiProperty({ description: 'This session was opened with a second factor' }) secondFactor!: boolean;
  @ApiProperty({ description: 'An officer who has still to set up a second factor' })
  secondFactorNeeded!: boolean;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Sensitive acts are open until then',
  })
  freshUntil!: string | null;
  @ApiProperty({ type: [DutyAnswer] }) duties!: DutyAnswer[];
  @ApiProperty({ type: [String], description: 'What the duties give, somewhere' }) permissions!: string[];
}

export class TotpAnswer {
  @ApiProperty({ description: 'Base32, to be typed where no camera is at hand' }) secret!: string;
  @ApiProperty({ description: 'otpauth://' }) uri!: string;
  @ApiProperty({ description: 'The same as a picture' }) qrSvg!: string;
}

export class RecoveryCodesAnswer {
  @ApiProperty({ type: [String], description: 'Shown this once' }) recoveryCodes!: string[];
}
