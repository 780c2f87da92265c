import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Matches, MaxLength, Min } from 'class-validator';
import type { SellerUpload, UploadStatus } from './seller-upload.entity.js';

/** A file somebody is about to send in pieces. */
export class UploadInput {
  @ApiProperty({ description: 'Bytes of the whole file, at most 12 MB' })
  @IsInt()
  @Min(1)
  bytes!: number;

  @ApiProperty({ enum: ['picture', 'paper'] })
  @IsIn(['picture', 'paper'])
  kind!: 'picture' | 'paper';

  @ApiPropertyOptional({
    description: 'Which paper: registration, tax, identity, bank, other; for papers only',
  })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  paper?: string;

  @ApiPropertyOptional({
    description:
      'SHA-256 of the whole file in hex. It is held against what came, and finds an open upload again',
  })
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  sha256?: string;
}

/** How far a file has come. */
export class UploadDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: ['picture', 'paper'] })
  kind!: 'picture' | 'paper';

  @ApiProperty()
  bytes!: number;

  @ApiProperty({ description: 'How many bytes have come; the next piece begins there' })
  offset!: number;

  @ApiProperty({ enum: ['open', 'done', 'refused'] })
  status!: UploadStatus;

  @ApiProperty({ type: String, nullable: true, description: 'What was wrong with a file that was refused' })
  fault!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The picture or paper it became' })
  resultId!: string | null;
}

export const uploadDto = ({
  id,
  kind,
  bytes,
  received,
  status,
  fault,
  resultId,
}: SellerUpload): UploadDto => ({ id, kind, bytes, offset: received, status, fault, resultId });
