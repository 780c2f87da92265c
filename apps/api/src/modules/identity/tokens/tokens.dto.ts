import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsInt, Max, Min } from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';
import { tokenScopes } from './token-scopes.js';

export class MakeTokenDto {
  @ApiProperty({ maxLength: 60, description: 'What the program is' })
  @PlainText({ max: 60 })
  label!: string;

  @ApiProperty({ isArray: true, enum: tokenScopes, description: 'What it may do: no more than you may' })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(tokenScopes.length)
  @ArrayUnique()
  @IsIn(tokenScopes, { each: true })
  scopes!: string[];

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 365 })
  @IsInt()
  @Min(1)
  @Max(365)
  expiresInDays!: number;
}

export class TokenAnswer {
  @ApiProperty() id!: string;
  @ApiProperty() label!: string;
  @ApiProperty({ type: [String] }) scopes!: string[];
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ format: 'date-time', description: 'To the hour' }) lastSeenAt!: string;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
}

export class MadeTokenAnswer extends TokenAnswer {
  @ApiProperty({ description: 'Goes into the Authorization header, after `Bearer`. Shown this once' })
  token!: string;
}

export class TokenListAnswer {
  @ApiProperty({ type: [TokenAnswer] }) items!: TokenAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
