import { ApiProperty } from '@nestjs/swagger';
import { sellerPermissions } from '#kernel/permissions';

export class ShopNameAnswer {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
}

export class MyShopAnswer extends ShopNameAnswer {
  @ApiProperty({ enum: ['draft', 'submitted', 'approved', 'suspended', 'closed'] }) status!: string;
  @ApiProperty({ enum: ['owner', 'staff', 'mandate'] }) as!: string;
  @ApiProperty({ enum: sellerPermissions, isArray: true }) permissions!: string[];
  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'Until when a mandate lasts',
  })
  until!: string | null;
}

export class MyInvitationAnswer {
  @ApiProperty() id!: string;
  @ApiProperty({ type: ShopNameAnswer }) seller!: ShopNameAnswer;
  @ApiProperty({ enum: ['owner', 'staff'] }) role!: string;
  @ApiProperty({ enum: sellerPermissions, isArray: true }) permissions!: string[];
  @ApiProperty({ description: 'Who invites' }) invitedBy!: string;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
}

export class MyShopsAnswer {
  @ApiProperty({ type: [MyShopAnswer] }) items!: MyShopAnswer[];
  @ApiProperty({ type: [MyInvitationAnswer] }) invitations!: MyInvitationAnswer[];
  @ApiProperty({ type: String, nullable: true, description: 'Always null: nobody works in that many shops' })
  nextCursor!: null;
}
