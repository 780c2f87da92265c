import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The argon2id hash of an account's password; an account without one signs in by code or passkey. */
@Entity('passwords')
export class Password {
  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('varchar', { length: 200 })
  hash!: string;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
