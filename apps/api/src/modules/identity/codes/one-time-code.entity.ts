import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What a code proves. `sign_in`: that the number or mailbox is one's own, for signing in, opening an account or moving
 * an account to it. The others belong to one subject: an account, a mandate, an application.
 */
export type CodePurpose = 'sign_in' | 'fresh_check' | 'mandate_consent' | 'assisted_application';

/** A code of six digits on its way to a phone or mailbox, kept as a keyed digest. Written by one-time-codes.ts alone. */
@Entity('one_time_codes')
export class OneTimeCode {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('varchar', { length: 30 })
  purpose!: CodePurpose;

  @Column('varchar', { name: 'target_hash', length: 64 })
  targetHash!: string;

  @Column('uuid', { name: 'subject_id', nullable: true })
  subjectId!: string | null;

  @Column('varchar', { name: 'ticket_hash', length: 64 })
  ticketHash!: string;

  @Column('varchar', { name: 'asked_from', length: 64, nullable: true })
  askedFrom!: string | null;

  @Column('varchar', { name: 'code_hash', length: 64 })
  codeHash!: string;

  /** Under a key from the environment, until it was sent. */
  @Column('varchar', { length: 2400, nullable: true })
  message!: string | null;

  @Column('smallint', { name: 'tries_left' })
  triesLeft!: number;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt!: Date | null;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
