import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SellerStatus } from './seller-status.js';

/** The selling account of a producer. Its status is written by `change-seller-status.ts` alone. */
@Entity('sellers')
export class Seller {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'producer_id' })
  producerId!: string;

  @Column('varchar', { length: 120 })
  slug!: string;

  @Column('varchar', { length: 120 })
  name!: string;

  @Column('varchar', { length: 20 })
  phone!: string;

  @Column('varchar', { length: 4000 })
  story!: string;

  @Column('varchar', { length: 10 })
  status!: SellerStatus;

  @Column('timestamptz', { name: 'status_changed_at' })
  statusChangedAt!: Date;

  @Column('boolean', { name: 'accepts_cod' })
  acceptsCod!: boolean;

  @Column('boolean', { name: 'accepts_bank_transfer' })
  acceptsBankTransfer!: boolean;

  @Column('varchar', { name: 'bank_bin', length: 6, nullable: true })
  bankBin!: string | null;

  @Column('varchar', { name: 'bank_account_number', length: 19, nullable: true })
  bankAccountNumber!: string | null;

  @Column('varchar', { name: 'bank_account_name', length: 70, nullable: true })
  bankAccountName!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
