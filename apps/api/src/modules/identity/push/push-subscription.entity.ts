import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A browser that takes notices for whoever is signed in on it; it goes with its session. */
@Entity('push_subscriptions')
export class PushSubscription {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('uuid', { name: 'session_id' })
  sessionId!: string;

  /** Endpoint and keys as the browser gave them: whoever knows them can find the device, and write to it. */
  @Column('varchar', { name: 'address_sealed', length: 3000 })
  addressSealed!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
