import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';

class CommuneName {
  @ApiProperty()
  code!: string;

  @ApiProperty()
  name!: string;
}

export class FindCooperativesDto {
  @ApiProperty({
    description: 'Words of the name and of the commune, with or without accents, or a number of the register',
  })
  @PlainText({ max: 120 })
  q!: string;
}

export class ClaimCooperativeDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  cooperativeId!: string;
}

export class FoundCooperative {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  registerNumber!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: String, nullable: true })
  taxCode!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  foundedOn!: string | null;

  @ApiProperty({ enum: ['active', 'ceased', 'dissolved'] })
  status!: string;

  @ApiProperty({ type: CommuneName })
  commune!: CommuneName;

  @ApiProperty({ description: 'Another shop of the floor is this cooperative’s already' })
  hasShop!: boolean;
}

export class FoundCooperativesAnswer {
  @ApiProperty({ type: [FoundCooperative] })
  items!: FoundCooperative[];

  @ApiProperty({ type: String, nullable: true, description: 'Always null: more words find fewer' })
  nextCursor!: null;
}

export class ClaimedCooperative extends FoundCooperative {
  @ApiProperty({ description: 'The link is made; until the approval it is only what the applicant says' })
  linked!: boolean;
}
