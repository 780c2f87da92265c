import { Column, Entity, PrimaryColumn } from 'typeorm';
import { VndColumn } from '../../platform/database/vnd-column.js';
import type { PaymentMethod, PaymentStatus } from './payment-status.js';

/** What is owed for one payable (an order) and to whose account; the account is frozen when the order is placed. */
@Entity('payments')
export class Payment {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'payable_id' })
  payableId!: string;

  @Column('varchar', { length: 15 })
  method!: PaymentMethod;

  @Column('varchar', { length: 15 })
  status!: PaymentStatus;

  @Column('timestamptz', { name: 'status_changed_at' })
  statusChangedAt!: Date;

  @VndColumn({ name: 'amount_vnd' })
  amountVnd!: number;

  /** What was owed when the order was placed: weighing brings the amount below it, nothing above. */
  @VndColumn({ name: 'ordered_amount_vnd' })
  orderedAmountVnd!: number;

  /** What came in for it, whatever was owed; the database adds it up from `payment_receipts`. */
  @VndColumn({ name: 'received_vnd' })
  receivedVnd!: number;

  /** What of it was given back or has to be; added up from `refunds`, and never more than came in. */
  @VndColumn({ name: 'refunds_vnd' })
  refundsVnd!: number;

  /** Of what is paid on delivery: how much has to be there before the shop may take it on; null where nothing has. */
  @VndColumn({ name: 'deposit_vnd', nullable: true })
  depositVnd!: number | null;

  @Column('timestamptz', { name: 'deposit_paid_at', nullable: true })
  depositPaidAt!: Date | null;

  /** When a transfer or a deposit is overdue. Null for cash, and while goods wait for the scales and nobody knows the amount. */
  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column('varchar', { name: 'bank_bin', length: 6, nullable: true })
  bankBin!: string | null;

  @Column('varchar', { name: 'bank_account_number', length: 19, nullable: true })
  bankAccountNumber!: string | null;

  @Column('varchar', { name: 'bank_account_name', length: 70, nullable: true })
  bankAccountName!: string | null;

  @Column('varchar', { length: 25, nullable: true })
  purpose!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
