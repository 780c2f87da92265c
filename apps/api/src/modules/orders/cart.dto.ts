import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';

export class CartLineDto {
  @ApiProperty({ minimum: 0, maximum: 999 })
  @IsInt()
  @Min(0)
  @Max(999)
  quantity!: number;
}
