import { ApiProperty } from '@nestjs/swagger';
import { PlainText } from '../../../platform/http/plain-text.js';
import { QueryCursor, QueryInteger, QueryMatching } from '../../../platform/http/query-fields.js';
import { SellerRef } from '../answers.dto.js';
import { flagReasons } from './flag-causes.sql.js';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export class OwnFlaggedOrdersQueryDto {
  @QueryInteger({ min: 1, max: 100, description: 'How many; 24 unless given' })
  limit?: number;

  @QueryCursor()
  cursor?: string;
}

export class FlaggedOrdersQueryDto extends OwnFlaggedOrdersQueryDto {
  @QueryMatching(ID, 'Only what this certificate’s revocation flagged')
  certificate?: string;

  @QueryMatching(ID, 'Only what this taking-down flagged')
  takedown?: string;

  @QueryMatching(ID, 'Only what this suspension flagged')
  suspension?: string;
}

export class FlaggedOrderRef {
  @ApiProperty() code!: string;
  @ApiProperty({ enum: ['placed', 'confirmed'] }) status!: string;
  @ApiProperty({ format: 'date-time' }) placedAt!: string;
}

export class FlaggedProductRef {
  @ApiProperty() slug!: string;
  @ApiProperty({ description: 'As it was called when it was sold' }) name!: string;
}

export class FlaggedLineAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: flagReasons }) reason!: string;
  @ApiProperty({ format: 'date-time' }) flaggedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) buyerToldAt!: string | null;
  @ApiProperty({ type: FlaggedOrderRef }) order!: FlaggedOrderRef;
  @ApiProperty({ type: FlaggedProductRef }) product!: FlaggedProductRef;
  @ApiProperty() variantName!: string;
  @ApiProperty() unit!: string;
  @ApiProperty() quantity!: number;
  @ApiProperty({ type: SellerRef }) seller!: SellerRef;
}

export class FlaggedOrdersAnswer {
  @ApiProperty({ type: [FlaggedLineAnswer] }) items!: FlaggedLineAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class ReachBuyerDto {
  @ApiProperty({ maxLength: 500, description: 'Why; it is written into the history' })
  @PlainText({ max: 500 })
  reason!: string;
}

export class BuyerContactAnswer {
  @ApiProperty() name!: string;
  @ApiProperty({ example: '+84912345678' }) phone!: string;
  @ApiProperty({ type: String, nullable: true }) email!: string | null;
}
