import { ApiProperty } from '@nestjs/swagger';
import { QueryCursor, QueryInteger, QueryText } from '../../platform/http/query-fields.js';

const days = { type: 'integer' } as const;
const hours = days;

export class ProvincesQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'Provinces on a page; 24 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class CommunesQueryDto {
  @QueryText({ max: 200, description: 'A name of today or from before 1 July 2025, with or without accents' })
  q?: string;

  @QueryInteger({ min: 1, max: 100, description: 'Communes on a page; all that match by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class ProvinceDto {
  @ApiProperty() code!: string;
  @ApiProperty() name!: string;
}

export class ProvinceListDto {
  @ApiProperty({ type: [ProvinceDto] }) items!: ProvinceDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class CommuneDto {
  @ApiProperty({ example: '32248' }) code!: string;
  @ApiProperty({ example: 'Xã Đất Mũi' }) name!: string;
  @ApiProperty({ enum: ['commune', 'ward', 'special_zone'] }) kind!: string;
  @ApiProperty({ type: [String], description: 'Units merged into it, then their districts' })
  oldNames!: string[];
}

export class CommuneListDto {
  @ApiProperty({ type: [CommuneDto] }) items!: CommuneDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class OperatorDto {
  @ApiProperty() name!: string;
  @ApiProperty() address!: string;
  @ApiProperty() phone!: string;
  @ApiProperty() email!: string;
}

export class FloorRegistrationDto {
  @ApiProperty() number!: string;
  @ApiProperty({ type: String, format: 'date' }) date!: string;
  @ApiProperty({ description: 'The authority that confirmed it' }) authority!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Where the authority shows it' })
  url!: string | null;
}

export class FloorCountsDto {
  @ApiProperty({ type: 'integer', description: 'Listed today' }) products!: number;
  @ApiProperty({ type: 'integer' }) sellers!: number;
  @ApiProperty({ type: 'integer' }) tourismPoints!: number;
  @ApiProperty({ type: 'integer' }) communes!: number;
}

/** Times that buyers are told of, as the province sets them. */
class FloorTimesDto {
  @ApiProperty({
    ...hours,
    description: 'Hours after an order was placed in which its seller should accept it',
  })
  escalateHours!: number;
  @ApiProperty({ ...hours, description: 'Hours in which a transfer or a deposit is to come' })
  transferHours!: number;
  @ApiProperty({ ...days, description: 'Days after a parcel came in which its goods may go back' })
  returnDays!: number;
  @ApiProperty({ ...days, description: 'Working days in which a shop answers a return' })
  returnAnswerDays!: number;
  @ApiProperty({ ...days, description: 'Days after the last parcel came when an order completes by itself' })
  completedDays!: number;
  @ApiProperty({ ...days, description: 'Working days in which a complaint is first replied to' })
  firstReplyDays!: number;
}

export class FloorDto {
  @ApiProperty({ example: 'Sàn OCOP Cà Mau' }) name!: string;
  @ApiProperty() fullName!: string;
  @ApiProperty({ type: ProvinceDto }) province!: ProvinceDto;
  @ApiProperty({ description: 'Goods, prices and contacts are illustrative' }) demo!: boolean;
  @ApiProperty({ type: OperatorDto }) operator!: OperatorDto;
  @ApiProperty({ type: FloorRegistrationDto, nullable: true })
  registration!: FloorRegistrationDto | null;
  @ApiProperty({ type: FloorTimesDto }) times!: FloorTimesDto;
  @ApiProperty({ type: String, format: 'date', description: 'The day in Vietnam of the counts' })
  today!: string;
  @ApiProperty({ type: FloorCountsDto }) counts!: FloorCountsDto;
  @ApiProperty({
    description: 'What is shown beside an address of the floor where it is passed on, 1200 × 630',
  })
  sharePicture!: string;
}
