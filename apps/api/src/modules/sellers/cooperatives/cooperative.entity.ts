import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#kernel/time';
import type { CooperativeStatus } from './cooperative-status.js';

export type CooperativeField = 'agriculture' | 'non_agriculture';

/**
 * An entry of the province's register of cooperatives. Its status and what was counted have histories of their own
 * (`cooperative_statuses`, `cooperative_counts`); `version` counts every change of any of them.
 */
@Entity('cooperatives')
export class Cooperative {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('varchar', { name: 'register_number', length: 30 })
  registerNumber!: string;

  @Column('varchar', { length: 200 })
  name!: string;

  @Column('varchar', { name: 'tax_code', length: 14, nullable: true })
  taxCode!: string | null;

  @Column('varchar', { length: 20 })
  field!: CooperativeField;

  /** What it does, in the register's own words; may be empty. */
  @Column('varchar', { name: 'field_detail', length: 200 })
  fieldDetail!: string;

  @Column('varchar', { name: 'commune_code', length: 5 })
  communeCode!: string;

  @Column('date', { name: 'founded_on', nullable: true })
  foundedOn!: Day | null;

  /** The day from which it counts as part of the register. */
  @Column('date', { name: 'entered_on' })
  enteredOn!: Day;

  /** null: nobody has asked. So for the next two. */
  @Column('boolean', { name: 'has_office', nullable: true })
  hasOffice!: boolean | null;

  @Column('boolean', { name: 'has_computer', nullable: true })
  hasComputer!: boolean | null;

  @Column('boolean', { name: 'has_website', nullable: true })
  hasWebsite!: boolean | null;

  @Column('varchar', { length: 10 })
  status!: CooperativeStatus;

  /** null: active since it was founded. */
  @Column('date', { name: 'status_from', nullable: true })
  statusFrom!: Day | null;

  @Column('timestamptz', { name: 'status_changed_at' })
  statusChangedAt!: Date;

  @Column('integer')
  version!: number;

  /** Fields that are invented for a demonstration. */
  @Column('varchar', { length: 40, array: true })
  illustrative!: string[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
