import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ChallengeKind = 'passkey_sign_in' | 'passkey_register' | 'second_factor' | 'sign_up';

/** The first half of an act of two steps, waiting for the second. Written by challenges.ts alone. */
@Entity('challenges')
export class Challenge {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('varchar', { length: 20 })
  kind!: ChallengeKind;

  @Column('varchar', { name: 'secret_hash', length: 64 })
  secretHash!: string;

  @Column('uuid', { name: 'account_id', nullable: true })
  accountId!: string | null;

  /** Keyed digest of a phone number or address that was proven and has no account yet. */
  @Column('varchar', { name: 'target_hash', length: 64, nullable: true })
  targetHash!: string | null;

  @Column('smallint', { name: 'tries_left' })
  triesLeft!: number;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
