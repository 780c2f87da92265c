import { ApiProperty } from '@nestjs/swagger';

class MissingPart {
  @ApiProperty()
  step!: string;

  @ApiProperty({ type: [String] })
  fields!: string[];
}

class AdditionAnswer {
  @ApiProperty()
  step!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'A field or a kind of paper; null: the whole step',
  })
  field!: string | null;

  @ApiProperty({ description: 'What it is about, in words' })
  about!: string;

  @ApiProperty({ description: 'The reason of the list, in words; empty where none was given' })
  because!: string;

  @ApiProperty({ description: 'The words of the officer' })
  words!: string;
}

class PaperAnswer {
  @ApiProperty()
  kind!: string;

  @ApiProperty({ description: 'The application cannot be sent without it' })
  needed!: boolean;
}

export class SellerHomeAnswer {
  @ApiProperty()
  slug!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: ['draft', 'submitted', 'approved', 'suspended', 'closed'] })
  status!: string;

  @ApiProperty({ enum: ['member', 'mandate'] })
  capacity!: string;

  @ApiProperty({ type: [String] })
  permissions!: string[];

  @ApiProperty({
    description: 'Whether there is an application; officers may have opened the shop without one',
  })
  applied!: boolean;

  @ApiProperty({ type: [MissingPart], description: 'What keeps a draft from being sent' })
  missing!: MissingPart[];

  @ApiProperty({ type: [AdditionAnswer], description: 'What an officer asked to have mended' })
  additions!: AdditionAnswer[];

  @ApiProperty({ type: String, format: 'date', nullable: true })
  additionsUntil!: string | null;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'When an officer answers at the latest',
  })
  answerBy!: string | null;

  @ApiProperty()
  refused!: boolean;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Of a suspension that was given notice of',
  })
  suspendsFrom!: string | null;

  @ApiProperty({ description: 'Acts of staff that no owner has said they saw; 0 for whoever is no owner' })
  toConfirm!: number;

  @ApiProperty({
    description: 'Staff who wait for an owner to let them act for the shop; 0 for whoever is no owner',
  })
  asking!: number;

  @ApiProperty({ type: [PaperAnswer] })
  papers!: PaperAnswer[];
}
