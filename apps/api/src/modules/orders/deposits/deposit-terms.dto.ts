import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsDefined, IsInt, Max, Min, ValidateIf } from 'class-validator';

export class ChangeDepositTermsDto {
  @ApiProperty({ type: 'integer', description: 'As it was read; 0 before the first change' })
  @IsInt()
  @Min(0)
  @Max(2_000_000_000)
  version!: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'Goods of at least so many đồng are paid first in part; null: none are, nor is `percent` given',
  })
  @IsDefined()
  @ValidateIf(({ fromVnd }: ChangeDepositTermsDto) => fromVnd !== null)
  @IsInt()
  @Min(100_000)
  @Max(1_000_000_000)
  fromVnd!: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'How much of the goods, 10 to 50 per cent' })
  @IsDefined()
  @ValidateIf(({ percent }: ChangeDepositTermsDto) => percent !== null)
  @IsInt()
  @Min(10)
  @Max(50)
  percent!: number | null;

  @ApiProperty({ description: 'What is above a phone’s limit may be paid first, in place of a refusal' })
  @IsBoolean()
  aboveLimit!: boolean;
}

export class DepositTermsAnswer {
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ type: Number, nullable: true }) fromVnd!: number | null;
  @ApiProperty({ type: Number, nullable: true }) percent!: number | null;
  @ApiProperty() aboveLimit!: boolean;
  @ApiProperty({
    description:
      'The shop is paid on delivery and by transfer; otherwise nothing is asked, whatever it says here',
  })
  possible!: boolean;
}
