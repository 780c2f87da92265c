import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** How somebody said it: on a page, by a code read out over the telephone, by letter to an officer who enters it. */
export type ConsentChannel = 'page' | 'code' | 'officer';

/** One line of the history of what a person agreed to or took back; only ever added to. */
@Entity('consents')
export class Consent {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('varchar', { length: 40 })
  purpose!: string;

  @Column('varchar', { length: 20 })
  version!: string;

  @Column('boolean')
  granted!: boolean;

  @Column('varchar', { length: 10 })
  channel!: ConsentChannel;

  @Column('varchar', { name: 'request_id', length: 64, nullable: true })
  requestId!: string | null;

  @Column('timestamptz', { name: 'given_at' })
  givenAt!: Date;
}
