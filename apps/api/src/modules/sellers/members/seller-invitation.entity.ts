import { Column, Entity, PrimaryColumn } from 'typeorm';

export type InvitationStatus = 'open' | 'accepted' | 'declined' | 'withdrawn' | 'lapsed';

/** A shop's word to the holder of a phone: come and work here. It gives nothing until that person accepts. */
@Entity('seller_invitations')
export class SellerInvitation {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'seller_id' })
  sellerId!: string;

  /** Keyed digest (`phone`); compared with the phone of whoever signs in. */
  @Column('varchar', { name: 'phone_hash', length: 64 })
  phoneHash!: string;

  /** With the shop's key, while the invitation is open. */
  @Column('varchar', { name: 'phone_sealed', length: 200, nullable: true })
  phoneSealed!: string | null;

  @Column('varchar', { length: 10 })
  role!: 'owner' | 'staff';

  @Column('varchar', { length: 10, array: true })
  permissions!: string[];

  @Column('varchar', { length: 10 })
  status!: InvitationStatus;

  @Column('timestamptz', { name: 'status_changed_at' })
  statusChangedAt!: Date;

  @Column('uuid', { name: 'invited_by' })
  invitedBy!: string;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
