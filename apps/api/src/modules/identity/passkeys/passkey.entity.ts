import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key that lives in somebody's telephone or security key (WebAuthn); the floor keeps its public half. */
@Entity('passkeys')
export class Passkey {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('varchar', { name: 'credential_id', length: 1400 })
  credentialId!: string;

  @Column('bytea', { name: 'public_key' })
  publicKey!: Buffer;

  /** The key's own count of uses, bigint as text; a count that goes back is a copied key. */
  @Column('bigint')
  counter!: string;

  @Column('varchar', { length: 120 })
  label!: string;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
