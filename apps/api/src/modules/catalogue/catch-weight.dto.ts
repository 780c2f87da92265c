import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';

const MOST_GRAMS = 200_000;

/** Goods sold by weight: a piece is weighed at packing, and its price is the most it can cost. */
export class CatchWeightDto {
  @ApiProperty({ type: 'integer', description: 'The price of a kilogram, VAT included' })
  @IsInt()
  @Min(1_000)
  @Max(1_000_000_000)
  kgPriceVnd!: number;

  @ApiProperty({ type: 'integer', description: 'What one piece weighs at least' })
  @IsInt()
  @Min(1)
  @Max(MOST_GRAMS)
  minGrams!: number;

  @ApiProperty({
    type: 'integer',
    description: 'What one piece weighs at most; its price is the most a buyer pays',
  })
  @IsInt()
  @Min(1)
  @Max(MOST_GRAMS)
  maxGrams!: number;
}
