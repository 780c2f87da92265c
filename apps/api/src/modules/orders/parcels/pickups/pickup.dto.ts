import { ApiProperty } from '@nestjs/swagger';

/** Why a parcel is given out though nobody has its code. */
export const withoutCodeReasons = ['code_lost', 'known_buyer', 'papers_shown'] as const;
export type WithoutCode = (typeof withoutCodeReasons)[number];

export class BuyerPickupAnswer {
  @ApiProperty({ type: String, nullable: true, description: 'Six digits; null once it is no longer kept' })
  code!: string | null;
  @ApiProperty({ format: 'date', description: 'The last day the point keeps it' }) keptUntil!: string;
}

export class ShopPickupAnswer {
  @ApiProperty({ format: 'date', description: 'The last day it is kept; after it it may be taken back' })
  keptUntil!: string;
  @ApiProperty({ description: 'Nobody came in time: it may be taken back' }) overdue!: boolean;
}
