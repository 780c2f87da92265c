import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';

/** A body without fields; whatever is in it is refused. */
export class EmptyDto {}

export class CartLineDto {
  @ApiProperty({ minimum: 0, maximum: 999 })
  @IsInt()
  @Min(0)
  @Max(999)
  quantity!: number;
}
