import { ApiProperty } from '@nestjs/swagger';

export class OpenSpanAnswer {
  @ApiProperty({ example: '07:00' }) opensAt!: string;
  @ApiProperty({ example: '17:00' }) closesAt!: string;
}

export class WeekdayHoursAnswer {
  @ApiProperty({ type: 'integer', description: 'ISO 8601: 1 is Monday' }) weekday!: number;
  @ApiProperty({ type: [OpenSpanAnswer], description: 'None: closed' }) spans!: OpenSpanAnswer[];
}

export class DayHoursAnswer {
  @ApiProperty({ format: 'date' }) day!: string;
  @ApiProperty({ type: [OpenSpanAnswer], description: 'None: closed' }) spans!: OpenSpanAnswer[];
  @ApiProperty({ type: String, nullable: true, description: 'Why that day is another than usual' })
  words!: string | null;
}

/** When a tourism point is open: hours of Vietnam. */
export class OpeningHoursAnswer {
  @ApiProperty({ type: DayHoursAnswer }) today!: DayHoursAnswer;
  @ApiProperty({ type: [WeekdayHoursAnswer], description: 'All seven days' }) week!: WeekdayHoursAnswer[];
  @ApiProperty({ type: [DayHoursAnswer], description: 'From today on, for a year' })
  exceptions!: DayHoursAnswer[];
}
