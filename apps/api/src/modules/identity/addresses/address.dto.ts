import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';
import { PlainText } from '../../../platform/http/plain-text.js';

export class AddressDto {
  @ApiProperty({ maxLength: 120, description: 'Who receives the goods' })
  @PlainText({ max: 120 })
  name!: string;

  @ApiProperty({ description: '0[35789] and eight digits, or +84…; foreign numbers in E.164' })
  @IsString()
  @MaxLength(30)
  phone!: string;

  @ApiPropertyOptional({ description: 'A commune of the province, by code' })
  @ValidateIf((a: AddressDto) => a.provinceCode === undefined || a.communeCode !== undefined)
  @Matches(/^\d{5}$/, { context: { code: 'required', vi: 'Chọn xã, phường', en: 'Choose a commune' } })
  communeCode?: string;

  @ApiPropertyOptional({ description: 'Another province, by code, together with `ward`' })
  @ValidateIf((a: AddressDto) => a.provinceCode !== undefined)
  @Matches(/^\d{2}$/)
  provinceCode?: string;

  @ApiPropertyOptional({ description: 'Commune or ward in another province, free text', maxLength: 120 })
  @ValidateIf((a: AddressDto) => a.provinceCode !== undefined && a.communeCode === undefined)
  @PlainText({ max: 120 })
  ward?: string;

  @ApiProperty({ description: 'House number, street or hamlet', maxLength: 300 })
  @PlainText({ max: 300 })
  line!: string;

  @ApiPropertyOptional({ description: 'Filled in first at the checkout; the first address is it by itself' })
  @IsOptional()
  @IsBoolean()
  isDefault?: boolean;
}

export class AddressAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'E.164' }) phone!: string;
  @ApiProperty() provinceCode!: string;
  @ApiProperty() province!: string;
  @ApiProperty({ type: String, nullable: true }) communeCode!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Its full name' }) commune!: string | null;
  @ApiProperty({ type: String, nullable: true }) ward!: string | null;
  @ApiProperty() line!: string;
  @ApiProperty() isDefault!: boolean;
}

export class AddressesAnswer {
  @ApiProperty({ type: [AddressAnswer], description: 'At most 20, the default one first' })
  items!: AddressAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
