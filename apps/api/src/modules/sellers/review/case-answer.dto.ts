import { ApiProperty } from '@nestjs/swagger';

class NamedCommune {
  @ApiProperty()
  code!: string;

  @ApiProperty()
  name!: string;
}

export class DeskSellerAnswer {
  @ApiProperty()
  slug!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  kind!: string;

  @ApiProperty({ type: NamedCommune })
  commune!: NamedCommune;

  @ApiProperty()
  status!: string;

  @ApiProperty({ format: 'date-time' })
  since!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    enum: ['answer', 'additions', 'suspension'],
    description: 'Which clock runs: officers answer, the seller adds to it, a suspension begins',
  })
  clock!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The clock’s last day' })
  dueOn!: string | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Negative: late by so many days' })
  daysLeft!: number | null;
}

export class DeskSellersAnswer {
  @ApiProperty({ type: [DeskSellerAnswer] })
  items!: DeskSellerAnswer[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

export class LetterAnswer {
  @ApiProperty()
  id!: string;

  @ApiProperty({ example: '12/2026/TB-DMGH' })
  number!: string;

  @ApiProperty({ enum: ['additions', 'approval', 'refusal', 'suspension', 'lifting', 'closure'] })
  kind!: string;

  @ApiProperty({ format: 'date-time' })
  issuedAt!: Date;
}

export class LetterListAnswer {
  @ApiProperty({ type: [LetterAnswer] })
  items!: LetterAnswer[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}
