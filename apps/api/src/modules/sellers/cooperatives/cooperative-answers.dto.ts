import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import {
  QueryChoice,
  QueryCursor,
  QueryInteger,
  QueryList,
  QueryMatching,
  QueryText,
} from '../../../platform/http/query-fields.js';
import { SLUG } from '../../../platform/http/slug.js';
import { COOPERATIVE_FIELDS, COOPERATIVE_STATUSES, CountInput } from './cooperative.dto.js';
import type { CooperativeField } from './cooperative.entity.js';
import type { CooperativeStatus } from './cooperative-status.js';

/** Which part of the register; a filter that is left out leaves nobody out. */
export class CooperativeFilterDto {
  @QueryText({ max: 200, description: 'Part of the name, or the whole register number or tax code' })
  q?: string;

  @QueryList(/^(active|ceased|dissolved)$/, 'Where it stands today; may repeat')
  status?: CooperativeStatus[];

  @QueryChoice(COOPERATIVE_FIELDS, 'Agriculture, or anything else')
  field?: CooperativeField;

  @QueryList(/^\d{5}$/, 'Codes of communes; may repeat')
  commune?: string[];
}

export class CooperativesQueryDto extends CooperativeFilterDto {
  @QueryInteger({ min: 1, max: 100, description: 'Cooperatives on a page; 24 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class FiguresQueryDto {
  @QueryMatching(/^\d{4}-\d{2}-\d{2}$/, 'A day; today by default')
  asOf?: string;

  @QueryList(/^\d{5}$/, 'Codes of communes; may repeat')
  commune?: string[];
}

/** Which shop a cooperative is. */
export class LinkCooperativeDto {
  @ApiProperty({ description: 'Slug of the shop' })
  @Matches(SLUG)
  sellerSlug!: string;
}

export class CooperativeCommuneDto {
  @ApiProperty() code!: string;
  @ApiProperty() name!: string;
}

export class CooperativeShopDto {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty() status!: string;
}

const nullable = { nullable: true } as const;

export class CooperativeDto {
  @ApiProperty() id!: string;
  @ApiProperty() registerNumber!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: String, ...nullable }) taxCode!: string | null;
  @ApiProperty({ enum: COOPERATIVE_FIELDS }) field!: CooperativeField;
  @ApiProperty() fieldDetail!: string;
  @ApiProperty({ type: CooperativeCommuneDto }) commune!: CooperativeCommuneDto;
  @ApiProperty({ type: String, format: 'date', ...nullable }) foundedOn!: string | null;
  @ApiProperty({ type: String, format: 'date' }) enteredOn!: string;
  @ApiProperty({ enum: COOPERATIVE_STATUSES }) status!: CooperativeStatus;
  @ApiProperty({ type: String, format: 'date', ...nullable, description: 'null: active since its founding' })
  statusFrom!: string | null;
  @ApiProperty({ type: 'integer', ...nullable, description: 'As counted last' }) members!: number | null;
  @ApiProperty({ type: 'integer', ...nullable }) workers!: number | null;
  @ApiProperty({ type: String, format: 'date', ...nullable }) countedOn!: string | null;
  @ApiProperty({ type: Boolean, ...nullable, description: 'null: nobody has asked' }) hasOffice!:
    boolean | null;
  @ApiProperty({ type: Boolean, ...nullable }) hasComputer!: boolean | null;
  @ApiProperty({ type: Boolean, ...nullable }) hasWebsite!: boolean | null;
  @ApiProperty({ type: [String], description: 'Fields filled in for illustration' }) illustrative!: string[];
  @ApiProperty({ type: CooperativeShopDto, ...nullable, description: 'The shop it has on the floor' })
  shop!: CooperativeShopDto | null;
}

export class CooperativeListDto {
  @ApiProperty({ type: [CooperativeDto] }) items!: CooperativeDto[];
  @ApiProperty({ type: String, ...nullable }) nextCursor!: string | null;
}

export class CooperativeStatusDto {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: COOPERATIVE_STATUSES }) status!: CooperativeStatus;
  @ApiProperty({ type: String, format: 'date' }) fromOn!: string;
}

export class CooperativeDetailDto extends CooperativeDto {
  @ApiProperty({ type: 'integer', description: 'To be sent back with a correction' }) version!: number;
  @ApiProperty({ type: [CooperativeStatusDto], description: 'Changes after being active, oldest first' })
  statuses!: CooperativeStatusDto[];
  @ApiProperty({ type: [CountInput] }) counts!: CountInput[];
}

export class EnteredCooperativeDto {
  @ApiProperty() id!: string;
}

export class FieldFiguresDto {
  @ApiProperty({ enum: COOPERATIVE_FIELDS }) field!: CooperativeField;
  @ApiProperty({ type: 'integer' }) total!: number;
  @ApiProperty({ type: 'integer' }) active!: number;
  @ApiProperty({ type: 'integer' }) ceased!: number;
}

export class RegisterFiguresDto {
  @ApiProperty({ type: String, format: 'date' }) asOf!: string;
  @ApiProperty({ type: 'integer', description: 'Active and ceased' }) total!: number;
  @ApiProperty({ type: 'integer' }) active!: number;
  @ApiProperty({ type: 'integer' }) ceased!: number;
  @ApiProperty({ type: 'integer', description: 'Left the register; not part of the total' })
  dissolved!: number;
  @ApiProperty({ type: [FieldFiguresDto] }) byField!: FieldFiguresDto[];
  @ApiProperty({ type: 'integer', description: 'Of the active ones, as counted last' }) members!: number;
  @ApiProperty({ type: 'integer', description: 'Of the active ones, as counted last' }) workers!: number;
  @ApiProperty({ type: 'integer', description: 'Active ones whose people were ever counted' })
  counted!: number;
  @ApiProperty({ type: 'integer', description: 'Of the active ones, as known now' }) haveOffice!: number;
  @ApiProperty({ type: 'integer', description: 'Of the active ones, as known now' }) haveComputer!: number;
  @ApiProperty({ type: 'integer', description: 'Of the active ones, as known now' }) haveWebsite!: number;
}
