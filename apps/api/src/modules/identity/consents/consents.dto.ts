import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';

export class ConsentDecisionDto {
  @ApiProperty({ description: 'true: agrees; false: does not, or takes it back' })
  @IsBoolean()
  granted!: boolean;

  @ApiProperty({ description: 'The version of the text the person had before them', example: '2026-11' })
  @PlainText({ max: 20 })
  version!: string;
}

export class ConsentTextAnswer {
  @ApiProperty({ example: 'terms' }) purpose!: string;
  @ApiProperty({ description: 'Needed to have an account' }) required!: boolean;
  @ApiProperty({ description: 'The page of the shop with the text' }) page!: string;
  @ApiProperty({ example: '2026-11' }) version!: string;
  @ApiProperty({ format: 'date', description: 'The version counts since this day' }) from!: string;
}

export class ConsentTextsAnswer {
  @ApiProperty({ type: [ConsentTextAnswer] }) items!: ConsentTextAnswer[];
}

export class ConsentAnswer extends ConsentTextAnswer {
  @ApiProperty({ description: 'Agreed to the text in force' }) granted!: boolean;
  @ApiProperty({ description: 'A new version, or a missing required consent: ask again' }) asks!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'The version last decided about' })
  agreedVersion!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) givenAt!: string | null;
}

export class ConsentsAnswer {
  @ApiProperty({ type: [ConsentAnswer] }) items!: ConsentAnswer[];
}
