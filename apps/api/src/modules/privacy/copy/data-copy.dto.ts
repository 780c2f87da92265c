import { ApiProperty } from '@nestjs/swagger';

export class WordsAnswer {
  @ApiProperty() vi!: string;
  @ApiProperty() en!: string;
}

export class CopyFieldAnswer {
  @ApiProperty() name!: string;
  @ApiProperty({ type: WordsAnswer }) label!: WordsAnswer;
}

export class CopySectionAnswer {
  @ApiProperty({ description: 'Where it is kept' }) table!: string;
  @ApiProperty({ type: WordsAnswer }) title!: WordsAnswer;
  @ApiProperty({ type: [CopyFieldAnswer], description: 'In the order to be shown' })
  fields!: CopyFieldAnswer[];
  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    description: 'Values by field name: text, number, boolean, ISO time, list or object; null for none',
  })
  rows!: Record<string, unknown>[];
}

export class WithheldAnswer {
  @ApiProperty() table!: string;
  @ApiProperty() field!: string;
  @ApiProperty() reason!: string;
}

export class DataCopyAnswer {
  @ApiProperty({ format: 'uuid' }) accountId!: string;
  @ApiProperty({ format: 'date-time' }) generatedAt!: string;
  @ApiProperty({ type: [CopySectionAnswer] }) sections!: CopySectionAnswer[];
  @ApiProperty({ type: [WithheldAnswer], description: 'What is kept and not shown here, and why' })
  withheld!: WithheldAnswer[];
}
