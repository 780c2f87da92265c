import { ApiProperty } from '@nestjs/swagger';

export class RulesSectionDto {
  @ApiProperty() id!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: [String] }) items!: string[];
}

export class RulesVersionDto {
  @ApiProperty({ example: '2026-11' }) version!: string;
  @ApiProperty({ type: String, format: 'date', description: 'The day in Vietnam from which it counts' })
  from!: string;
  @ApiProperty({ enum: ['coming', 'in_force', 'replaced'] }) standing!: string;
  @ApiProperty({ type: [String], description: 'What is another than in the version before' })
  changes!: string[];
}

export class OperatingRulesDto extends RulesVersionDto {
  @ApiProperty({
    enum: ['vi', 'en'],
    description: 'Of the text; English only for reading, Vietnamese where there is none',
  })
  language!: string;
  @ApiProperty({ type: [RulesSectionDto] }) sections!: RulesSectionDto[];
  @ApiProperty({ type: [RulesVersionDto], description: 'All versions, newest first' })
  versions!: RulesVersionDto[];
}
