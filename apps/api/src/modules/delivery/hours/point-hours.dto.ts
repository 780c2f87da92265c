import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsInt,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsDay } from '../../../platform/http/is-day.js';
import { PlainText } from '../../../platform/http/plain-text.js';
import { DayHoursAnswer, WeekdayHoursAnswer } from '../../places/index.js';

const CLOCK_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const BAD_TIME = {
  context: { code: 'bad_format', vi: 'Giờ ghi dạng 07:00', en: 'A time of day such as 07:00' },
};

export class OpenSpanDto {
  @ApiProperty({ example: '07:00' })
  @Matches(CLOCK_TIME, BAD_TIME)
  opensAt!: string;

  @ApiProperty({ example: '17:00' })
  @Matches(CLOCK_TIME, BAD_TIME)
  closesAt!: string;
}

export class WeekdayHoursDto {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 7, description: 'ISO 8601: 1 is Monday' })
  @IsInt()
  @Min(1)
  @Max(7)
  weekday!: number;

  @ApiProperty({ type: [OpenSpanDto], maxItems: 3, description: 'None: closed' })
  @IsArray()
  @ArrayMaxSize(3)
  @ValidateNested({ each: true })
  @Type(() => OpenSpanDto)
  spans!: OpenSpanDto[];
}

export class ExceptionDto {
  @ApiProperty({ format: 'date' })
  @IsDay()
  day!: string;

  @ApiProperty({ type: OpenSpanDto, nullable: true, description: 'null: closed all day' })
  @ValidateIf(({ span }: ExceptionDto) => span !== null)
  @ValidateNested()
  @Type(() => OpenSpanDto)
  span!: OpenSpanDto | null;

  @ApiPropertyOptional({ maxLength: 120, description: 'Why' })
  @IsOptional()
  @PlainText({ max: 120 })
  words?: string;
}

export class ChangePointHoursDto {
  @ApiProperty({ maxLength: 43, description: 'As it was read' })
  @PlainText({ max: 43 })
  version!: string;

  @ApiProperty({ type: [WeekdayHoursDto], description: 'Days that are missing are closed' })
  @IsArray()
  @ArrayMaxSize(7)
  @ArrayUnique(({ weekday }: WeekdayHoursDto) => weekday)
  @ValidateNested({ each: true })
  @Type(() => WeekdayHoursDto)
  week!: WeekdayHoursDto[];

  @ApiProperty({ type: [ExceptionDto], description: 'All that are still to come' })
  @IsArray()
  @ArrayMaxSize(60)
  @ArrayUnique(({ day }: ExceptionDto) => day)
  @ValidateNested({ each: true })
  @Type(() => ExceptionDto)
  exceptions!: ExceptionDto[];
}

export class PointHoursAnswer {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty() commune!: string;
  @ApiProperty({ description: 'Of exactly these hours' }) version!: string;
  @ApiProperty({ type: [WeekdayHoursAnswer], description: 'All seven days' }) week!: WeekdayHoursAnswer[];
  @ApiProperty({ type: [DayHoursAnswer], description: 'From today on' }) exceptions!: DayHoursAnswer[];
}

export class PointsHoursAnswer {
  @ApiProperty({ type: [PointHoursAnswer] }) items!: PointHoursAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
