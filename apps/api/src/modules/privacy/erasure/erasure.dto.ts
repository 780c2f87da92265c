import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

class ShopRef {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
}

export class ErasureObstacleAnswer {
  @ApiProperty({ enum: ['sole_owner', 'open_duty'] }) code!: string;
  @ApiPropertyOptional({ type: ShopRef, description: 'Take in another owner, or close the shop' })
  shop?: ShopRef;
  @ApiPropertyOptional({ description: 'Have the duty handed over or ended' }) role?: string;
}

export class ErasureAnswer {
  @ApiProperty({ enum: ['none', 'waiting', 'running'] }) status!: string;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Acknowledged at that moment',
  })
  requestedAt!: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Can be cancelled until then',
  })
  dueAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Done by then, by law' })
  lawfulUntil!: string | null;
  @ApiProperty({ type: [ErasureObstacleAnswer], description: 'What has to be settled first' })
  obstacles!: ErasureObstacleAnswer[];
}
