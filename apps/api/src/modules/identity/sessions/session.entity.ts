import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A device somebody is signed in on (`session`) or a program that acts for them (`bearer`). The token is kept as its hash. */
@Entity('sessions')
export class Session {
  @PrimaryColumn('uuid')
  id!: string;

  /** SHA-256 of the token, in hex: a random token of 256 bits needs no slower hash. */
  @Column('varchar', { name: 'token_hash', length: 64 })
  tokenHash!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('varchar', { length: 10 })
  kind!: 'session' | 'bearer';

  /** Browser and system in words, or what the owner called the program. */
  @Column('varchar', { length: 120 })
  label!: string;

  /** The access rules a bearer token was made for; null for a session. */
  @Column('varchar', { length: 60, array: true, nullable: true })
  scopes!: string[] | null;

  @Column('boolean', { name: 'second_factor' })
  secondFactor!: boolean;

  @Column('timestamptz', { name: 'fresh_at', nullable: true })
  freshAt!: Date | null;

  @Column('timestamptz', { name: 'last_seen_at' })
  lastSeenAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
