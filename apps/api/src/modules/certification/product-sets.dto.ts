import { ApiProperty } from '@nestjs/swagger';

export class ProductSetDto {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 26 }) no!: number;
  @ApiProperty() name!: string;
  @ApiProperty({ type: 'integer', description: 'Products listed today' }) productCount!: number;
  @ApiProperty() alcohol!: boolean;
}

export class ProductGroupDto {
  @ApiProperty({ enum: ['I', 'II', 'III', 'IV', 'V', 'VI'] }) code!: string;
  @ApiProperty() name!: string;
  @ApiProperty() slug!: string;
  @ApiProperty({ type: 'integer' }) productCount!: number;
  @ApiProperty({ type: [ProductSetDto] }) sets!: ProductSetDto[];
}

export class ProductSetsDto {
  @ApiProperty({ type: [ProductGroupDto] }) groups!: ProductGroupDto[];
}
