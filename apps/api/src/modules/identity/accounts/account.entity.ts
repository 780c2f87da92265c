import { Column, Entity, PrimaryColumn } from 'typeorm';

export type AccountStatus = 'active' | 'blocked' | 'erased';

/**
 * One login. What is personal is sealed with the account's own key (`data_keys`); phone and e-mail are found by keyed
 * digests. An erased account keeps its row, for the orders and the history that name it, and nothing of the person.
 */
@Entity('accounts')
export class Account {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('varchar', { length: 10 })
  status!: AccountStatus;

  @Column('timestamptz', { name: 'status_changed_at' })
  statusChangedAt!: Date;

  @Column('varchar', { name: 'name_sealed', length: 800, nullable: true })
  nameSealed!: string | null;

  @Column('varchar', { name: 'phone_hash', length: 64, nullable: true })
  phoneHash!: string | null;

  @Column('varchar', { name: 'phone_sealed', length: 200, nullable: true })
  phoneSealed!: string | null;

  @Column('varchar', { name: 'email_hash', length: 64, nullable: true })
  emailHash!: string | null;

  @Column('varchar', { name: 'email_sealed', length: 600, nullable: true })
  emailSealed!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
