import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { SHELF_STATES, type ShelfState } from '../../catalogue/index.js';

export class MarkShelfDto {
  @ApiProperty({ enum: SHELF_STATES, description: 'What stands there now' })
  @IsIn(SHELF_STATES)
  state!: ShelfState;
}

export class KeptPointDto {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty() commune!: string;
  @ApiProperty({ type: 'integer', description: 'Products on its shelf, those that are gone too' })
  products!: number;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'When its shelf was last looked at',
  })
  checkedOn!: string | null;
}

export class KeptPointsAnswer {
  @ApiProperty({ type: [KeptPointDto] }) items!: KeptPointDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class KeptShelfItemDto {
  @ApiProperty({ description: 'The product’s' }) slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'The shop’s name' }) seller!: string;
  @ApiProperty({ enum: SHELF_STATES }) state!: ShelfState;
  @ApiProperty({ format: 'date' }) checkedOn!: string;
  @ApiProperty({ description: 'On sale on the floor today; otherwise buyers do not see it at the point' })
  listed!: boolean;
}

export class KeptShelfAnswer extends KeptPointDto {
  @ApiProperty({ type: [KeptShelfItemDto], description: 'By name' }) items!: KeptShelfItemDto[];
}
