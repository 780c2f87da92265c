import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#kernel/time';
import type { INSPECTION_OUTCOMES, INSPECTION_SUBJECTS } from './certificate-words.js';

/** That somebody looked, after the recognition, whether it is still deserved and the mark used rightly. */
@Entity('certificate_inspections')
export class CertificateInspection {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'certification_id' })
  certificationId!: string;

  @Column('date', { name: 'inspected_on' })
  inspectedOn!: Day;

  @Column('varchar', { name: 'inspected_by', length: 160 })
  inspectedBy!: string;

  @Column('varchar', { length: 10, array: true })
  covered!: (typeof INSPECTION_SUBJECTS)[number][];

  @Column('varchar', { length: 20 })
  outcome!: (typeof INSPECTION_OUTCOMES)[number];

  @Column('varchar', { length: 2_000 })
  findings!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
