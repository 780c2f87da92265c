import { ApiProperty } from '@nestjs/swagger';
import { ClaimedCooperative } from './cooperative-claim.dto.js';
import { STEPS } from './application.dto.js';

class StepAnswer {
  @ApiProperty({ enum: Object.keys(STEPS) })
  step!: string;

  @ApiProperty({ type: 'integer', description: 'To be sent back with what is saved over it' })
  version!: number;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'As the step’s own route answers; what is sealed is only named in `kept`',
  })
  answers!: object;

  @ApiProperty({ description: 'Nothing that is needed is missing' })
  done!: boolean;

  @ApiProperty({ type: [String], description: 'Names of the answers that are missing' })
  missing!: string[];

  @ApiProperty({ type: [String], description: 'What an officer asked to have mended here' })
  asked!: string[];
}

class PapersAnswer {
  @ApiProperty({ description: 'Every paper that is needed is there' })
  done!: boolean;

  @ApiProperty({ type: [String], description: 'Kinds of papers that are missing' })
  missing!: string[];

  @ApiProperty({ type: [String], description: 'What an officer asked to have mended here' })
  asked!: string[];
}

export class ApplicationAnswer {
  @ApiProperty({ enum: ['draft', 'submitted', 'approved', 'suspended', 'closed'] })
  status!: string;

  @ApiProperty({ description: 'Nothing is missing: it can be sent' })
  complete!: boolean;

  @ApiProperty({ type: [StepAnswer] })
  steps!: StepAnswer[];

  @ApiProperty({ type: PapersAnswer })
  documents!: PapersAnswer;

  @ApiProperty({
    type: ClaimedCooperative,
    nullable: true,
    description: 'The entry of the register it says it is',
  })
  cooperative!: ClaimedCooperative | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  submittedAt!: Date | null;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The day of the answer at the latest',
  })
  answerBy!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  additionsUntil!: string | null;

  @ApiProperty({ description: 'It was refused and has not been sent again' })
  refused!: boolean;
}
