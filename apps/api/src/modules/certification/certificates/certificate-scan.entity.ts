import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ScanKind } from './certificate-words.js';

/** A scanned decision or other paper of a certificate. Its bytes lie sealed on the disk; see ScanStore. */
@Entity('certificate_scans')
export class CertificateScan {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'certification_id' })
  certificationId!: string;

  @Column('varchar', { length: 20 })
  kind!: ScanKind;

  @Column('varchar', { length: 5 })
  format!: 'jpg' | 'pdf';

  /** Of the paper itself, before sealing. */
  @Column('integer')
  bytes!: number;

  @Column('uuid', { name: 'uploaded_by' })
  uploadedBy!: string;

  @Column('timestamptz', { name: 'uploaded_at' })
  uploadedAt!: Date;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
