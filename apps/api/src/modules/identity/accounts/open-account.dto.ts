import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, IsOptional, IsString, Length, MaxLength, ValidateNested } from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';
import { ProvenContactDto } from '../sessions/sign-in.dto.js';

/** Versions of the texts that were agreed to. */
export class RequiredConsentsDto {
  @ApiPropertyOptional({ example: '2026-11' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  terms?: string;

  @ApiPropertyOptional({ example: '2026-11' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  privacy?: string;
}

export class OpenAccountDto extends ProvenContactDto {
  @ApiPropertyOptional({ description: 'In place of a code: what `account_needed` carried' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  proof?: string;

  @ApiProperty({ maxLength: 120 })
  @PlainText({ max: 120 })
  name!: string;

  @ApiPropertyOptional({ description: 'Without one, codes and passkeys open the account' })
  @IsOptional()
  @IsString()
  @Length(1, 512)
  password?: string;

  @ApiProperty({ type: RequiredConsentsDto })
  @IsObject()
  @ValidateNested()
  @Type(() => RequiredConsentsDto)
  consents!: RequiredConsentsDto;
}
