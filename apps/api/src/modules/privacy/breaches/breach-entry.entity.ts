import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export const breachEntryKinds = [
  'measure',
  'authority_notified',
  'people_told',
  'finding',
  'closed',
] as const;
export type BreachEntryKind = (typeof breachEntryKinds)[number];

/** One line of what was found out and done about a breach; only ever added to. */
@Entity('breach_entries')
export class BreachEntry {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'breach_id' })
  breachId!: string;

  @Column('varchar', { length: 20 })
  kind!: BreachEntryKind;

  @Column('timestamptz')
  at!: Date;

  @Column('varchar', { length: 4000 })
  text!: string;

  @Column('uuid', { name: 'entered_by' })
  enteredBy!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
