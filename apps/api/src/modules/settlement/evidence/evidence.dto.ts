import { ApiProperty } from '@nestjs/swagger';

class PointDto {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
}

class EvidentProductDto {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: 'integer' }) setNo!: number;
  @ApiProperty({ description: 'Its page tells a story' }) hasStory!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'Of its trace page, which tells the story too' })
  traceCode!: string | null;
  @ApiProperty({ type: 'integer', description: 'On its page' }) pictures!: number;
  @ApiProperty({ description: 'Can be ordered today' }) listed!: boolean;
  @ApiProperty({ type: [PointDto], description: 'Where it is shown' }) points!: PointDto[];
}

/** What a shop can show for its next star; the pages have addresses for good. */
export class EvidenceDto {
  @ApiProperty() slug!: string;
  @ApiProperty({ type: Date, nullable: true, description: 'Since when the shop has products on the floor' })
  firstPublishedAt!: Date | null;
  @ApiProperty({ type: [PointDto], description: 'Where buyers collect what they ordered' })
  pickupPoints!: PointDto[];
  @ApiProperty({ type: [EvidentProductDto] }) products!: EvidentProductDto[];
}
