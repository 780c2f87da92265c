import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { VerificationMethod } from './identity-verifier.js';

/** What is looked at before a shop is let onto the floor, in the order in which officers go through it. */
export const checkSubjects = [
  'producer', 'registration_number', 'tax_code', 'representative', 'account_name', 'papers', 'register',
] as const; // prettier-ignore
export type CheckSubject = (typeof checkSubjects)[number];

export const checkResults = ['matches', 'differs', 'not_applicable'] as const;
export type CheckResult = (typeof checkResults)[number];

/** One thing somebody checked about an application. With a letter it is part of that decision and never changes again. */
@Entity('verification_checks')
export class VerificationCheck {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'seller_id' })
  sellerId!: string;

  @Column('varchar', { length: 30 })
  subject!: CheckSubject;

  @Column('varchar', { length: 10 })
  method!: VerificationMethod;

  @Column('varchar', { length: 15 })
  result!: CheckResult;

  @Column('varchar', { length: 500 })
  note!: string;

  @Column('uuid', { name: 'checked_by' })
  checkedBy!: string;

  @Column('timestamptz', { name: 'checked_at' })
  checkedAt!: Date;

  @Column('uuid', { name: 'letter_id', nullable: true })
  letterId!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
