import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches } from 'class-validator';
import { QueryCursor, QueryInteger } from '../../../platform/http/query-fields.js';

export class ActivityQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'Records on a page; 24 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class ActivityActorAnswer {
  @ApiProperty() name!: string;
}

export class ActivityRecordAnswer {
  @ApiProperty() id!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ description: 'What was done, as `noun.verb`' }) action!: string;
  @ApiProperty({ enum: ['account', 'buyer', 'officer', 'seller', 'worker'] }) actorKind!: string;
  @ApiProperty({
    type: ActivityActorAnswer,
    nullable: true,
    description: 'Null: the floor itself, or erased',
  })
  actor!: ActivityActorAnswer | null;
  @ApiProperty({ description: 'Done by staff in the shop’s name' }) onBehalf!: boolean;
  @ApiProperty({ type: Object, nullable: true, additionalProperties: true }) before!: object | null;
  @ApiProperty({ type: Object, nullable: true, additionalProperties: true }) after!: object | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'When the shop saw it' })
  confirmedAt!: string | null;
}

export class ActivityAnswer {
  @ApiProperty({ type: [ActivityRecordAnswer] }) items!: ActivityRecordAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class ConfirmActivityDto {
  @ApiProperty({ description: 'The newest record that was on the page' })
  @IsString()
  @Matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  upTo!: string;
}
