import { ApiProperty } from '@nestjs/swagger';
import { NamedAccountDto } from '../duties/duties.dto.js';

export class DeskQueueDto {
  @ApiProperty({ example: 'seller_applications' }) queue!: string;
  @ApiProperty({ type: 'integer' }) count!: number;
  @ApiProperty({ type: 'integer', description: 'Past their deadline' }) late!: number;
  @ApiProperty({ type: 'integer', description: 'Taken up by the caller' }) mine!: number;
  @ApiProperty({ type: Date, nullable: true, description: 'The earliest deadline' }) dueAt!: Date | null;
}

export class DeskItemDto {
  @ApiProperty() queue!: string;
  @ApiProperty() subjectId!: string;
  @ApiProperty({ type: String, nullable: true, description: 'What its page is found by' }) slug!:
    string | null;
  @ApiProperty({ type: String, nullable: true }) title!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The person it is about' }) accountId!:
    string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Xã Đất Mũi' }) commune!: string | null;
  @ApiProperty() since!: Date;
  @ApiProperty({ type: Date, nullable: true }) dueAt!: Date | null;
  @ApiProperty() late!: boolean;
  @ApiProperty({ type: NamedAccountDto, nullable: true, description: 'Who has it in hand' })
  takenBy!: NamedAccountDto | null;
}

export class DeskDto {
  @ApiProperty({ type: [DeskQueueDto], description: 'Those the caller may see, empty ones included' })
  queues!: DeskQueueDto[];
  @ApiProperty({ type: [DeskItemDto], description: 'The most urgent of all queues, late ones first' })
  items!: DeskItemDto[];
}
