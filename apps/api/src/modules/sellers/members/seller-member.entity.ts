import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody who works in a shop. An owner may do everything there; staff what they were given. */
@Entity('seller_members')
export class SellerMember {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'seller_id' })
  sellerId!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('varchar', { length: 10 })
  role!: 'owner' | 'staff';

  /** Of staff: `listings`, `orders`, `money`; empty for an owner, who has all. */
  @Column('varchar', { length: 10, array: true })
  permissions!: string[];

  /** How they hear of the shop's orders: `push`, `email`, `sms`. */
  @Column('varchar', { name: 'notice_channels', length: 5, array: true, default: ['push'] })
  noticeChannels!: ('push' | 'email' | 'sms')[];

  @Column('uuid', { name: 'invited_by', nullable: true })
  invitedBy!: string | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column('uuid', { name: 'ended_by', nullable: true })
  endedBy!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
