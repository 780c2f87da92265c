import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The secret an authenticator app shares with the floor, sealed with the person's key; it counts once confirmed. */
@Entity('totp_secrets')
export class TotpSecret {
  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('varchar', { name: 'secret_sealed', length: 200 })
  secretSealed!: string;

  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt!: Date | null;

  /** The last 30-second step that was used; bigint, which pg hands over as text. */
  @Column('bigint', { name: 'last_step' })
  lastStep!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
